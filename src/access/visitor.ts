/**
 * Whoever makes this request, with every licence that could concern them: also those that have ended or are not for them,
 * so that a closed page can say why.
 */
import { type Identity, type InstitutionIdentity, STRANGER } from '#accounts'

export const LICENCE_KINDS = [
  'subscription',
  'perpetual',
  'trial',
  'evidence-based',
  'gratis',
  'purchase',
  'pay-per-view',
  'code',
  'read-link',
  'inspection-copy',
] as const

export type LicenceKind = (typeof LICENCE_KINDS)[number]

export type Affiliation = InstitutionIdentity['affiliation']

export type Covered =
  | { readonly kind: 'product'; readonly id: string }
  | { readonly kind: 'collection'; readonly id: string }
  | { readonly kind: 'press'; readonly slug: string }

/** One licence, as it stands for this visitor. */
export type Grant = {
  readonly licenceId: string
  readonly kind: LicenceKind
  /** An institution's id is that of the licence's holder, which may be a consortium; its name is the visitor's own one's. */
  readonly holder:
    | { readonly kind: 'institution'; readonly id: string; readonly name: string }
    | { readonly kind: 'account' }
    | { readonly kind: 'bearer' }
  readonly covers: readonly Covered[]
  readonly from: Date
  /** Exclusive; days of grace are in it. Null: for good. */
  readonly until: Date | null
  readonly revoked: boolean
  /** A word that those who withdraw licences agree on, such as `refunded`, or a sentence; absent: none was given. */
  readonly revokedFor?: string
  /** `taken`: as many read by it as may at once, and this visitor is not among them. `none`: any number may. */
  readonly seats: 'free' | 'taken' | 'none'
  /** False: the text may be read here, but no file taken away. */
  readonly downloads: boolean
  /** Why it does not help this visitor, although it is theirs; null: it does. */
  readonly bar: 'affiliation' | 'email' | null
}

export type Visitor = Identity & { readonly grants: readonly Grant[] }

export const NOBODY: Visitor = { ...STRANGER, grants: [] }
