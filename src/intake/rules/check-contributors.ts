/** Who wrote it: the book's own contributors, and those of its chapters. */
import type { Contributor, Issue } from '#book'
import { ofBook, ofChapter, type RuleCheck } from './rule-check.ts'
import type { RuleName } from './rules.ts'

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
  const say = (rule: RuleName, message: string, chapter: number | null): void => {
    issues.push(
      chapter === null
        ? ofBook(context, rule, message, 'contributors')
        : ofChapter(draft, context, chapter, rule, message),
    )
  }
  const seen = new Set<string>()
  const judge = ({ kind, name, familyName }: Contributor, chapter: number | null): void => {
    if (kind !== 'person' || seen.has(name)) return
    seen.add(name)
    if (/;| & | and /.test(name))
      say(
        'contributor-is-one-person',
        `“${name}” seems to be more than one person. Give each name its own entry under “contributors” in book.yaml.`,
        chapter,
      )
    else if (familyName === null)
      say(
        'contributor-has-family-name',
        `It cannot be told which part of “${name}” is the family name. Give “family” and “given” in book.yaml.`,
        chapter,
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
