/**
 * What staff changed of a book in the browser, in the words of book.yaml: kept beside the book, laid over every further
 * version of its files, and given back by an export. A chapter's stand under its id, which outlives titles and files.
 */

/** A part of book.yaml as plain values; a field that says nothing is left out. */
export type Told = Readonly<Record<string, unknown>>

export type Corrections = {
  readonly book: Told
  readonly chapters: Readonly<Record<string, Told>>
}

export const NO_CORRECTIONS: Corrections = { book: {}, chapters: {} }

/** What is a table in book.yaml (`rights`, `subjects`) is corrected key by key; null takes away what was said. */
export function applyCorrections(told: Told, corrections: Told): Told {
  const corrected = Object.entries(corrections).map(([key, value]) => {
    const known = told[key]
    return [key, isTable(value) ? applyCorrections(isTable(known) ? known : {}, value) : value] as const
  })
  const all = Object.entries({ ...told, ...Object.fromEntries(corrected) })
  return Object.fromEntries(all.filter(([, value]) => value !== null && !isEmptyTable(value)))
}

export function mergeCorrections(before: Corrections, after: Corrections): Corrections {
  const ids = new Set([...Object.keys(before.chapters), ...Object.keys(after.chapters)])
  const chapters = [...ids].map(
    (id) => [id, applyCorrections(before.chapters[id] ?? {}, after.chapters[id] ?? {})] as const,
  )
  return {
    book: applyCorrections(before.book, after.book),
    chapters: Object.fromEntries(chapters.filter(([, told]) => Object.keys(told).length > 0)),
  }
}

export const isCorrected = ({ book, chapters }: Corrections): boolean =>
  Object.keys(book).length > 0 || Object.keys(chapters).length > 0

const isTable = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmptyTable = (value: unknown): boolean => isTable(value) && Object.keys(value).length === 0
