import type { Price } from './rights.ts'

/** What may be bought: made by `sales`, named by `access` among the ways in, shown by pages. */
export type Offer = {
  readonly productId: string
  readonly of: 'chapter' | 'book' | 'pay-per-view'
  readonly price: Price
  readonly taxIncluded: boolean
  /** How long it may then be read; null: for good. */
  readonly days: number | null
}
