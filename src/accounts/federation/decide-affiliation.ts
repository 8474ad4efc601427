/** Who a signed-in reader is to his institution: a member, an alumnus, a guest in its rooms, or nobody that we may let in. */
import { fail, ok, type Result } from '#base'
import type { AttributeRules } from './attribute-rules.ts'
import { type Refusal, refusal } from './refusal.ts'
import type { Affiliation } from './signed-in.ts'

export type SaidOfReader = {
  /** `staff@lib.example.edu` */
  readonly scopedAffiliations: readonly string[]
  readonly affiliations: readonly string[]
  readonly entitlements: readonly string[]
}

export type DecidedAffiliation = { readonly affiliation: Affiliation; readonly scope: string | null }

/** Of several, the one with the most rights. */
const STRENGTH: Record<Affiliation, number> = { member: 3, alum: 2, 'walk-in': 1 }

/** `scopes`: those that the provider may speak for, as its federation says (shibmd:Scope). */
export function decideAffiliation(
  said: SaidOfReader,
  rules: AttributeRules,
  scopes: ScopeTest,
): Result<DecidedAffiliation, Refusal> {
  const foreign = said.scopedAffiliations.filter((value) => !scopes(scopeOf(value)))
  const found = [
    ...said.scopedAffiliations
      .filter((value) => scopes(scopeOf(value)))
      .map((value) => candidate(rules.affiliations, value.slice(0, value.lastIndexOf('@')), scopeOf(value))),
    ...(rules.unscoped ? said.affiliations : []).map((value) => candidate(rules.affiliations, value, null)),
    ...said.entitlements.map((value) => candidate(rules.entitlements, value, null)),
  ].filter((one) => one !== null)
  const [best] = found.toSorted((a, b) => STRENGTH[b.affiliation] - STRENGTH[a.affiliation])
  if (best) return ok({ ...best, scope: best.scope ?? firstScope(said, scopes) })
  // A foreign scope is a fault or a lie, and never counts as having said nothing.
  if (foreign.length > 0)
    return fail(
      refusal('reader-belongs-to-the-institution', `scopes not of this provider: ${foreign.map(scopeOf)}`),
    )
  const silent = said.scopedAffiliations.length + said.affiliations.length + said.entitlements.length === 0
  return silent && rules.unsaid !== 'nobody'
    ? ok({ affiliation: rules.unsaid, scope: null })
    : fail(refusal('reader-belongs-to-the-institution', silent ? 'nothing was said' : 'no rule fits'))
}

export type ScopeTest = (scope: string) => boolean

const scopeOf = (value: string): string => value.slice(value.lastIndexOf('@') + 1).toLowerCase()

const firstScope = ({ scopedAffiliations }: SaidOfReader, scopes: ScopeTest): string | null =>
  scopedAffiliations.map(scopeOf).find(scopes) ?? null

function candidate(
  table: Readonly<Record<string, Affiliation>>,
  value: string,
  scope: string | null,
): DecidedAffiliation | null {
  const known = Object.entries(table).find(([name]) => name.toLowerCase() === value.toLowerCase())
  return known ? { affiliation: known[1], scope } : null
}
