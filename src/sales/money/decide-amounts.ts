/** What a price comes to where tax is due: net, tax and total, in whole minor units that add up. */
import { decimalsOf } from './currency.ts'

export type Tax = {
  /** Hundredths of a per cent: 550 is 5.5 %. */
  readonly rate: number
  /** As it stands on a receipt: "VAT", "TVA". */
  readonly name: string
}

export type Amounts = {
  readonly net: number
  readonly tax: number
  readonly total: number
}

/** `tax` null: none is due. A price with tax in it stays what it says; one without grows by the tax. */
export function decideAmounts(
  price: { readonly amount: number; readonly currency: string; readonly taxIncluded: boolean },
  tax: Tax | null,
): Amounts {
  const { amount, currency, taxIncluded } = price
  if (tax === null || tax.rate === 0) return { net: amount, tax: 0, total: amount }
  if (taxIncluded) {
    const part = divide(amount * tax.rate, 10_000 + tax.rate)
    return { net: amount - part, tax: part, total: amount }
  }
  const nearest = toChargeable(amount + divide(amount * tax.rate, 10_000), currency)
  // A tax of less than can be charged must not come to less than nothing.
  const total = nearest < amount ? nearest + SMALLEST_OF_THOUSANDTHS : nearest
  return { net: amount, tax: total - amount, total }
}

/** The tax in a part of a whole, as when some of it is paid back. */
export const taxWithin = (part: number, whole: Pick<Amounts, 'tax' | 'total'>): number =>
  whole.total === 0 ? 0 : divide(part * whole.tax, whole.total)

/** Half and more goes up. Amounts end at a thousand million, so that products stay exact. */
const divide = (a: number, b: number): number => Math.floor((2 * a + b) / (2 * b))

/** Cards are charged to the hundredth even where a currency has thousandths: the last figure is a nought. */
export const isChargeable = (amount: number, currency: string): boolean =>
  amount === toChargeable(amount, currency)

const SMALLEST_OF_THOUSANDTHS = 10

const toChargeable = (amount: number, currency: string): number =>
  decimalsOf(currency) === 3 ? divide(amount, SMALLEST_OF_THOUSANDTHS) * SMALLEST_OF_THOUSANDTHS : amount
