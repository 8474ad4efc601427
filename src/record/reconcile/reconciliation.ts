/**
 * The Reconciliation Service API 0.2 (W3C Community Group, reconciliation-api.github.io/specs/0.2) over the people and the
 * places of a site's records: what OpenRefine asks when somebody has a column of names.
 */
export const TYPES = ['person', 'place'] as const
export type ReconciliationType = (typeof TYPES)[number]

/** How two values are held against each other. */
export type PropertyKind = 'date' | 'place' | 'words' | 'address' | 'point'

export const PROPERTIES = [
  { id: 'born', of: ['person'], kind: 'date' },
  { id: 'died', of: ['person'], kind: 'date' },
  { id: 'birth-place', of: ['person'], kind: 'place' },
  { id: 'death-place', of: ['person'], kind: 'place' },
  { id: 'role', of: ['person'], kind: 'words' },
  { id: 'rank', of: ['person'], kind: 'words' },
  { id: 'organisation', of: ['person'], kind: 'words' },
  { id: 'within', of: ['place'], kind: 'place' },
  { id: 'coordinates', of: ['place'], kind: 'point' },
  { id: 'same-as', of: TYPES, kind: 'address' },
  { id: 'record', of: TYPES, kind: 'words' },
] as const satisfies readonly {
  readonly id: string
  readonly of: readonly ReconciliationType[]
  readonly kind: PropertyKind
}[]

export type PropertyId = (typeof PROPERTIES)[number]['id']

/** `id`: of a place that can be asked for itself. */
export type PropertyValue = { readonly text: string; readonly id: string | null }

/** Somebody, or some place, that everybody may see. */
export type Reconciled = {
  /** `record/entry` */
  readonly id: string
  readonly type: ReconciliationType
  readonly name: string
  readonly names: readonly string[]
  /** Of which record. */
  readonly description: string
  readonly properties: { readonly [property in PropertyId]?: readonly PropertyValue[] }
}

export type AskedProperty = { readonly id: string; readonly values: readonly PropertyValue[] }

export type ReconciliationQuery = {
  readonly query: string
  readonly type: readonly string[]
  /** `should`: of another type too, after those that are of it. */
  readonly typeStrict: 'any' | 'should' | 'all'
  readonly properties: readonly AskedProperty[]
  readonly limit: number
}

/** Names of types and of properties, in the language of whoever asks. */
export type ReconciliationWords = {
  readonly types: { readonly [type in ReconciliationType]: string }
  readonly properties: { readonly [property in PropertyId]: string }
}
