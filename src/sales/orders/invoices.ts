/** Orders of institutions: quoted by staff, billed, and settled by staff when the money has come. */
import { fail, newId, ok, type Result } from '#base'
import type { Offer } from '#book'
import { inTransaction } from '#platform'
import type { Language } from '#web'
import { type Amounts, decideAmounts, type Tax } from '../money/decide-amounts.ts'
import { applyNews, post, type Till } from './apply-news.ts'
import { type Order, toOrderState } from './order.ts'
import { addOrder, findOrder, keepFacts, keepReference, lockOrder } from './order-store.ts'
import { issuePaper } from './papers.ts'

export type Quote = {
  readonly press: string
  readonly institutionId: string
  /** Who is written to, and how the institution stands on the invoice. */
  readonly email: string
  readonly buyerName: string
  readonly product: { readonly id: string; readonly kind: 'book' | 'chapter'; readonly title: string }
  /** Null: for good. */
  readonly days: number | null
  readonly price: { readonly amount: number; readonly currency: string; readonly taxIncluded: boolean }
  readonly tax: Tax | null
  readonly territory: string | null
  /** The institution's own number for it. */
  readonly reference: string | null
  readonly language: Language
  readonly origin: string
  readonly base: string
  readonly returnTo: string
}

type By = { readonly by: string }

/** Stands as an offer until it is billed; nothing is sent and nothing opens. */
export async function quoteOrder(till: Till, quote: Quote, { by }: By): Promise<Order> {
  const amounts: Amounts = decideAmounts(quote.price, quote.tax)
  const of: Offer['of'] = quote.product.kind
  return addOrder(till.db, {
    ...{ id: newId(), way: 'invoice', press: quote.press, productId: quote.product.id, of, days: quote.days },
    ...{ title: quote.product.title, currency: quote.price.currency, ...amounts, taxed: quote.tax },
    ...{ territory: quote.territory, accountId: null, institutionId: quote.institutionId },
    ...{ buyerName: quote.buyerName, email: quote.email, reference: quote.reference, terms: null },
    ...{ language: quote.language, origin: quote.origin, base: quote.base, returnTo: quote.returnTo },
    ...{ attempt: null, made: till.now(), madeBy: by },
  })
}

export type OrderRefusal = 'no-such-order' | 'wrong-state'

/** Gives it a number and sends it; billed again, it is the same invoice. */
export async function invoiceOrder(till: Till, orderId: string): Promise<Result<Order, OrderRefusal>> {
  return await inTransaction(till.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order === null) return fail('no-such-order')
    const state = toOrderState(order)
    if (state === 'invoiced') return ok(order)
    if (state !== 'quoted') return fail('wrong-state')
    const now = till.now()
    const billed = { ...order, invoiced: now }
    await keepFacts(tx, order.id, billed, now)
    const { press, net, tax, total } = order
    const paper = await issuePaper(tx, { press, series: 'invoice', orderId, net, tax, total }, now)
    await post(tx, till, billed, paper)
    return ok(billed)
  })
}

/** The money has come: the institution's licence begins. `reference`: of the payment, for the books. */
export async function settleInvoice(
  till: Till,
  { orderId, reference }: { readonly orderId: string; readonly reference: string | null },
  { by }: By,
): Promise<Result<Order, OrderRefusal>> {
  return await inTransaction(till.db, async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order === null) return fail('no-such-order')
    const state = toOrderState(order)
    if (state === 'paid') return ok(order)
    if (state !== 'invoiced') return fail('wrong-state')
    if (reference !== null)
      await keepReference(tx, orderId, [order.reference, reference].filter((one) => one !== null).join('; '))
    const { total, currency } = order
    const applied = await applyNews(
      { ...till, db: tx },
      { orderId, news: { kind: 'paid', total, currency }, by },
    )
    return 'order' in applied ? ok(applied.order) : fail('no-such-order')
  })
}

/** A quote that nobody took up, a bill that is not to be paid. What is paid is refunded instead. */
export async function cancelOrder(
  till: Till,
  orderId: string,
  { by }: By,
): Promise<Result<Order, OrderRefusal>> {
  const order = await findOrder(till.db, { id: orderId })
  if (order === null) return fail('no-such-order')
  if (order.way !== 'invoice' || order.paid !== null) return fail('wrong-state')
  const applied = await applyNews(till, { orderId, news: { kind: 'cancelled' }, by })
  return 'order' in applied ? ok(applied.order) : fail('no-such-order')
}
