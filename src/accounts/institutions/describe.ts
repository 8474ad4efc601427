/** Faults and refusals in a reader's words: for forms, and for the command line. */
import { assertNever } from '#base'
import type { Language } from '#web'
import type { AddressIssue } from './addresses/address-issue.ts'
import type { InstitutionField } from './parse-institution.ts'
import type { Refusal } from './store/change-institutions.ts'
import { words } from './words.ts'

export const describeAddressIssue = (issue: AddressIssue, language: Language): string =>
  `${words(language).line(issue.line)}: ${words(language).issues[issue.rule](issue)}`

export const describeField = (field: InstitutionField, language: Language): string =>
  words(language).problems[field]

export function describeRefusal(refusal: Refusal, language: Language): readonly string[] {
  const t = words(language).refusals
  switch (refusal.kind) {
    case 'unknown':
    case 'unknown-consortium':
    case 'circle':
      return [t[refusal.kind]]
    case 'identifier-taken':
      return [t['identifier-taken'](refusal.field, refusal.by)]
    case 'sign-in-taken':
      return [t['sign-in-taken'](refusal.entityId, refusal.by)]
    case 'claimed':
      return refusal.conflicts.map(({ claimant, range, institution }) =>
        t.claimed(claimant.name, range, institution.name),
      )
    default:
      return assertNever(refusal)
  }
}
