import { compareNames } from '../names/compare-names.ts'
import { isAskedFor } from '../names/is-asked-for.ts'
import {
  type Reconciled,
  type ReconciliationCandidate,
  type ReconciliationQuery,
  TYPES,
} from './reconciliation.ts'

/** From how alike it is worth showing, and from when the machine would take it by itself: where nobody else comes near. */
const SHOWN = 0.5
const CERTAIN = 0.95
const APART = 0.1

export function buildCandidates(
  { query, type, limit }: ReconciliationQuery,
  among: readonly Reconciled[],
): readonly ReconciliationCandidate[] {
  if (query === '') return []
  const ranked = among
    .filter((each) => type.length === 0 || type.includes(each.type))
    .map((each) => ({ each, likeness: likenessOf(query, each) }))
    .filter(({ likeness }) => likeness >= SHOWN)
    .sort((a, b) => b.likeness - a.likeness || (a.each.id < b.each.id ? -1 : 1))
  const [best, second] = ranked
  const isSure =
    best !== undefined && best.likeness >= CERTAIN && best.likeness - (second?.likeness ?? 0) >= APART
  return ranked.slice(0, limit).map(({ each, likeness }, at) => ({
    id: each.id,
    name: each.name,
    description: each.description,
    type: TYPES.filter(({ id }) => id === each.type),
    score: Math.round(likeness * 1000) / 10,
    match: isSure && at === 0,
    features: [{ id: 'name_likeness', value: Math.round(likeness * 1000) / 1000 }],
  }))
}

const likenessOf = (query: string, { name, names }: Reconciled): number =>
  [name, ...names].reduce((best, form) => Math.max(best, compareNames(query, form)), 0)

const MOST_SUGGESTED = 20

/** While somebody types. */
export const buildSuggestions = (prefix: string, among: readonly Reconciled[]): object => ({
  result:
    prefix.trim() === ''
      ? []
      : among
          .filter(({ name, names }) => isAskedFor(prefix, [name, ...names]))
          .slice(0, MOST_SUGGESTED)
          .map(({ id, name, description, type }) => ({
            ...{ id, name, description },
            notable: TYPES.filter((each) => each.id === type),
          })),
})

export const buildManifest = (origin: string, name: string): object => ({
  versions: ['0.2'],
  name,
  identifierSpace: `${origin}/record/`,
  schemaSpace: `${origin}/record/`,
  documentation: 'https://reconciliation-api.github.io/specs/0.2/',
  defaultTypes: TYPES,
  view: { url: `${origin}/record/{{id}}` },
  suggest: { entity: { service_url: origin, service_path: '/reconcile/suggest/entity' } },
})
