/**
 * Stripe counts minor units by a list of its own (docs.stripe.com/currencies): some currencies that have no decimals are counted
 * in hundredths there, and the last figure of thousandths must be a nought.
 */
import { decimalsOf } from '../money/currency.ts'

const NONE: ReadonlySet<string> = new Set(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '),
)
const THREE: ReadonlySet<string> = new Set('BHD JOD KWD OMR TND'.split(' '))

const stripeDecimals = (currency: string): number => (NONE.has(currency) ? 0 : THREE.has(currency) ? 3 : 2)

/** Throws where it cannot be charged to the last unit: prices are checked before they are set. */
export function toStripeAmount(amount: number, currency: string): number {
  const scaled = scale(amount, stripeDecimals(currency) - decimalsOf(currency))
  if (!Number.isSafeInteger(scaled) || (THREE.has(currency) && scaled % 10 !== 0))
    throw new RangeError(`${amount} of ${currency} cannot be charged to the last unit`)
  return scaled
}

/** What was charged or paid back, in our own minor units; never more than it was. */
export const toOwnAmount = (amount: number, currency: string): number =>
  Math.floor(scale(amount, decimalsOf(currency) - stripeDecimals(currency)))

const scale = (amount: number, decimals: number): number =>
  decimals >= 0 ? amount * 10 ** decimals : amount / 10 ** -decimals
