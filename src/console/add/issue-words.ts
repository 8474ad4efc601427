import type { Issue } from '#book'
import type { IssueInWords } from '#intake'
import type { Language } from '#web'

export type SayIssue = (issue: Pick<Issue, 'rule' | 'message'>) => IssueInWords

/** A site that only answers need not know how books are read: the words are loaded when they are wanted. */
export async function loadIssueWords(language: Language): Promise<SayIssue> {
  if (language === 'en') return ({ message }) => ({ kind: 'found', text: message })
  const { describeIssue } = await import('#intake')
  return (issue) => describeIssue(issue, language)
}
