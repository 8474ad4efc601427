/** What a product costs where: the prices it came with, and over them what staff say. */
import type { Offer } from '#book'
import type { PricedProduct } from '#catalogue'
import { EVERYWHERE } from '../money/territory.ts'

export type PriceKey = {
  readonly productId: string
  /** How long it may be read; null: for good. */
  readonly days: number | null
  readonly currency: string
  /** ISO 3166-1; `*`: wherever nothing else is said. */
  readonly territory: string
}

export type ListedPrice = PriceKey & {
  readonly of: Offer['of']
  /** Minor units. Null: staff took it off the list, whatever the book says. */
  readonly amount: number | null
  readonly taxIncluded: boolean
  /** `book`: it came with the book. */
  readonly from: 'book' | 'staff'
}

export type SetPrice = PriceKey & Pick<ListedPrice, 'amount' | 'taxIncluded'>

/** Those of the book in its own order, then those that staff added. */
export function buildPriceList(
  product: Pick<PricedProduct, 'kind' | 'id' | 'prices'>,
  set: readonly SetPrice[],
): readonly ListedPrice[] {
  const own = set.filter(({ productId }) => productId === product.id)
  const sent = product.prices.map(
    ({ amount, currency }): ListedPrice => ({
      ...{ productId: product.id, days: null, currency, territory: EVERYWHERE },
      ...{ of: product.kind, amount, taxIncluded: true, from: 'book' },
    }),
  )
  const said = own.map(
    (price): ListedPrice => ({
      ...price,
      of: price.days === null ? product.kind : 'pay-per-view',
      from: 'staff',
    }),
  )
  const list = sent.map((price) => said.find((other) => isSame(other, price)) ?? price)
  return [...list, ...said.filter((price) => !sent.some((other) => isSame(other, price)))]
}

const isSame = (a: PriceKey, b: PriceKey): boolean =>
  a.productId === b.productId && a.days === b.days && a.currency === b.currency && a.territory === b.territory

export type StandingPrice = ListedPrice & { readonly amount: number }

export const isStanding = (price: ListedPrice): price is StandingPrice => price.amount !== null

/**
 * What may be paid in a country: its own prices where there are some, else those for everywhere. First the one in the money of
 * the country, then in the order of the list.
 */
export function pricesIn(
  list: readonly ListedPrice[],
  wanted: Pick<PriceKey, 'productId' | 'days'>,
  country: string | null,
  money: string | null,
): readonly StandingPrice[] {
  const of = list.filter(({ productId, days }) => productId === wanted.productId && days === wanted.days)
  const own = of.filter(({ territory }) => territory === country)
  const standing = (own.length > 0 ? own : of.filter(({ territory }) => territory === EVERYWHERE)).filter(
    isStanding,
  )
  return standing.toSorted((a, b) => Number(b.currency === money) - Number(a.currency === money))
}
