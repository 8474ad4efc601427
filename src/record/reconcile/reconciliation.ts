/**
 * The Reconciliation Service API 0.2 (W3C Community Group, reconciliation-api.github.io/specs/0.2) over the people and the
 * places of a site's records: what OpenRefine asks when somebody has a column of names.
 */
export type ReconciliationType = 'person' | 'place'

export const TYPES: readonly { readonly id: ReconciliationType; readonly name: string }[] = [
  { id: 'person', name: 'Person' },
  { id: 'place', name: 'Place' },
]

/** Somebody, or some place, that everybody may see. */
export type Reconciled = {
  /** `record/entry` */
  readonly id: string
  readonly type: ReconciliationType
  readonly name: string
  readonly names: readonly string[]
  /** Of which record. */
  readonly description: string
}

export type ReconciliationQuery = {
  readonly query: string
  readonly type: readonly string[]
  readonly limit: number
}

export type ReconciliationCandidate = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly type: readonly { readonly id: string; readonly name: string }[]
  readonly score: number
  readonly match: boolean
  readonly features: readonly { readonly id: string; readonly value: number }[]
}
