import type { OffersOf } from '#access'
import { listPriced } from '#catalogue'
import type { Database } from '#platform'
import { buildOffers } from './build-offers.ts'
import { listPricesOf } from './price-store.ts'

/** What may be bought of a product and of its book, as its page offers it. Nothing is sold of which there is nothing to read. */
export async function loadOffers(
  db: Database,
  { id, bookId }: Parameters<OffersOf>[0],
): ReturnType<OffersOf> {
  const products = (await listPriced(db, [...new Set([id, bookId])])).filter(({ hasText }) => hasText)
  const list = await listPricesOf(db, products)
  const own = buildOffers(id, list)
  if (id === bookId) return own
  return [...own, ...buildOffers(bookId, list).filter(({ days }) => days === null)]
}
