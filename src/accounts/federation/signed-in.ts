/** What an institution said of a reader, after all of it was checked. */
import type { Refusal } from './refusal.ts'

export type Affiliation = 'member' | 'alum' | 'walk-in'

export type SignedIn = {
  readonly kind: 'signed-in'
  readonly through: 'saml' | 'oidc'
  /** The entity id or issuer of whoever vouches: which institution that is, `institutions` knows. */
  readonly institutionHint: string
  /** The scope under which the affiliation was given (`cam.example.edu`): one provider may speak for several institutions. */
  readonly scope: string | null
  readonly affiliation: Affiliation
  /** The same reader again, without saying who: a salted hash. Null: the institution gives no lasting name. */
  readonly pseudonym: string | null
  /** What the rules look at and no more: affiliations and entitlements, as they were given. */
  readonly attributes: { readonly affiliations: readonly string[]; readonly entitlements: readonly string[] }
  /** The institution's own session ends then; ours may not outlive it. */
  readonly until: Date | null
}

export type SignInOutcome = SignedIn | ({ readonly kind: 'refused' } & Refusal)
