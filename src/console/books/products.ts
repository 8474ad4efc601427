/** A book and its chapters as what is read and sold: parts are neither. */
import type { Openness } from '#book'
import { type Corrections, listChapters, type ShelvedBook, type ShelvedChapter } from '#catalogue'
import type { Database } from '#platform'

export type Product = ShelvedBook | ShelvedChapter

export async function listProducts(
  db: Database,
  book: ShelvedBook,
): Promise<readonly [ShelvedBook, ...ShelvedChapter[]]> {
  return [book, ...(await listChapters(db, book.id)).filter(({ type }) => type !== 'part')]
}

export const toIds = (products: readonly Product[]): readonly string[] => products.map(({ id }) => id)

/** `word`: nothing for the book, `chapters`, `closed`, or the id of a chapter. */
export function decidePriced(
  word: string,
  book: ShelvedBook,
  chapters: readonly ShelvedChapter[],
): readonly Product[] {
  if (word === '' || word === 'book') return [book]
  if (word === 'chapters') return chapters
  if (word === 'closed') return chapters.filter(({ openness }) => openness === 'closed')
  return chapters.filter(({ id }) => id === word)
}

/** What a new version has to say so that each is as wanted. Null: each is so. */
export function decideAccess(
  [book, ...chapters]: readonly [ShelvedBook, ...ShelvedChapter[]],
  wanted: (product: Product) => Openness,
): Corrections | null {
  const changes = (product: Product) => product.openness !== wanted(product)
  const changed = chapters.filter(changes)
  if (!changes(book) && changed.length === 0) return null
  return {
    book: changes(book) ? { access: wanted(book) } : {},
    chapters: Object.fromEntries(changed.map((chapter) => [chapter.id, { access: wanted(chapter) }])),
  }
}
