import type { ListedPrice } from '#sales'

export type PriceGroup = {
  readonly price: ListedPrice
  readonly productIds: readonly string[]
}

/** Chapters that cost the same are told once: forty of them, and not forty times. Those of the book and of staff stand apart. */
export function groupPrices(listed: readonly ListedPrice[], bookId: string): readonly PriceGroup[] {
  const groups = new Map<string, { price: ListedPrice; productIds: string[] }>()
  for (const price of listed) {
    const { productId, amount, currency, territory, days, taxIncluded, from } = price
    const own = productId === bookId ? productId : ''
    const key = JSON.stringify([own, amount, currency, territory, days, taxIncluded, from])
    const group = groups.get(key) ?? { price, productIds: [] }
    group.productIds.push(productId)
    groups.set(key, group)
  }
  return [...groups.values()]
}
