/**
 * The one place where an order's payment changes. The order, the paper with its number, the letter and the licence change in one
 * transaction, so that whoever dies in it has changed nothing, and whoever hears the news again changes nothing twice.
 */
import { sql } from 'kysely'
import { grantLicence, type LicenceOrder, restoreLicence, revokeLicence } from '#access'
import { type Database, inTransaction, parseMailAddress, sendMail } from '#platform'
import { taxWithin } from '../money/decide-amounts.ts'
import type { SellerOf } from '../seller.ts'
import { decideHolding, decidePayment, type PaymentNews } from './decide-payment.ts'
import type { Order, Paper, PaymentFacts } from './order.ts'
import { sourceOf } from './order.ts'
import { keepFacts, lockOrder } from './order-store.ts'
import { buildPaperEmail, buildReturnedEmail } from './paper-email.ts'
import { issuePaper } from './papers.ts'
import { addressOf, holderOf } from './proof.ts'

export type Till = {
  readonly db: Database
  readonly secretKey: string
  readonly now: () => Date
  readonly sellerOf: SellerOf
}

export type Heard = {
  readonly orderId: string
  readonly news: PaymentNews
  readonly paymentId?: string | null
  /** Of the provider: applied once, however often it is told. */
  readonly event?: { readonly id: string; readonly kind: string }
  /** An account's id, or a word such as `stripe`. */
  readonly by: string
}

export type Applied =
  | { readonly kind: 'changed' | 'unchanged' | 'amount-differs'; readonly order: Order }
  | { readonly kind: 'told-before' | 'no-such-order' }

export const applyNews = (till: Till, heard: Heard): Promise<Applied> =>
  inTransaction(till.db, (tx) => applyIn(tx, till, heard))

async function applyIn(tx: Database, till: Till, heard: Heard): Promise<Applied> {
  const now = till.now()
  const before = await lockOrder(tx, heard.orderId)
  if (before === null) return { kind: 'no-such-order' }
  const decision = decidePayment(before, heard.news, now)
  if (heard.event && !(await noteEvent(tx, heard.event, before.id, decision.kind, now)))
    return { kind: 'told-before' }
  if (decision.kind !== 'changed') return { kind: decision.kind, order: before }
  const after: Order = { ...before, ...decision.facts, paymentId: heard.paymentId ?? before.paymentId }
  await keepFacts(tx, after.id, after, now)
  for (const paper of await issuePapers(tx, before, after, now)) await post(tx, till, after, paper)
  if (after.returned > before.returned) await tellSeller(tx, till, after, after.returned - before.returned)
  // Last, since it tells everybody: see `postNotice`.
  await keepLicence(tx, till, after, heard.by, now)
  return { kind: 'changed', order: after }
}

/** False: it was told before. */
async function noteEvent(
  tx: Database,
  { id, kind }: { readonly id: string; readonly kind: string },
  orderId: string,
  outcome: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into sale_event (id, kind, order_id, outcome, received)
    values (${id}, ${kind}, ${orderId}, ${outcome}, ${now}) on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}

/** What was billed by an invoice needs no receipt; what was paid back before the payment was heard of needs both. */
async function issuePapers(
  tx: Database,
  before: PaymentFacts,
  after: Order,
  now: Date,
): Promise<readonly Paper[]> {
  if (after.paid === null) return []
  const about = { press: after.press, orderId: after.id }
  const papers: Paper[] = []
  if (before.paid === null && after.way === 'card') {
    const { net, tax, total } = after
    papers.push(await issuePaper(tx, { ...about, series: 'receipt', net, tax, total }, now))
  }
  const told = before.paid === null ? 0 : before.refunded
  if (after.refunded > told) {
    const total = after.refunded - told
    const tax = taxWithin(after.refunded, after) - taxWithin(told, after)
    papers.push(await issuePaper(tx, { ...about, series: 'credit-note', net: total - tax, tax, total }, now))
  }
  // What came back is ours again: receipts less credit notes are what the buyer has paid.
  if (before.paid !== null && after.refunded < before.refunded) {
    const total = before.refunded - after.refunded
    const tax = taxWithin(before.refunded, after) - taxWithin(after.refunded, after)
    papers.push(await issuePaper(tx, { ...about, series: 'receipt', net: total - tax, tax, total }, now))
  }
  return papers
}

/** Nobody can mend it but a person: the buyer is still owed what his bank would not take. */
async function tellSeller(tx: Database, till: Till, order: Order, amount: number): Promise<void> {
  const seller = till.sellerOf(order.press)
  const to = parseMailAddress(seller.contact)
  if (to !== null)
    await sendMail(tx, {
      to,
      fromName: seller.name,
      ...buildReturnedEmail(order, amount, addressOf(till.secretKey, order)),
    })
}

export async function post(tx: Database, till: Till, order: Order, paper: Paper): Promise<void> {
  const seller = till.sellerOf(order.press)
  await sendMail(tx, {
    to: order.email,
    fromName: seller.name,
    ...(seller.contact.includes('@') && !seller.contact.includes('/') ? { replyTo: seller.contact } : {}),
    ...buildPaperEmail({ order, paper, seller, address: addressOf(till.secretKey, order) }),
  })
}

async function keepLicence(tx: Database, till: Till, order: Order, by: string, now: Date): Promise<void> {
  const source = sourceOf(order.id)
  const holding = decideHolding(order)
  switch (holding.kind) {
    case 'not-paid':
      return
    case 'withdrawn':
      await revokeLicence(tx, { source }, { now, by, reason: holding.why })
      return
    case 'holds': {
      const granted = await grantLicence(tx, toLicence(till, order, now), { now, by })
      if (granted.kind === 'already-granted' && granted.licence.revoked !== null)
        await restoreLicence(tx, { source })
    }
  }
}

const DAY = 86_400_000

/** Its time begins when the payment is known: nobody loses days that a provider was late. */
function toLicence(till: Till, order: Order, now: Date): LicenceOrder {
  const kind = order.of === 'pay-per-view' ? 'pay-per-view' : 'purchase'
  return {
    kind: order.institutionId === null ? kind : order.days === null ? 'perpetual' : 'subscription',
    holder: holderOf(till.secretKey, order),
    covers: [{ kind: 'product', id: order.productId }],
    until: order.days === null ? null : new Date(now.getTime() + order.days * DAY),
    source: sourceOf(order.id),
  }
}
