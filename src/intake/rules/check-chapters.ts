/** Each chapter's own data: title, DOI, dates, summary. */
import type { Issue } from '#book'
import { isFuture, isPossibleOnline } from './check-book.ts'
import { isCited, nameOf, ofChapter, type RuleCheck } from './rule-check.ts'
import type { RuleName } from './rules.ts'

export const checkChapters: RuleCheck = (draft, context) => {
  const issues: Issue[] = []
  const dois = new Map<string, string>()
  if (draft.metadata.identifiers.doi !== null)
    dois.set(draft.metadata.identifiers.doi.toLowerCase(), 'the book')
  const titles = new Set<string>()
  for (const [index, chapter] of draft.chapters.entries()) {
    const { metadata } = chapter
    const name = nameOf(chapter, index)
    const say = (rule: RuleName, message: string): void => {
      issues.push(ofChapter(draft, context, index, rule, message))
    }
    if (metadata.title === '')
      say('chapter-has-title', `Number ${index + 1} of the contents has no title. Give “title” in book.yaml.`)
    if (isCited(metadata.type) && metadata.doi === null)
      say('chapter-has-doi', `${name} has no DOI. Give “doi” in its entry in book.yaml.`)
    if (isCited(metadata.type) && metadata.summary.kind === 'none')
      say(
        'chapter-has-summary',
        `${name} has no abstract, and no text to take an extract from. Give “abstract” in its entry in book.yaml.`,
      )
    const { doi, firstOnline } = metadata
    if (doi !== null) {
      const other = dois.get(doi.toLowerCase())
      if (other !== undefined)
        say(
          'dois-are-distinct',
          `${name} has the DOI ${doi}, which is that of ${other} too. Correct one of them.`,
        )
      else dois.set(doi.toLowerCase(), name)
    }
    if (firstOnline !== null && !isPossibleOnline(firstOnline, context.today))
      say(
        'first-online-is-possible',
        `${name} is said to have first stood online on ${firstOnline}, which ${isFuture(firstOnline, context.today) ? 'is in the future' : 'was before the web'}. Correct “first-online”.`,
      )
    const key = JSON.stringify([chapter.parent, metadata.label, metadata.title.toLowerCase()])
    if (metadata.title !== '' && titles.has(key))
      say(
        'titles-are-distinct',
        `Another entry beside it is titled ${name} as well. Give them different titles in book.yaml.`,
      )
    titles.add(key)
  }
  return issues
}
