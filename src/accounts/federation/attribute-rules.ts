/**
 * How an institution says who belongs to it, and what we take for that. Every provider begins with these rules; an operator
 * changes them for one that speaks otherwise.
 */
import type { Affiliation } from './signed-in.ts'

export type AttributeRules = {
  /** eduPersonScopedAffiliation, without the scope. What is not here counts for nothing. */
  readonly affiliations: Readonly<Record<string, Affiliation>>
  /** eduPersonEntitlement. */
  readonly entitlements: Readonly<Record<string, Affiliation>>
  /** Also eduPersonAffiliation, which names no scope. */
  readonly unscoped: boolean
  /** Who is signed in and of whom nothing is said: a member after all, or nobody. */
  readonly unsaid: Affiliation | 'nobody'
}

export const DEFAULT_RULES: AttributeRules = {
  affiliations: {
    member: 'member',
    student: 'member',
    faculty: 'member',
    staff: 'member',
    employee: 'member',
    alum: 'alum',
    'library-walk-in': 'walk-in',
  },
  entitlements: { 'urn:mace:dir:entitlement:common-lib-terms': 'member' },
  unscoped: false,
  unsaid: 'nobody',
}

/** Names of attributes as SAML writes them (MACE-Dir's object ids, SAML V2.0 Subject Identifier Attributes). */
export const ATTRIBUTE = {
  scopedAffiliation: [
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
    'urn:mace:dir:attribute-def:eduPersonScopedAffiliation',
  ],
  affiliation: ['urn:oid:1.3.6.1.4.1.5923.1.1.1.1', 'urn:mace:dir:attribute-def:eduPersonAffiliation'],
  entitlement: ['urn:oid:1.3.6.1.4.1.5923.1.1.1.7', 'urn:mace:dir:attribute-def:eduPersonEntitlement'],
  pairwiseId: ['urn:oasis:names:tc:SAML:attribute:pairwise-id'],
  targetedId: ['urn:oid:1.3.6.1.4.1.5923.1.1.1.10'],
} as const

/** OpenID Connect's claims of the same meaning (REFEDS, "OIDC/SAML attribute mappings"). */
export const CLAIM = {
  scopedAffiliation: 'eduperson_scoped_affiliation',
  affiliation: 'eduperson_affiliation',
  entitlement: 'eduperson_entitlement',
  pairwiseId: 'pairwise_id',
} as const
