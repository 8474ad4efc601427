/** What Stripe's objects say of a payment, in our own words. */
import type Stripe from 'stripe'
import type { PaymentNews } from '../orders/decide-payment.ts'
import type { AboutOrder } from '../provider.ts'
import { toOwnAmount } from './to-stripe-amount.ts'

export type Told = AboutOrder & { readonly news: PaymentNews }

/** What we write on everything we begin there. */
export const ORDER = 'chapterhouse_order'

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

export function ofSession(session: Stripe.Checkout.Session): Told {
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

export function ofCharge(charge: Stripe.Charge): Told {
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
