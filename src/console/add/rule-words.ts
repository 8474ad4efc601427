import type { Issue } from '#book'
import type { RuleInWords } from '#intake'
import type { Language } from '#web'

export type SayRule = (issue: Pick<Issue, 'rule'>) => RuleInWords | null

/** A site that only answers need not know how books are read: the rules are loaded when their words are wanted. */
export async function loadRuleWords(language: Language): Promise<SayRule> {
  if (language === 'en') return () => null
  const { describeRule } = await import('#intake')
  return (issue) => describeRule(issue, language)
}
