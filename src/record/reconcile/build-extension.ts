/** Further columns for a table whose rows have been reconciled: what the records say of each. */
import type { Extension } from './parse-extension.ts'
import {
  PROPERTIES,
  type PropertyValue,
  type Reconciled,
  type ReconciliationWords,
} from './reconciliation.ts'

export function buildExtension(
  { ids, properties }: Extension,
  among: readonly Reconciled[],
  words: ReconciliationWords,
): object {
  const known = PROPERTIES.filter(({ id }) => properties.includes(id))
  const byId = new Map(among.map((each) => [each.id, each]))
  return {
    meta: known.map(({ id, kind }) => ({
      ...{ id, name: words.properties[id] },
      ...(kind === 'place' && { type: { id: 'place', name: words.types.place } }),
    })),
    rows: Object.fromEntries(
      ids.map((id) => [
        id,
        Object.fromEntries(
          known.map((property) => [property.id, (byId.get(id)?.properties[property.id] ?? []).map(toCell)]),
        ),
      ]),
    ),
  }
}

const toCell = ({ text, id }: PropertyValue): object => (id === null ? { str: text } : { id, name: text })
