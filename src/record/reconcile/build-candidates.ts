/** Who may be meant by a row of somebody's table: by the name above all, and by what else the row says. */
import { compareNames } from '../names/compare-names.ts'
import type { Reconciled, ReconciliationQuery, ReconciliationWords } from './reconciliation.ts'
import { weighProperty } from './weigh-property.ts'

export type ReconciliationCandidate = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly type: readonly { readonly id: string; readonly name: string }[]
  readonly score: number
  readonly match: boolean
  readonly features: readonly { readonly id: string; readonly value: number }[]
}

/** From how alike it is worth showing, and from when the machine would take it by itself: where nobody else comes near. */
const SHOWN = 0.5
const CERTAIN = 0.95
const APART = 0.1
/** What a property counts, where a name counts 1. */
const OF_PROPERTY = 0.4

export function buildCandidates(
  query: ReconciliationQuery,
  among: readonly Reconciled[],
  { types }: Pick<ReconciliationWords, 'types'>,
): readonly ReconciliationCandidate[] {
  const ranked = among
    .filter((each) => isOfType(each, query) || query.typeStrict === 'should')
    .map((each) => ({ each, ...weigh(query, each) }))
    .filter(({ score }) => score >= SHOWN)
    .sort(
      (a, b) =>
        Number(isOfType(b.each, query)) - Number(isOfType(a.each, query)) ||
        b.score - a.score ||
        (a.each.id < b.each.id ? -1 : 1),
    )
  const [best, second] = ranked
  const isSure =
    best !== undefined &&
    best.isCertain &&
    best.score - (second?.score ?? 0) >= APART &&
    isOfType(best.each, query)
  return ranked.slice(0, query.limit).map(({ each, score, features }, at) => ({
    ...{ id: each.id, name: each.name, description: each.description },
    type: [{ id: each.type, name: types[each.type] }],
    score: Math.round(score * 1000) / 10,
    match: isSure && at === 0,
    features,
  }))
}

/** `all`: of every one of them, and nothing here is of two. */
const isOfType = ({ type: own }: Reconciled, { type, typeStrict }: ReconciliationQuery): boolean =>
  type.length === 0 || (typeStrict === 'all' ? type.every((one) => one === own) : type.includes(own))

/** A name that is not asked for counts nothing; a property that the record does not tell neither, beside a name. */
function weigh({ query, properties }: ReconciliationQuery, each: Reconciled) {
  const told = properties.flatMap((asked) => {
    const value = weighProperty(asked, each)
    return value === null ? [] : [{ id: asked.id, value }]
  })
  const sum = told.reduce((total, { value }) => total + value, 0)
  const agrees = told.every(({ value }) => value >= 0.5)
  const features = told.map(({ id, value }) => ({ id, value: rounded(value) }))
  if (query === '') {
    const score = properties.length === 0 ? 0 : sum / properties.length
    return { score, features, isCertain: agrees && score === 1 }
  }
  const likeness = likenessOf(query, each)
  return {
    // Whoever has another name altogether is not meant, whatever else agrees.
    score: likeness < SHOWN ? 0 : (likeness + OF_PROPERTY * sum) / (1 + OF_PROPERTY * told.length),
    features: [{ id: 'name_likeness', value: rounded(likeness) }, ...features],
    isCertain: agrees && likeness >= CERTAIN,
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

const likenessOf = (query: string, { name, names }: Reconciled): number =>
  [name, ...names].reduce((best, form) => Math.max(best, compareNames(query, form)), 0)
