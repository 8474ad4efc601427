/** While somebody types: entities, types and properties that begin like that. */
import { isAskedFor } from '../names/is-asked-for.ts'
import { PROPERTIES, type Reconciled, type ReconciliationWords, TYPES } from './reconciliation.ts'

const MOST = 20

type Words = ReconciliationWords

/** `cursor`: how many of them were shown already. */
export const suggestEntities = (
  prefix: string,
  among: readonly Reconciled[],
  { types }: Words,
  cursor = 0,
): object => ({
  result:
    prefix.trim() === ''
      ? []
      : among
          .filter(({ name, names }) => isAskedFor(prefix, [name, ...names]))
          .slice(cursor, cursor + MOST)
          .map(({ id, name, description, type }) => ({
            ...{ id, name, description },
            notable: [{ id: type, name: types[type] }],
          })),
})

export const suggestTypes = (prefix: string, { types }: Words): object => ({
  result: listTypes({ types }).filter((each) => begins(prefix, each)),
})

export const suggestProperties = (prefix: string, words: Words): object => ({
  result: PROPERTIES.map(({ id }) => ({ id, name: words.properties[id] })).filter((each) =>
    begins(prefix, each),
  ),
})

/** Those that somebody could fetch of such entities. */
export const proposeProperties = (type: string, limit: number | null, words: Words): object => ({
  type,
  properties: PROPERTIES.filter(({ of }) => of.some((one) => one === type))
    .slice(0, limit ?? PROPERTIES.length)
    .map(({ id }) => ({ id, name: words.properties[id] })),
  ...(limit !== null && { limit }),
})

export const listTypes = ({ types }: Pick<Words, 'types'>): readonly { id: string; name: string }[] =>
  TYPES.map((id) => ({ id, name: types[id] }))

const begins = (prefix: string, { id, name }: { readonly id: string; readonly name: string }): boolean =>
  isAskedFor(prefix, [name, id])
