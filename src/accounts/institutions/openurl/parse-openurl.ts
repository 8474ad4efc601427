/**
 * A reference as link resolvers send it: OpenURL 1.0 (ANSI/NISO Z39.88-2004, Key/Encoded-Value, book format) and its forerunner
 * 0.1, whose keys have no prefix. Only what names a book or a chapter is read; who refers and from where is nobody's business.
 */

export type Reference = {
  /** In the order given. */
  readonly dois: readonly string[]
  /** Thirteen digits each. */
  readonly isbns: readonly string[]
  readonly bookTitle: string | null
  readonly chapterTitle: string | null
  /** The first page of what is wanted. */
  readonly startPage: string | null
  readonly author: string | null
  readonly year: string | null
  /** It says that a chapter is wanted, or names one. */
  readonly ofChapter: boolean
}

export type OpenurlQuery = Readonly<Record<string, unknown>>

/** Null: it refers to nothing that we can look for. */
export function parseOpenurl(query: OpenurlQuery): Reference | null {
  const values = (...keys: readonly string[]): readonly string[] =>
    keys.flatMap((key) => toTexts(query[`rft.${key}`]).concat(toTexts(query[key])))
  const first = (...keys: readonly string[]): string | null => values(...keys)[0] ?? null
  const ids = [...toTexts(query.rft_id), ...values('id')]
  const dois = [...ids.map(toDoi), ...values('doi').map(toDoi)]
  const isbns = [
    ...values('isbn', 'eisbn').flatMap((text) => text.split(/[,;]/)),
    ...ids.flatMap(isbnOfId),
  ].map(toIsbn13)
  const genre = first('genre')?.toLowerCase() ?? ''
  const chapterTitle = first('atitle', 'ctitle')
  const bookTitle = first('btitle', 'title', 'stitle', 'jtitle')
  const startPage = first('spage') ?? first('pages')?.split(/[-–,\s]/)[0] ?? null
  const reference: Reference = {
    dois: unique(dois),
    isbns: unique(isbns),
    ...{
      bookTitle,
      chapterTitle,
      startPage,
      author: authorOf(first),
      year: /\d{4}/.exec(first('date') ?? '')?.[0] ?? null,
    },
    ofChapter: CHAPTER_GENRES.has(genre) || chapterTitle !== null || startPage !== null,
  }
  const told =
    reference.dois.length + reference.isbns.length > 0 || bookTitle !== null || chapterTitle !== null
  return told ? reference : null
}

/** `bookitem` is a chapter; proceedings are sent as papers. */
const CHAPTER_GENRES = new Set(['bookitem', 'proceeding', 'article'])

const LONGEST = 1_000

function toTexts(value: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value.slice(0, 20) : [value]
  return all
    .filter((one) => typeof one === 'string')
    .map((text) => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST))
    .filter((text) => text !== '')
}

const unique = (values: readonly (string | null)[]): readonly string[] =>
  [...new Set(values.filter((value) => value !== null))].slice(0, 10)

function authorOf(first: (...keys: readonly string[]) => string | null): string | null {
  const [last, given] = [first('aulast'), first('aufirst', 'auinit')]
  return last === null ? first('au', 'aucorp') : given === null ? last : `${given} ${last}`
}

/** `info:doi/10.…`, `doi:10.…`, `https://doi.org/10.…`, or bare. */
const toDoi = (text: string): string | null =>
  /^(?:info:doi\/|doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i.exec(text)?.[1] ?? null

const isbnOfId = (text: string): readonly string[] => /^urn:isbn:(.+)$/i.exec(text)?.slice(1) ?? []

/** ISBN-10 becomes ISBN-13 (ISO 2108); null where the check digit tells of a mistake. */
export function toIsbn13(text: string): string | null {
  const isbn = text.replace(/[\s‐‑–-]/g, '').toUpperCase()
  if (/^97[89]\d{10}$/.test(isbn)) return isbn.endsWith(checkDigit(isbn.slice(0, 12))) ? isbn : null
  if (!/^\d{9}[\dX]$/.test(isbn)) return null
  const sum = Array.from(isbn).reduce(
    (total, digit, i) => total + (10 - i) * (digit === 'X' ? 10 : Number(digit)),
    0,
  )
  const stem = `978${isbn.slice(0, 9)}`
  return sum % 11 === 0 ? `${stem}${checkDigit(stem)}` : null
}

const checkDigit = (twelve: string): string =>
  String(
    (10 -
      (Array.from(twelve).reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0) % 10)) %
      10,
  )
