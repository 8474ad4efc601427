/** The chapter of the book that a record is about. */
import type { ShelvedBook, ShelvedChapter } from '#catalogue'
import type { ChapterReference } from '../model/index.ts'
import { folded } from './build-passages.ts'

type Named = Pick<ShelvedChapter, 'id' | 'doi' | 'label' | 'title' | 'pages' | 'type'>

/** By its DOI, else its number, else its title, else its pages; a book of one chapter needs none. */
export function findChapterOf<C extends Named>(
  wanted: ChapterReference,
  chapters: readonly C[],
  book?: Pick<ShelvedBook, 'identifiers'>,
): C | null {
  const isbns = book?.identifiers.isbns.map(({ value }) => value) ?? []
  const isbn = wanted.isbn?.replace(/[^0-9Xx]/g, '') ?? null
  if (isbn !== null && isbns.length > 0 && !isbns.includes(isbn)) return null
  const ways: readonly ((chapter: C) => boolean)[] = [
    ({ doi }) => wanted.doi !== null && doi?.toLowerCase() === wanted.doi.toLowerCase(),
    ({ label }) => wanted.number !== null && label !== null && same(label, wanted.number),
    ({ title, label }) =>
      wanted.title !== null && (same(title, wanted.title) || same(`${label ?? ''} - ${title}`, wanted.title)),
    ({ pages }) =>
      wanted.pages !== null && pages !== null && same(`${pages.first}-${pages.last}`, wanted.pages),
  ]
  for (const way of ways) {
    const found = chapters.filter(way)
    if (found.length === 1) return found[0] ?? null
  }
  const named = [wanted.doi, wanted.number, wanted.title, wanted.pages].some((value) => value !== null)
  const real = chapters.filter(({ type }) => type !== 'part')
  return !named && real.length === 1 ? (real[0] ?? null) : null
}

const same = (a: string, b: string): boolean => folded(a).toLowerCase() === folded(b).toLowerCase()
