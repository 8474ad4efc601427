import { typesetFrench } from '#base'
import type { Issue } from '#book'
import { RULES_IN_FRENCH } from './rules.fr.ts'
import { sayFinding } from './say-finding.ts'

/** What was found; or, where that was never put into the language, what should hold and what to do, with the finding as it is. */
export type IssueInWords =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'rule'; readonly holds: string; readonly mend: string; readonly found: string }
  | { readonly kind: 'as-found'; readonly found: string }

export function describeIssue(
  { rule, message }: Pick<Issue, 'rule' | 'message'>,
  language: 'en' | 'fr',
): IssueInWords {
  const text = sayFinding(message, language)
  if (text !== null) return { kind: 'found', text }
  const known = Object.hasOwn(RULES_IN_FRENCH, rule) ? RULES_IN_FRENCH[rule] : undefined
  if (known === undefined) return { kind: 'as-found', found: message }
  const [holds, mend] = [typesetFrench(known.holds), typesetFrench(known.mend)]
  return { kind: 'rule', holds, mend, found: message }
}
