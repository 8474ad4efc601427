/** What this buyer would pay, as far as the country is known, and what could be chosen instead. */

import { currencyOf } from '../money/currency.ts'
import { type Amounts, decideAmounts } from '../money/decide-amounts.ts'
import { EVERYWHERE } from '../money/territory.ts'
import { type ListedPrice, type PriceKey, pricesIn, type StandingPrice } from '../prices/price-list.ts'
import type { TaxRule } from '../prices/price-store.ts'

export type Asked = {
  readonly price: StandingPrice
  readonly tax: TaxRule | null
  readonly amounts: Amounts
}

export type PriceDecision = {
  /** Price or tax depend on where the buyer lives. */
  readonly asksCountry: boolean
  /** Null: it is not sold there. */
  readonly asked: Asked | null
  /** In which money it may be paid there. */
  readonly currencies: readonly string[]
}

export function decidePrice(
  list: readonly ListedPrice[],
  taxes: readonly TaxRule[],
  wanted: Pick<PriceKey, 'productId' | 'days'>,
  buyer: { readonly country: string | null; readonly currency: string | null },
): PriceDecision {
  const sold = list.filter(
    ({ productId, days, amount }) =>
      productId === wanted.productId && days === wanted.days && amount !== null,
  )
  const asksCountry =
    sold.some(({ territory }) => territory !== EVERYWHERE) ||
    taxes.some(({ territory }) => territory !== EVERYWHERE)
  const { country } = buyer
  const prices = pricesIn(list, wanted, country, country === null ? null : currencyOf(country))
  const price = prices.find(({ currency }) => currency === buyer.currency) ?? prices[0]
  const currencies = prices.map(({ currency }) => currency)
  if (price === undefined) return { asksCountry, asked: null, currencies }
  const tax = taxIn(taxes, country)
  return { asksCountry, asked: { price, tax, amounts: decideAmounts(price, tax) }, currencies }
}

/** Null: nothing is due there. */
export const taxIn = (taxes: readonly TaxRule[], country: string | null): TaxRule | null =>
  taxes.find(({ territory }) => territory === country) ??
  taxes.find(({ territory }) => territory === EVERYWHERE) ??
  null
