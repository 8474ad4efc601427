/** What a book is: types and pure rules that every later folder reads. */

export {
  type AccessDates,
  type AccessWindow,
  ALWAYS,
  embargoAt,
  isFreeToRead,
  nextTurn,
  toAccessWindow,
} from './access-window.ts'
export type { AccessibilityMetadata } from './accessibility.ts'
export { AMENDMENT_KINDS, type Amendment, type AmendmentKind } from './amendment.ts'
export type {
  Book,
  BookIdentifiers,
  BookMetadata,
  BookVersion,
  Cover,
  Isbn,
  Series,
  Subject,
} from './book.ts'
export {
  CHAPTER_TYPES,
  type Chapter,
  type ChapterMetadata,
  type ChapterType,
  type PageRange,
  type PdfPages,
  type SourceRange,
  type TextFacts,
  type TextHeading,
  type TextSection,
} from './chapter.ts'
export { type Affiliation, CONTRIBUTOR_ROLES, type Contributor, type ContributorRole } from './contributor.ts'
export type { BlockKind, BookDraft, ChapterDraft, DraftText, TextBlock } from './draft.ts'
export {
  EMPTIABLE_OF_BOOK,
  EMPTIABLE_OF_CHAPTER,
  type EmptiableOfBook,
  type EmptiableOfChapter,
} from './emptiable.ts'
export type { Format } from './format.ts'
export { type Issue, isFault, type Place } from './issue.ts'
export type { Offer, OtherPrice } from './offer.ts'
export { type Product, subjectOf } from './product.ts'
export { type Funding, type Openness, type Price, type Rights, rightsOfChapter } from './rights.ts'
export { sampleBody, sampleBook, sampleChapter, sampleDraft, samplePerson } from './sample.ts'
export type { Media, Summary } from './summary.ts'
