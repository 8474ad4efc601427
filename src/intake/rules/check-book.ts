/** The book as a whole: what makes it findable and citable. */
import { yearOf } from '#base'
import type { Issue } from '#book'
import { ofBook, type RuleCheck } from './rule-check.ts'
import type { RuleName } from './rules.ts'

export const checkBook: RuleCheck = (draft, context) => {
  const { metadata } = draft
  const { identifiers, subjects, accessibility } = metadata
  const issues: Issue[] = []
  const expect = (holds: boolean, rule: RuleName, message: string, element: string | null = null): void => {
    if (!holds) issues.push(ofBook(context, rule, message, element))
  }
  const hasFile = draft.formats.length > 0

  expect(
    metadata.title !== '',
    'book-has-title',
    'The book has no title. Give “title” in book.yaml.',
    'title',
  )
  expect(
    identifiers.isbns.length > 0 || identifiers.doi !== null,
    'book-has-identifier',
    'The book has neither an ISBN nor a DOI. Give one under “identifiers” in book.yaml.',
    'identifiers',
  )
  expect(
    identifiers.doi !== null,
    'book-has-doi',
    'The book has no DOI. Give it as “doi” under “identifiers” in book.yaml.',
    'identifiers.doi',
  )
  expect(
    metadata.languages.length > 0,
    'book-has-language',
    'The book does not say its language. Give “language” in book.yaml, for example en.',
    'language',
  )
  expect(
    metadata.imprint !== null,
    'book-has-imprint',
    'The book names no publisher. Give “imprint” in book.yaml.',
    'imprint',
  )
  expect(
    metadata.printYear !== null || metadata.firstOnline !== null,
    'book-has-publication-date',
    'The book has neither a print year nor a date of first publication online. Give “print-year” or “first-online” in book.yaml.',
    'print-year',
  )
  expect(
    metadata.firstOnline === null || isPossibleOnline(metadata.firstOnline, context.today),
    'first-online-is-possible',
    `The book is said to have first stood online on ${metadata.firstOnline}, which ${isFuture(metadata.firstOnline ?? '', context.today) ? 'is in the future' : 'was before the web'}. Correct “first-online”.`,
    'first-online',
  )
  expect(
    metadata.printYear === null ||
      (metadata.printYear >= 1440 && metadata.printYear <= yearOf(context.today) + 2),
    'print-year-is-possible',
    `The print year ${metadata.printYear} cannot be right. Correct “print-year”.`,
    'print-year',
  )
  expect(
    metadata.summary.kind !== 'none',
    'book-has-summary',
    'The book has no description. Give “description” in book.yaml.',
    'description',
  )
  expect(
    subjects.length > 0,
    'book-has-subjects',
    'The book has no subjects. Give “subjects” in book.yaml.',
    'subjects',
  )
  expect(
    subjects.length === 0 || subjects.some(({ code, scheme }) => code !== null || scheme === 'lcsh'),
    'subjects-have-codes',
    'All subjects are words of the press’s own. Add Thema codes as “thema” under “subjects” in book.yaml.',
    'subjects',
  )
  expect(
    !hasFile || (accessibility.accessModes.length > 0 && accessibility.features.length > 0),
    'accessibility-is-described',
    'The EPUB does not say how accessible it is. Add schema:accessMode, accessibilityFeature and accessibilityHazard to its package.',
  )
  return issues
}

export const isFuture = (date: string, today: string): boolean => date > today.slice(0, date.length)

export const isPossibleOnline = (date: string, today: string): boolean =>
  yearOf(date) > 1990 && !isFuture(date, today)
