/** What somebody has ordered, and what is known of its payment. */
import type { Offer } from '#book'
import type { Language } from '#web'
import type { Amounts, Tax } from '../money/decide-amounts.ts'

export type OrderState =
  /** By card: begun, and nothing is known of a payment. */
  | 'open'
  /** For an institution: offered, and billed. */
  | 'quoted'
  | 'invoiced'
  | 'paid'
  | 'partly-refunded'
  | 'refunded'
  /** The cardholder has contradicted the payment; the bank has not decided. */
  | 'disputed'
  /** The bank has given the money back to the cardholder. */
  | 'lost'
  | 'failed'
  | 'expired'
  | 'cancelled'

/** What is known of the money. Each fact comes once and is never taken back, in whatever order news of it arrive. */
export type PaymentFacts = {
  readonly paid: Date | null
  /** Of the total, in minor units: what the buyer has back. */
  readonly refunded: number
  /** Of all that was ever paid back, what the buyer's bank sent back to us: only ever more. */
  readonly returned: number
  /** Staff ended the access although not all was paid back. */
  readonly closed: Date | null
  readonly dispute: { readonly id: string; readonly state: 'open' | 'won' | 'lost' } | null
  readonly ended: 'expired' | 'failed' | 'cancelled' | null
}

export type Order = Amounts &
  PaymentFacts & {
    readonly id: string
    readonly press: string
    readonly way: 'card' | 'invoice'
    readonly productId: string
    readonly of: Offer['of']
    /** Null: for good. */
    readonly days: number | null
    /** As it was called when it was ordered. */
    readonly title: string
    readonly currency: string
    /** Null: none was due. */
    readonly taxed: Tax | null
    /** The buyer's country, where it was asked for. */
    readonly territory: string | null
    /** Null: bought without an account. */
    readonly accountId: string | null
    readonly institutionId: string | null
    readonly buyerName: string | null
    readonly email: string
    /** The buyer's own number for it, or how it was settled. */
    readonly reference: string | null
    /** Version of the terms that were agreed to. */
    readonly terms: string | null
    readonly language: Language
    /** Where it was ordered: the site's own address and the press's place on it. */
    readonly origin: string
    readonly base: string
    /** The page that is read on. */
    readonly returnTo: string
    readonly sessionId: string | null
    readonly sessionUrl: string | null
    readonly sessionEnds: Date | null
    readonly paymentId: string | null
    readonly made: Date
    readonly madeBy: string
    readonly invoiced: Date | null
    readonly endedAt: Date | null
  }

export function toOrderState(order: PaymentFacts & Pick<Order, 'way' | 'total' | 'invoiced'>): OrderState {
  if (order.paid === null) {
    if (order.ended !== null) return order.ended
    if (order.way === 'card') return 'open'
    return order.invoiced === null ? 'quoted' : 'invoiced'
  }
  if (order.refunded >= order.total) return 'refunded'
  if (order.dispute?.state === 'lost') return 'lost'
  if (order.dispute?.state === 'open') return 'disputed'
  return order.refunded > 0 ? 'partly-refunded' : 'paid'
}

/** The source of the licence that an order brings: one for each, however often it is granted. */
export const sourceOf = (orderId: string): string => `order:${orderId}`

/** A paper with a number: receipts, invoices and credit notes each run on from one, for each press. */
export type Paper = Amounts & {
  readonly press: string
  readonly series: 'receipt' | 'invoice' | 'credit-note'
  readonly number: number
  readonly orderId: string
  readonly issued: Date
}

const LETTER = { receipt: 'R', invoice: 'I', 'credit-note': 'C' } as const

/** "ALDINE-R-00042": as it stands on the paper. */
export const numberOf = ({ press, series, number }: Pick<Paper, 'press' | 'series' | 'number'>): string =>
  `${press.toUpperCase()}-${LETTER[series]}-${String(number).padStart(5, '0')}`
