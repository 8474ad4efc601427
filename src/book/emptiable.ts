/**
 * What the files of a book may say although it is not so: `without` in book.yaml names it, and it is then left empty. In the words
 * of book.yaml, for it is told there, by presses and by ourselves.
 */
const DATES = ['free-from', 'free-until', 'embargo-until'] as const
const RIGHTS = ['rights.statement', 'rights.holder', 'rights.licence', 'rights.contact'] as const

export const EMPTIABLE_OF_BOOK = [
  ...([
    'subtitle',
    'contributors',
    'description',
    'imprint',
    'edition',
    'series',
    'identifiers.isbn',
  ] as const),
  ...([
    'identifiers.doi',
    'print-year',
    'first-online',
    'pages',
    'subjects.thema',
    'subjects.bisac',
  ] as const),
  ...(['subjects.lcsh', 'subjects.keywords', 'funding', 'price'] as const),
  ...RIGHTS,
  ...DATES,
] as const

export const EMPTIABLE_OF_CHAPTER = [
  ...([
    'number',
    'subtitle',
    'contributors',
    'abstract',
    'keywords',
    'pages',
    'doi',
    'funding',
    'price',
  ] as const),
  ...RIGHTS,
  ...DATES,
] as const

export type EmptiableOfBook = (typeof EMPTIABLE_OF_BOOK)[number]
export type EmptiableOfChapter = (typeof EMPTIABLE_OF_CHAPTER)[number]
