import type { Price } from './rights.ts'

/** What may be bought: made by `sales`, named by `access` among the ways in, shown by pages. */
export type Offer = {
  readonly productId: string
  readonly of: 'chapter' | 'book' | 'pay-per-view'
  readonly price: Price
  readonly taxIncluded: boolean
  /** Where the price holds: a country by ISO 3166-1, or `*` wherever nothing else is said. */
  readonly territory: string
  /** What else is asked for it, in other money or elsewhere. A page that everybody sees names them all: it knows nobody's country. */
  readonly others: readonly OtherPrice[]
  /** How long it may then be read; null: for good. */
  readonly days: number | null
}

export type OtherPrice = Pick<Offer, 'price' | 'taxIncluded' | 'territory'>
