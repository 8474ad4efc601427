/**
 * What decides access, as it is kept and as it is read. The shelf keeps moments as text and names book and press once; a
 * `ReadableProduct` is whole, so that nothing has to be looked up to decide.
 */
import { type AccessDates, type Openness, toAccessWindow } from '#book'
import type { ChapterOutline, ReadableProduct } from './shelf.ts'

type KeptPart = { readonly id: string; readonly openness: Openness; readonly accessDates?: AccessDates }

/** Of a chapter or a book: it, and the chapters whose words it holds. */
export type KeptProduct = KeptPart & { readonly holds: readonly KeptPart[] }

export type KeptOutline = Omit<ChapterOutline, 'bookId' | 'press' | 'window' | 'holds'> & KeptProduct

export const toKeptPart = ({ id, openness, accessDates }: KeptPart): KeptPart =>
  accessDates === undefined ? { id, openness } : { id, openness, accessDates }

type OfBook = { readonly bookId: string; readonly press: string }

export const toReadable = (
  { id, openness, accessDates, holds }: KeptProduct,
  book: OfBook,
): ReadableProduct => ({
  ...{ id, bookId: book.bookId, press: book.press, openness, window: toAccessWindow(accessDates) },
  holds: holds.map((part) => toReadable({ ...part, holds: [] }, book)),
})

export const toOutline = (kept: KeptOutline, book: OfBook): ChapterOutline => ({
  ...kept,
  ...toReadable(kept, book),
})
