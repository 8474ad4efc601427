/** What Stripe's objects say of a payment, in our own words. */
import type Stripe from 'stripe'
import type { PaymentNews } from '../orders/decide-payment.ts'
import type { AboutOrder, PaymentEvent } from '../provider.ts'
import { toOwnAmount } from './to-stripe-amount.ts'

export type Told = AboutOrder & { readonly news: PaymentEvent['news'] }
export type ToldOfPayment = AboutOrder & { readonly news: PaymentNews }

/** What we write on everything we begin there. */
export const ORDER = 'chapterhouse_order'
export const REFUND = 'chapterhouse_refund'

/** Null: it is of no concern here. */
export function toNews(event: Stripe.Event): Told | null {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.expired':
      return ofSession(event.data.object)
    case 'checkout.session.async_payment_failed':
      return { ...ofSession(event.data.object), news: { kind: 'failed' } }
    case 'charge.refunded':
      return ofCharge(event.data.object)
    case 'refund.failed':
    case 'refund.updated':
    case 'charge.refund.updated':
      return ofRefund(event.data.object)
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
      return ofDispute(event.data.object)
    default:
      return null
  }
}

export function ofSession(session: Stripe.Checkout.Session): ToldOfPayment {
  const { id, status, payment_status, amount_total, currency, metadata, client_reference_id } = session
  const about: AboutOrder = {
    orderId: metadata?.[ORDER] ?? client_reference_id,
    sessionId: id,
    paymentId: idOf(session.payment_intent),
  }
  if (status === 'expired') return { ...about, news: { kind: 'expired' } }
  if (status !== 'complete' || payment_status === 'unpaid') return { ...about, news: { kind: 'pending' } }
  const money = (currency ?? '').toUpperCase()
  return { ...about, news: { kind: 'paid', total: toOwnAmount(amount_total ?? 0, money), currency: money } }
}

export function ofCharge(charge: Stripe.Charge): ToldOfPayment {
  return {
    orderId: charge.metadata[ORDER] ?? null,
    sessionId: null,
    paymentId: idOf(charge.payment_intent),
    news: {
      kind: 'refunded',
      refunded: toOwnAmount(charge.amount_refunded, charge.currency.toUpperCase()),
    },
  }
}

/** Days later a bank may send back what it could not book; of all else that becomes of a refund the charge tells. */
function ofRefund(refund: Stripe.Refund): Told | null {
  if (!cameBack(refund)) return null
  return {
    orderId: refund.metadata?.[ORDER] ?? null,
    sessionId: null,
    paymentId: idOf(refund.payment_intent),
    news: { kind: 'refund-failed' },
  }
}

export const cameBack = ({ status }: Pick<Stripe.Refund, 'status'>): boolean =>
  status === 'failed' || status === 'canceled'

function ofDispute(dispute: Stripe.Dispute): Told {
  const about = { orderId: null, sessionId: null, paymentId: idOf(dispute.payment_intent) }
  const state = stateOf(dispute.status)
  // An inquiry takes no money yet, and closes nothing.
  if (state === null) return { ...about, news: { kind: 'pending' } }
  return { ...about, news: { kind: 'dispute', id: dispute.id, state } }
}

function stateOf(status: Stripe.Dispute.Status): 'open' | 'won' | 'lost' | null {
  if (status === 'won') return 'won'
  if (status === 'lost') return 'lost'
  return status === 'needs_response' || status === 'under_review' ? 'open' : null
}

export const idOf = (object: string | { readonly id: string } | null): string | null =>
  object === null || typeof object === 'string' ? object : object.id
