/** What is known of a book before anything is read: nothing. */
import type { BookMetadata, ChapterMetadata, Openness } from '#book'
import { NO_ACCESSIBILITY } from './build-accessibility.ts'

export const emptyMetadata = (openness: Openness): BookMetadata => ({
  title: '',
  subtitle: null,
  sortTitle: '',
  languages: [],
  direction: 'ltr',
  contributors: [],
  identifiers: { key: '', isbns: [], doi: null, others: [] },
  edition: null,
  series: [],
  subjects: [],
  imprint: null,
  printYear: null,
  firstOnline: null,
  summary: { kind: 'none' },
  rights: { statement: null, holder: null, licence: null, contact: null },
  funding: [],
  accessibility: NO_ACCESSIBILITY,
  pageCount: null,
  openness,
  prices: [],
  cover: null,
  layout: 'reflowable',
})

export const emptyChapter = (
  book: Pick<BookMetadata, 'languages' | 'direction' | 'openness'>,
): ChapterMetadata => ({
  type: 'chapter',
  label: null,
  title: '',
  subtitle: null,
  language: book.languages[0] ?? 'und',
  direction: book.direction,
  contributors: [],
  doi: null,
  pages: null,
  firstOnline: null,
  summary: { kind: 'none' },
  keywords: [],
  rights: null,
  funding: [],
  openness: book.openness,
  prices: [],
})
