import type { ShelvedBook } from '#catalogue'
import type { Database } from '#platform'
import { removePrice, type SetPrice, setPrice, toAmountText } from '#sales'
import type { Done } from '../audit/audit-log.ts'

/** `amount` null: sold at this price no longer. */
export type PriceWish = SetPrice

/** All of them or none, in the caller's transaction. Null: none of them changed anything. */
export async function setPrices(
  tx: Database,
  { id, press, title }: Pick<ShelvedBook, 'id' | 'press' | 'title'>,
  wishes: readonly PriceWish[],
  by: { readonly now: Date; readonly by: string },
): Promise<Done | null> {
  const changed: PriceWish[] = []
  for (const { amount, ...wish } of wishes) {
    if (amount !== null) await setPrice(tx, { ...wish, amount }, by)
    else if (!(await removePrice(tx, wish, by))) continue
    changed.push({ ...wish, amount })
  }
  if (changed.length === 0) return null
  const details = { prices: changed.map(toDetails) }
  return { act: 'price-changed', press, about: id, name: title, details }
}

const toDetails = ({ productId, amount, currency, territory, days, taxIncluded }: PriceWish) => ({
  ...{ product: productId, currency, country: territory, days },
  price: amount === null ? null : toAmountText(amount, currency),
  tax: taxIncluded ? 'included' : 'added',
})
