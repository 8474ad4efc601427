import type { Book } from './book.ts'
import type { Chapter } from './chapter.ts'

/** What has a page and can be cited and licensed: a book, or one chapter in its book. */
export type Product =
  | { readonly kind: 'book'; readonly book: Book }
  | { readonly kind: 'chapter'; readonly chapter: Chapter; readonly book: Book }

/** The book or the chapter itself: its id decides the page, its `updated` when that page last changed. */
export const subjectOf = (product: Product): Book | Chapter =>
  product.kind === 'book' ? product.book : product.chapter
