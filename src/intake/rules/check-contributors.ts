/** Who wrote it: the book's own contributors, and those of its chapters. */
import type { Contributor, Issue } from '#book'
import { ofBook, ofChapter, type RuleCheck } from './rule-check.ts'

export const checkContributors: RuleCheck = (draft, context) => {
  const issues: Issue[] = []
  const own = draft.metadata.contributors
  const ofChapters = draft.chapters.some(({ metadata }) => metadata.contributors.length > 0)
  if (!own.some(({ role }) => MAKERS.has(role)) && !ofChapters)
    issues.push(
      ofBook(
        context,
        'book-has-contributor',
        'The book names no author or editor. Give “contributors” in book.yaml.',
        'contributors',
      ),
    )
  const seen = new Set<string>()
  const judge = (contributor: Contributor, chapter: number | null): void => {
    if (contributor.kind !== 'person' || contributor.familyName !== null || seen.has(contributor.name)) return
    seen.add(contributor.name)
    const rule = 'contributor-has-family-name'
    const message = `It cannot be told which part of “${contributor.name}” is the family name. Give “family” and “given” in book.yaml.`
    issues.push(
      chapter === null
        ? ofBook(context, rule, message, 'contributors')
        : ofChapter(draft, context, chapter, rule, message),
    )
  }
  for (const contributor of own) judge(contributor, null)
  for (const [index, { metadata }] of draft.chapters.entries())
    for (const contributor of metadata.contributors) judge(contributor, index)
  return issues
}

const MAKERS: ReadonlySet<Contributor['role']> = new Set<Contributor['role']>([
  'author',
  'editor',
  'compiler',
  'translator',
])
