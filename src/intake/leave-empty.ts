/** `without`: what the files say of these is not so. Last of all, so that nothing is made out of something else either. */
import type {
  AccessDates,
  BookMetadata,
  ChapterMetadata,
  EmptiableOfBook,
  EmptiableOfChapter,
  Rights,
  Subject,
} from '#book'

type Emptying<T> = (whole: T) => Partial<T>

export const leaveBookEmpty = (book: BookMetadata, names: readonly EmptiableOfBook[]): BookMetadata =>
  names.reduce<BookMetadata>((left, name) => withoutNothing({ ...left, ...OF_BOOK[name](left) }), book)

export const leaveChapterEmpty = (
  chapter: ChapterMetadata,
  names: readonly EmptiableOfChapter[],
): ChapterMetadata =>
  names.reduce<ChapterMetadata>(
    (left, name) => withoutNothing({ ...left, ...OF_CHAPTER[name](left) }),
    chapter,
  )

const subjects =
  (scheme: Subject['scheme']): Emptying<BookMetadata> =>
  (book) => ({ subjects: book.subjects.filter((one) => one.scheme !== scheme) })

const right =
  (key: keyof Rights): Emptying<BookMetadata> =>
  ({ rights }) => ({ rights: { ...rights, [key]: null } })

/** A chapter of whose rights nothing is left has none of its own. */
const ownRight =
  (key: keyof Rights): Emptying<ChapterMetadata> =>
  ({ rights }) => {
    const left = rights === null ? null : { ...rights, [key]: null }
    return { rights: left === null || Object.values(left).every((one) => one === null) ? null : left }
  }

const date =
  (key: keyof AccessDates): Emptying<{ readonly accessDates?: AccessDates }> =>
  ({ accessDates }) =>
    accessDates === undefined ? {} : { accessDates: { ...accessDates, [key]: null } }

/** Absent where there is none: see `mergeAccessDates`. */
function withoutNothing<T extends { readonly accessDates?: AccessDates }>(whole: T): T {
  const { accessDates, ...others } = whole
  if (accessDates === undefined || Object.values(accessDates).some((one) => one !== null)) return whole
  return others as T
}

const DATES = {
  'free-from': date('freeFrom'),
  'free-until': date('freeUntil'),
  'embargo-until': date('embargoUntil'),
}

const OF_BOOK: Readonly<Record<EmptiableOfBook, Emptying<BookMetadata>>> = {
  subtitle: () => ({ subtitle: null }),
  contributors: () => ({ contributors: [] }),
  description: () => ({ summary: { kind: 'none' } }),
  imprint: () => ({ imprint: null }),
  edition: () => ({ edition: null }),
  series: () => ({ series: [] }),
  // The number by which it is known again stays.
  'identifiers.isbn': ({ identifiers }) => ({ identifiers: { ...identifiers, isbns: [] } }),
  'identifiers.doi': ({ identifiers }) => ({ identifiers: { ...identifiers, doi: null } }),
  'print-year': () => ({ printYear: null }),
  'first-online': () => ({ firstOnline: null }),
  pages: () => ({ pageCount: null }),
  'subjects.thema': subjects('thema'),
  'subjects.bisac': subjects('bisac'),
  'subjects.lcsh': subjects('lcsh'),
  'subjects.keywords': subjects('keyword'),
  funding: () => ({ funding: [] }),
  price: () => ({ prices: [] }),
  'rights.statement': right('statement'),
  'rights.holder': right('holder'),
  'rights.licence': right('licence'),
  'rights.contact': right('contact'),
  ...DATES,
}

const OF_CHAPTER: Readonly<Record<EmptiableOfChapter, Emptying<ChapterMetadata>>> = {
  number: () => ({ label: null }),
  subtitle: () => ({ subtitle: null }),
  contributors: () => ({ contributors: [] }),
  abstract: () => ({ summary: { kind: 'none' } }),
  keywords: () => ({ keywords: [] }),
  pages: () => ({ pages: null }),
  doi: () => ({ doi: null }),
  funding: () => ({ funding: [] }),
  price: () => ({ prices: [] }),
  'rights.statement': ownRight('statement'),
  'rights.holder': ownRight('holder'),
  'rights.licence': ownRight('licence'),
  'rights.contact': ownRight('contact'),
  ...DATES,
}
