/**
 * Paying back. What is wanted is written down before the provider is asked, and asked again with the same key by the job when
 * nobody lived to write down the answer: it is paid back once.
 */
import { sql } from 'kysely'
import { fail, newId, ok, type Result } from '#base'
import type { Database, Log } from '#platform'
import type { KnownRefunds, PaymentProvider } from '../provider.ts'
import { applyNews, type Till } from './apply-news.ts'
import type { PaymentNews } from './decide-payment.ts'
import type { Order } from './order.ts'
import { findOrder, lockOrder } from './order-store.ts'

export type RefundOrder = {
  readonly orderId: string
  /** Minor units; null: all that is left. */
  readonly amount: number | null
  /** For the press's own books; the buyer is told the amount alone. */
  readonly reason: string | null
  /** Access ends with the last of the money; true: with this refund already. */
  readonly endsAccess: boolean
  readonly by: string
}

export type RefundRefusal =
  | { readonly kind: 'no-such-order' | 'not-paid' | 'no-provider' }
  | { readonly kind: 'too-much'; readonly left: number; readonly currency: string }
  /** The provider will not, in its own words. */
  | { readonly kind: 'refused'; readonly says: string }

export type RefundDeps = Till & { readonly provider: PaymentProvider | null; readonly log: Log }

export async function refundOrder(
  deps: RefundDeps,
  wanted: RefundOrder,
): Promise<Result<Order, RefundRefusal>> {
  const refund = await deps.db.transaction().execute((tx) => noteWanted(tx, deps, wanted))
  return refund.ok ? carryOut(deps, refund.value) : refund
}

type Refund = {
  readonly id: string
  readonly orderId: string
  readonly amount: number
  readonly endsAccess: boolean
  readonly by: string
}

async function noteWanted(
  tx: Database,
  { provider, now }: RefundDeps,
  wanted: RefundOrder,
): Promise<Result<Refund, RefundRefusal>> {
  const order = await lockOrder(tx, wanted.orderId)
  if (order === null) return fail({ kind: 'no-such-order' })
  if (order.paid === null) return fail({ kind: 'not-paid' })
  if (order.way === 'card' && provider === null) return fail({ kind: 'no-provider' })
  const { rows } = await sql<{ pending: string | number }>`
    select coalesce(sum(amount), 0) as pending from sale_refund
    where order_id = ${order.id} and done is null and fault is null`.execute(tx)
  const left = order.total - order.refunded - Number(rows[0]?.pending ?? 0)
  const amount = wanted.amount ?? left
  if (amount <= 0 || amount > left) return fail({ kind: 'too-much', left, currency: order.currency })
  const refund = { id: newId(), orderId: order.id, amount, endsAccess: wanted.endsAccess, by: wanted.by }
  await sql`
    insert into sale_refund (id, order_id, amount, reason, ends_access, asked, asked_by)
    values (${refund.id}, ${order.id}, ${amount}, ${wanted.reason}, ${refund.endsAccess}, ${now()}, ${wanted.by})`.execute(
    tx,
  )
  return ok(refund)
}

async function carryOut(deps: RefundDeps, refund: Refund): Promise<Result<Order, RefundRefusal>> {
  const order = await findOrder(deps.db, { id: refund.orderId })
  if (order === null) return fail({ kind: 'no-such-order' })
  const paidBack = await payBack(deps, order, refund)
  if (!paidBack.ok) {
    if (paidBack.error.kind === 'refused')
      await sql`update sale_refund set fault = ${paidBack.error.says} where id = ${refund.id}`.execute(
        deps.db,
      )
    return paidBack
  }
  return await deps.db.transaction().execute(async (tx) => {
    const till = { ...deps, db: tx }
    const { orderId, by } = refund
    const news: RefundNews =
      order.way === 'card' ? paidBack.value : { kind: 'refunded', refunded: await sumOf(tx, order, refund) }
    await sql`update sale_refund set done = ${deps.now()} where id = ${refund.id}`.execute(tx)
    let applied = await applyNews(till, { orderId, news, by })
    if (refund.endsAccess && 'order' in applied && applied.order.refunded < order.total)
      applied = await applyNews(till, { orderId, news: { kind: 'closed' }, by })
    return 'order' in applied ? ok(applied.order) : fail({ kind: 'no-such-order' })
  })
}

type RefundNews = Extract<PaymentNews, { kind: 'refunded' | 'refunds' }>

async function payBack(
  { provider }: RefundDeps,
  order: Order,
  { id, amount }: Refund,
): Promise<Result<RefundNews, RefundRefusal>> {
  if (order.way === 'invoice') return ok({ kind: 'refunded', refunded: 0 })
  if (provider === null || order.paymentId === null) return fail({ kind: 'no-provider' })
  const { paymentId, currency } = order
  const answer = await provider.refund({ paymentId, amount, currency, key: `refund-${id}`, refundId: id })
  if (!answer.ok) return fail({ kind: 'refused', says: answer.error })
  if (order.returned === 0) return ok({ kind: 'refunded', refunded: answer.value.refunded })
  const { made, returned } = await provider.refundsOf(paymentId, currency)
  return ok({ kind: 'refunds', made, returned })
}

/** What was paid by transfer is paid back by transfer: our own books say how much. */
async function sumOf(tx: Database, order: Order, refund: Refund): Promise<number> {
  const locked = await lockOrder(tx, order.id)
  return (locked?.refunded ?? order.refunded) + refund.amount
}

/** Those that were carried out and came back: their reason stands where staff look for what became of them. */
export async function noteFailures(tx: Database, failures: KnownRefunds['failures']): Promise<void> {
  for (const { refundId, why } of failures)
    if (refundId !== null)
      await sql`update sale_refund set fault = ${why} where id = ${refundId} and fault is null`.execute(tx)
}

const LONG_ENOUGH_MS = 60_000

/** Refunds whose end nobody wrote down. Answers with how many were carried out now. */
export async function resumeRefunds(deps: RefundDeps): Promise<number> {
  const before = new Date(deps.now().getTime() - LONG_ENOUGH_MS)
  const { rows } = await sql<Omit<Refund, 'amount'> & { amount: string | number }>`
    select id, order_id as "orderId", amount, ends_access as "endsAccess", asked_by as by from sale_refund
    where done is null and fault is null and asked < ${before} order by asked limit 50`.execute(deps.db)
  let done = 0
  for (const row of rows) {
    const carried = await carryOut(deps, { ...row, amount: Number(row.amount) })
    if (carried.ok) done++
    else deps.log.warn({ refund: row.id, trouble: carried.error }, 'A refund could not be carried out')
  }
  return done
}

/** What was paid back of an order and why, oldest first. */
export type KeptRefund = {
  readonly id: string
  readonly amount: number
  readonly reason: string | null
  readonly asked: Date
  readonly by: string
  readonly done: Date | null
  readonly fault: string | null
}

export async function listRefunds(db: Database, orderId: string): Promise<readonly KeptRefund[]> {
  const { rows } = await sql<Omit<KeptRefund, 'amount'> & { amount: string | number }>`
    select id, amount, reason, asked, asked_by as by, done, fault from sale_refund
    where order_id = ${orderId} order by asked`.execute(db)
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
}
