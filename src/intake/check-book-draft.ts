/**
 * Judges a draft by the rules that can be judged from it. What is found while reading (book.yaml, the format, the text)
 * has been reported where it was found; `allRules` in rules/all-rules.ts lists everything together.
 */
import type { BookDraft, Issue } from '#book'
import { checkAccess } from './rules/check-access.ts'
import { checkAccessDates } from './rules/check-access-dates.ts'
import { checkBook } from './rules/check-book.ts'
import { checkChapters } from './rules/check-chapters.ts'
import { checkContributors } from './rules/check-contributors.ts'
import { checkFiles } from './rules/check-files.ts'
import { checkPages } from './rules/check-pages.ts'

export type CheckContext = {
  /** ISO 8601: dates are judged against it. */
  readonly today: string
  /** Where metadata can be mended: "book.yaml", or the package document. */
  readonly metadataFile: string
  /** Line of the chapter's entry in book.yaml, where it has one. */
  readonly lineOf: (chapter: number) => number | null
}

const CHECKS = [
  checkBook,
  checkContributors,
  checkAccess,
  checkAccessDates,
  checkChapters,
  checkPages,
  checkFiles,
]

export function checkBookDraft(draft: Omit<BookDraft, 'issues'>, context: CheckContext): readonly Issue[] {
  return CHECKS.flatMap((check) => check(draft, context))
}
