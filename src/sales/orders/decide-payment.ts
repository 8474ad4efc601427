/**
 * What news about a payment change. Providers tell things late, twice and in any order, so each fact is only ever added to, and
 * what should follow is read off the facts: whoever hears the same news, in whatever order, comes to the same end.
 */
import type { Order, PaymentFacts } from './order.ts'

export type PaymentNews =
  | { readonly kind: 'paid'; readonly total: number; readonly currency: string }
  | { readonly kind: 'failed' | 'expired' | 'cancelled' }
  /** All that has ever been paid back of it. */
  | { readonly kind: 'refunded'; readonly refunded: number }
  /** All refunds there ever were, those too that came back; and those alone. */
  | { readonly kind: 'refunds'; readonly made: number; readonly returned: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'dispute'; readonly id: string; readonly state: 'open' | 'won' | 'lost' }
  /** Nothing yet. */
  | { readonly kind: 'pending' }

export type PaymentDecision =
  | { readonly kind: 'changed'; readonly facts: PaymentFacts }
  | { readonly kind: 'unchanged' }
  /** Something else was paid than what was asked for: a person has to look. */
  | { readonly kind: 'amount-differs' }

export function decidePayment(order: Order, news: PaymentNews, now: Date): PaymentDecision {
  const facts = addFact(order, news, now)
  if (facts === null) return { kind: 'amount-differs' }
  return facts === order ? { kind: 'unchanged' } : { kind: 'changed', facts }
}

/** The order itself when it is known already; null: it cannot be. */
function addFact(order: Order, news: PaymentNews, now: Date): PaymentFacts | null {
  switch (news.kind) {
    case 'pending':
      return order
    case 'paid':
      if (news.total !== order.total || news.currency !== order.currency) return null
      return order.paid === null ? { ...order, paid: now } : order
    case 'failed':
    case 'expired':
    case 'cancelled':
      return order.ended === null && order.paid === null ? { ...order, ended: news.kind } : order
    case 'refunded':
      return withRefunds(order, { made: Math.min(news.refunded, order.total), returned: 0 })
    case 'refunds':
      return withRefunds(order, news)
    case 'closed':
      return order.closed === null ? { ...order, closed: now } : order
    case 'dispute': {
      const { id, state } = news
      const known = order.dispute
      const isOlder = known !== null && known.id === id && (known.state !== 'open' || state === 'open')
      return isOlder ? order : { ...order, dispute: { id, state } }
    }
  }
}

/**
 * Both sums only grow, and so the greater of two is the later: what the buyer has is their difference, whoever is heard first. A
 * sum without what came back is at most what was ever paid back, and can but be too small.
 */
function withRefunds(order: Order, told: { readonly made: number; readonly returned: number }): PaymentFacts {
  // Nobody has more back than was paid. Cut here, and not from the difference, so that nothing heard is lost.
  const made = Math.max(order.refunded + order.returned, Math.min(told.made, order.total + told.returned))
  const returned = Math.max(order.returned, told.returned)
  const refunded = made - returned
  return refunded === order.refunded && returned === order.returned ? order : { ...order, refunded, returned }
}

export type Withdrawn = 'refunded' | 'disputed' | 'access-ended'

/** Whether it may be read by what was paid, and if not, why. */
export function decideHolding(
  facts: PaymentFacts & Pick<Order, 'total'>,
): { readonly kind: 'not-paid' | 'holds' } | { readonly kind: 'withdrawn'; readonly why: Withdrawn } {
  if (facts.paid === null) return { kind: 'not-paid' }
  if (facts.refunded >= facts.total) return { kind: 'withdrawn', why: 'refunded' }
  if (facts.dispute !== null && facts.dispute.state !== 'won') return { kind: 'withdrawn', why: 'disputed' }
  return facts.closed === null ? { kind: 'holds' } : { kind: 'withdrawn', why: 'access-ended' }
}
