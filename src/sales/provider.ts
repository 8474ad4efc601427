/** Whoever takes payments by card, as the rest of `sales` sees it: Stripe is behind it, and a double of Stripe in tests. */
import type { Result } from '#base'
import type { PaymentNews } from './orders/decide-payment.ts'
import type { Order } from './orders/order.ts'

/** Which order news is about: by what we wrote on it, or by the provider's own names. */
export type AboutOrder = {
  readonly orderId: string | null
  readonly sessionId: string | null
  readonly paymentId: string | null
}

export type PaymentEvent = {
  readonly id: string
  /** As the provider calls it. */
  readonly kind: string
  readonly about: AboutOrder
  /** `refund-failed`: money that was paid back has come back; how much there is in sum is asked for. */
  readonly news: PaymentNews | { readonly kind: 'refund-failed' }
}

/** All refunds of a payment as they stand now. */
export type KnownRefunds = {
  readonly made: number
  readonly returned: number
  /** Those that came back, by the number that we gave them; null: made by somebody in the provider's own console. */
  readonly failures: readonly { readonly refundId: string | null; readonly why: string }[]
}

export type Session = { readonly id: string; readonly url: string; readonly ends: Date }

export type PaymentProvider = {
  /** Where the reader pays. Begun again for the same order, it is the same. */
  begin(order: Order, addresses: { readonly paid: string; readonly back: string }): Promise<Session>
  /** All that it knows of an order now. */
  look(
    order: Pick<Order, 'sessionId' | 'paymentId'>,
  ): Promise<readonly (AboutOrder & { readonly news: PaymentNews })[]>
  /** Pays back; asked again by the same key, it is paid back once. Answers with all that was ever paid back. */
  refund(refund: {
    readonly paymentId: string
    readonly amount: number
    readonly currency: string
    readonly key: string
    /** Ours, so that it is known again if it comes back. */
    readonly refundId: string
  }): Promise<Result<{ readonly refunded: number }, string>>
  refundsOf(paymentId: string, currency: string): Promise<KnownRefunds>
  /** What was sent to us, once it is certain that the provider sent it, and not long ago. Null: it is about something else. */
  readEvent(message: {
    readonly body: Buffer
    readonly signature: string
    readonly now: Date
  }): Promise<Result<PaymentEvent | null, 'forged' | 'too-old'>>
  /** What it has told since then, to whomever. */
  eventsSince(moment: Date): Promise<readonly PaymentEvent[]>
  /** Where a payment that does not say whose it is belongs; null: it is not ours. */
  orderOf(paymentId: string): Promise<string | null>
}
