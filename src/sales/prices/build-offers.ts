/** What is offered on the page of a product: each way of buying once, at the price that is named first. */
import type { Offer } from '#book'
import { EVERYWHERE } from '../money/territory.ts'
import { isStanding, type ListedPrice, pricesIn, type StandingPrice } from './price-list.ts'

/** The product for good, then for a time, shortest first. */
export function buildOffers(productId: string, list: readonly ListedPrice[]): readonly Offer[] {
  const own = list.filter((price) => price.productId === productId).filter(isStanding)
  const spans = [...new Set(own.map(({ days }) => days))].toSorted((a, b) => (a ?? 0) - (b ?? 0))
  return spans.flatMap((days) => {
    const [first] = pricesIn(list, { productId, days }, EVERYWHERE, null)
    const price = first ?? own.find((one) => one.days === days)
    return price === undefined ? [] : [toOffer(price)]
  })
}

const toOffer = ({ productId, of, amount, currency, taxIncluded, days }: StandingPrice): Offer => ({
  ...{ productId, of, price: { amount, currency } },
  ...{ taxIncluded, days },
})
