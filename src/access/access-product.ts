import type { AccessWindow, Openness } from '#book'
import type { ReadableProduct } from '#catalogue'

/** What there is to be read: a chapter, with the chapters whose words stand in it too, or a book with all its chapters. */
export type AccessProduct = {
  readonly id: string
  /** Of a book, its own id. A licence for the book holds for its chapters. */
  readonly bookId: string
  readonly press: string
  readonly openness: Openness
  readonly window: AccessWindow
  /** Those that it, or its book, is in. */
  readonly collections: readonly string[]
  /** Other products whose words it holds: it opens only when all of them do. */
  readonly holds: readonly AccessProduct[]
}

/** Which collections a product is in, by its id. */
export type CollectionsOf = (productId: string) => readonly string[]

export const toAccessProduct = (product: ReadableProduct, collectionsOf: CollectionsOf): AccessProduct => ({
  ...product,
  collections: [
    ...collectionsOf(product.id),
    ...(product.id === product.bookId ? [] : collectionsOf(product.bookId)),
  ],
  holds: product.holds.map((part) => toAccessProduct(part, collectionsOf)),
})
