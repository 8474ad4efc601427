/** What the provider tells, brought to the order it is about: pushed to us, listed for us, or asked for. */
import { inTransaction } from '#platform'
import { type Applied, applyNews, type Heard, type Till } from './orders/apply-news.ts'
import type { Order } from './orders/order.ts'
import { findOrder, noteLooked } from './orders/order-store.ts'
import { noteFailures } from './orders/refund-order.ts'
import type { AboutOrder, PaymentEvent, PaymentProvider } from './provider.ts'

export type Counter = Till & { readonly provider: PaymentProvider }

export type HeardEvent = Applied | { readonly kind: 'not-ours' }

const BY = 'payment-provider'

export async function hearEvent(counter: Counter, event: PaymentEvent): Promise<HeardEvent> {
  const { id, kind, about, news } = event
  const order = await orderOf(counter, about)
  if (order === null) return { kind: 'not-ours' }
  const heard = { orderId: order.id, paymentId: about.paymentId, event: { id, kind }, by: BY }
  if (news.kind === 'refund-failed' || (news.kind === 'refunded' && order.returned > 0))
    return hearRefunds(counter, order, heard)
  return applyNews(counter, { ...heard, news })
}

/** Once money has come back, a single sum tells no longer what the buyer has: the provider is asked for all of them. */
async function hearRefunds(counter: Counter, order: Order, heard: Omit<Heard, 'news'>): Promise<HeardEvent> {
  const paymentId = heard.paymentId ?? order.paymentId
  if (paymentId === null) return { kind: 'not-ours' }
  const { made, returned, failures } = await counter.provider.refundsOf(paymentId, order.currency)
  return inTransaction(counter.db, async (tx) => {
    const applied = await applyNews(
      { ...counter, db: tx },
      { ...heard, news: { kind: 'refunds', made, returned } },
    )
    await noteFailures(tx, failures)
    return applied
  })
}

/** News of a payment may come before the news whose payment it is: then the provider is asked. */
async function orderOf({ db, provider }: Counter, about: AboutOrder): Promise<Order | null> {
  const known =
    (about.orderId === null ? null : await findOrder(db, { id: about.orderId })) ??
    (about.sessionId === null ? null : await findOrder(db, { sessionId: about.sessionId })) ??
    (about.paymentId === null ? null : await findOrder(db, { paymentId: about.paymentId }))
  if (known !== null || about.orderId !== null || about.paymentId === null) return known
  const orderId = await provider.orderOf(about.paymentId)
  return orderId === null ? null : findOrder(db, { id: orderId })
}

/** Asks what is known of an open order. A payment page that nobody was ever sent to cannot have been paid on. */
export async function lookAfter(counter: Counter, order: Order): Promise<Order> {
  const now = counter.now()
  await noteLooked(counter.db, order.id, now)
  if (order.sessionId === null) {
    const isOver = now.getTime() - order.made.getTime() > DAY
    return isOver ? apply(counter, order, { news: { kind: 'expired' }, paymentId: null }) : order
  }
  let seen = order
  for (const told of await counter.provider.look(order)) seen = await apply(counter, seen, told)
  return seen
}

const DAY = 86_400_000

async function apply(
  counter: Counter,
  order: Order,
  { news, paymentId }: Pick<Heard, 'news'> & Pick<AboutOrder, 'paymentId'>,
): Promise<Order> {
  const applied = await applyNews(counter, { orderId: order.id, news, paymentId, by: BY })
  return 'order' in applied ? applied.order : order
}
