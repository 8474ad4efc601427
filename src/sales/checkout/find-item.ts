/** What exactly would be bought: a chapter or a book, as its buyer has to know it. */
import type { ReadableProduct } from '#catalogue'
import { findProduct } from '#citations'
import { href, type Place, paths, type Site } from '#web'
import type { SalesDeps } from '../deps.ts'

export type Item = {
  readonly kind: 'book' | 'chapter'
  readonly id: string
  readonly title: string
  readonly language: string
  readonly press: string
  readonly product: ReadableProduct
  /** Its page, with language and press. */
  readonly path: string
  readonly contributors: readonly string[]
  /** Of a chapter. */
  readonly book: { readonly id: string; readonly title: string; readonly language: string } | null
  readonly pages: string | null
  /** Of a book. */
  readonly chapters: number | null
}

/** Null: it is not on the shelf, or not of the press whose place this is. */
export async function findItem(
  { db }: Pick<SalesDeps, 'db'>,
  { place, press }: Pick<Site, 'place' | 'press'>,
  id: string,
): Promise<Item | null> {
  const found = await findProduct(db, id)
  if (found === null || found.kind === 'withdrawn') return null
  const { book } = found
  if (press !== null && press !== book.press) return null
  const bookLanguage = book.languages[0] ?? 'und'
  const shared = { press: book.press, product: found.product }
  if (found.kind === 'book')
    return {
      ...{ ...shared, kind: 'book', id: book.id, title: book.title, language: bookLanguage },
      path: at(place, paths.book(book)),
      contributors: book.contributors.map(({ name }) => name),
      ...{ book: null, pages: null },
      chapters: found.contents.filter(({ type, hasText }) => type === 'chapter' && hasText).length,
    }
  const { chapter } = found
  const contributors = chapter.contributors.length > 0 ? chapter.contributors : book.contributors
  return {
    ...{ ...shared, kind: 'chapter', id: chapter.id, title: chapter.title, language: chapter.language },
    path: at(place, paths.chapter(chapter)),
    contributors: contributors.map(({ name }) => name),
    book: { id: book.id, title: book.title, language: bookLanguage },
    pages: chapter.pages === null ? null : toPages(chapter.pages),
    chapters: null,
  }
}

const at = (place: Place, path: string): string => href(place, path)

const toPages = ({ first, last }: { readonly first: string; readonly last: string }): string =>
  first === last ? first : `${first}–${last}`
