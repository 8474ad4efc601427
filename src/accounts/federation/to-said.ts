/** What a provider said of a reader, in one form for both protocols. */
import { ATTRIBUTE, CLAIM } from './attribute-rules.ts'
import type { SaidOfReader } from './decide-affiliation.ts'
import { PERSISTENT } from './saml/names.ts'
import type { Assertion } from './saml/to-assertion.ts'

export type Said = SaidOfReader & {
  /** A lasting name that says nothing of who it is; null: none was given. */
  readonly subject: string | null
}

export function toSaidBySaml({ attributes, nameId }: Assertion): Said {
  const values = (names: readonly string[]) => names.flatMap((name) => attributes.get(name) ?? [])
  const [pairwise] = values(ATTRIBUTE.pairwiseId)
  const [targeted] = values(ATTRIBUTE.targetedId)
  const persistent = nameId?.format === PERSISTENT ? nameId.value : null
  return {
    scopedAffiliations: values(ATTRIBUTE.scopedAffiliation),
    affiliations: values(ATTRIBUTE.affiliation),
    entitlements: values(ATTRIBUTE.entitlement),
    subject:
      [pairwise, targeted, persistent].find((name) => name !== undefined && name !== null && name !== '') ??
      null,
  }
}

export function toSaidByOpenId(claims: Readonly<Record<string, unknown>>): Said {
  const values = (name: string): readonly string[] => {
    const value = claims[name]
    if (typeof value === 'string') return [value]
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  }
  const [pairwise] = values(CLAIM.pairwiseId)
  const [sub] = values('sub')
  return {
    scopedAffiliations: values(CLAIM.scopedAffiliation),
    affiliations: values(CLAIM.affiliation),
    entitlements: values(CLAIM.entitlement),
    subject: pairwise ?? sub ?? null,
  }
}
