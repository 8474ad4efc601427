/** All SQL on prices and taxes. A change is told in its transaction, so that pages that show the price are made anew. */
import { sql } from 'kysely'
import { listPriced, type PricedProduct } from '#catalogue'
import { type Database, inTransaction, postNotice } from '#platform'
import type { Tax } from '../money/decide-amounts.ts'
import { buildPriceList, type ListedPrice, type PriceKey, type SetPrice } from './price-list.ts'

type By = { readonly now: Date; readonly by: string }

/** Instead of the same price of the book, where it came with one. */
export const setPrice = (
  db: Database,
  price: SetPrice & { readonly amount: number },
  by: By,
): Promise<void> => keepPrice(db, price, by)

/**
 * No longer sold at this price. One that staff had set is forgotten; one that came with the book is taken off the list, and so
 * it stays when a new version of the book comes.
 */
export async function removePrice(db: Database, key: PriceKey, by: By): Promise<boolean> {
  const known = (await listPrices(db, [key.productId])).find((price) => isKey(price, key))
  if (known === undefined || known.amount === null) return false
  await inTransaction(db, async (tx) => {
    await sql`delete from sale_price where product_id = ${key.productId} and days = ${key.days ?? 0}
      and currency = ${key.currency} and territory = ${key.territory}`.execute(tx)
    const left = (await listPrices(tx, [key.productId])).some((price) => isKey(price, key))
    if (left) await keepPrice(tx, { ...key, amount: null, taxIncluded: known.taxIncluded }, by)
    else await tell(tx, [key.productId])
  })
  return true
}

const isKey = (price: ListedPrice, key: PriceKey): boolean =>
  price.days === key.days && price.currency === key.currency && price.territory === key.territory

async function keepPrice(db: Database, price: SetPrice, { now, by }: By): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`
      insert into sale_price (product_id, days, currency, territory, amount, tax_included, set_at, set_by)
      values (${price.productId}, ${price.days ?? 0}, ${price.currency}, ${price.territory}, ${price.amount},
        ${price.taxIncluded}, ${now}, ${by})
      on conflict (product_id, days, currency, territory) do update
        set amount = excluded.amount, tax_included = excluded.tax_included, set_at = excluded.set_at,
          set_by = excluded.set_by`.execute(tx)
    await tell(tx, [price.productId])
  })
}

/** Those of all these products, with what staff took off. */
export async function listPrices(
  db: Database,
  productIds: readonly string[],
): Promise<readonly ListedPrice[]> {
  const products = await listPriced(db, productIds)
  return listPricesOf(db, products)
}

export async function listPricesOf(
  db: Database,
  products: readonly PricedProduct[],
): Promise<readonly ListedPrice[]> {
  const { rows } = await sql<PriceRow>`
    select product_id, days, currency, territory, amount, tax_included from sale_price
    where product_id = any(${products.map(({ id }) => id)}::text[]) order by set_at, currency, territory`.execute(
    db,
  )
  const set = rows.map(toSetPrice)
  return products.flatMap((product) => buildPriceList(product, set))
}

type PriceRow = {
  readonly product_id: string
  readonly days: number
  readonly currency: string
  readonly territory: string
  readonly amount: string | number | null
  readonly tax_included: boolean
}

const toSetPrice = (row: PriceRow): SetPrice => ({
  productId: row.product_id,
  days: row.days === 0 ? null : row.days,
  currency: row.currency,
  territory: row.territory,
  amount: row.amount === null ? null : Number(row.amount),
  taxIncluded: row.tax_included,
})

export type TaxRule = Tax & {
  readonly press: string
  /** ISO 3166-1; `*`: in every country for which nothing else is said. */
  readonly territory: string
}

export async function listTaxes(db: Database, press?: string): Promise<readonly TaxRule[]> {
  const { rows } = await sql<TaxRule>`
    select press, territory, rate, name from sale_tax
    where ${press === undefined ? sql`true` : sql`press = ${press}`} order by press, territory`.execute(db)
  return rows
}

export async function setTax(db: Database, { press, territory, rate, name }: TaxRule): Promise<void> {
  await sql`
    insert into sale_tax (press, territory, rate, name) values (${press}, ${territory}, ${rate}, ${name})
    on conflict (press, territory) do update set rate = excluded.rate, name = excluded.name`.execute(db)
}

export async function removeTax(db: Database, key: Pick<TaxRule, 'press' | 'territory'>): Promise<boolean> {
  const { rows } = await sql`delete from sale_tax
    where press = ${key.press} and territory = ${key.territory} returning press`.execute(db)
  return rows.length > 0
}

async function tell(tx: Database, productIds: readonly string[]): Promise<void> {
  await postNotice(tx, { kind: 'prices-changed', productIds })
}
