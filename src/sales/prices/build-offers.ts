/** What is offered on the page of a product: each way of buying once, at the price that is named first. */
import type { Offer, OtherPrice } from '#book'
import { EVERYWHERE } from '../money/territory.ts'
import { isStanding, type ListedPrice, pricesIn, type StandingPrice } from './price-list.ts'

/** The product for good, then for a time, shortest first. */
export function buildOffers(productId: string, list: readonly ListedPrice[]): readonly Offer[] {
  const own = list.filter((price) => price.productId === productId).filter(isStanding)
  const spans = [...new Set(own.map(({ days }) => days))].toSorted((a, b) => (a ?? 0) - (b ?? 0))
  return spans.flatMap((days) => {
    const [first] = pricesIn(list, { productId, days }, EVERYWHERE, null)
    const all = own.filter((one) => one.days === days)
    const price = first ?? all[0]
    return price === undefined ? [] : [toOffer(price, all)]
  })
}

const toOffer = (first: StandingPrice, all: readonly StandingPrice[]): Offer => ({
  ...{ productId: first.productId, of: first.of, days: first.days, ...toPrice(first) },
  others: all.filter((one) => one !== first).map(toPrice),
})

const toPrice = ({ amount, currency, taxIncluded, territory }: StandingPrice): OtherPrice => ({
  ...{ price: { amount, currency }, taxIncluded, territory },
})
