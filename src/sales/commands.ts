/** `chapterhouse price …` and `chapterhouse order …`: what is sold for how much, and what became of it. */
import { findByWord } from '#accounts'
import { fail, ok, type Result } from '#base'
import { findNamed, listPriced, type PricedProduct } from '#catalogue'
import { findProduct } from '#citations'
import { type Database, parseMailAddress } from '#platform'
import { paths, writePrice } from '#web'
import { parseAmount, toAmountText } from './money/currency.ts'
import { parseRate } from './money/parse-rate.ts'
import { EVERYWHERE, isCountry, isTerritory } from './money/territory.ts'
import type { Till } from './orders/apply-news.ts'
import { cancelOrder, invoiceOrder, quoteOrder, settleInvoice } from './orders/invoices.ts'
import { type Order, type OrderState, toOrderState } from './orders/order.ts'
import { findOrder, listOrders } from './orders/order-store.ts'
import { findOrderOfPaper } from './orders/papers.ts'
import { type RefundDeps, type RefundRefusal, refundOrder } from './orders/refund-order.ts'
import { describePriceProblem, type PriceForm, parsePrice, parsePriceKey } from './prices/parse-price.ts'
import type { ListedPrice } from './prices/price-list.ts'
import { listPrices, removePrice, setPrice, setTax, type TaxRule } from './prices/price-store.ts'

type Told<T> = Promise<Result<T, readonly string[]>>

const by = 'command line'

/** By its id, by the address of its page, or by its DOI. */
async function findPriced(db: Database, word: string): Told<PricedProduct> {
  const id = await findNamed(db, word)
  const [product] = id === null ? [] : await listPriced(db, [id])
  return product === undefined
    ? fail([
        `“${word}” is not on the shelf. Name a book or a chapter by its id, the address of its page or its DOI.`,
      ])
    : ok(product)
}

export type PriceOptions = Omit<PriceForm, 'amount' | 'currency'>

export async function setPriceByCommand(
  db: Database,
  word: string,
  form: PriceForm,
): Told<{ readonly product: PricedProduct; readonly price: ListedPrice }> {
  const product = await findPriced(db, word)
  if (!product.ok) return product
  const price = parsePrice(product.value.id, form)
  if (!price.ok) return fail(price.error.map((problem) => describePriceProblem(problem, 'en')))
  await setPrice(db, price.value, { now: new Date(), by })
  const of = price.value.days === null ? product.value.kind : 'pay-per-view'
  return ok({ product: product.value, price: { ...price.value, of, from: 'staff' } })
}

export async function removePriceByCommand(
  db: Database,
  word: string,
  form: Omit<PriceForm, 'amount' | 'tax'>,
): Told<PricedProduct> {
  const product = await findPriced(db, word)
  if (!product.ok) return product
  const key = parsePriceKey(product.value.id, form)
  if (!key.ok) return fail(key.error.map((problem) => describePriceProblem(problem, 'en')))
  const removed = await removePrice(db, key.value, { now: new Date(), by })
  return removed
    ? product
    : fail([`It has no such price. “chapterhouse price list ${word}” lists those it has.`])
}

export async function listPricesByCommand(
  db: Database,
  asked: readonly string[],
): Told<readonly { readonly product: PricedProduct; readonly prices: readonly ListedPrice[] }[]> {
  const found = await Promise.all(asked.map((word) => findPriced(db, word)))
  const problems = found.flatMap((one) => (one.ok ? [] : one.error))
  if (problems.length > 0) return fail(problems)
  const products = found.flatMap((one) => (one.ok ? [one.value] : []))
  const prices = await listPrices(
    db,
    products.map(({ id }) => id),
  )
  return ok(
    products.map((product) => ({
      product,
      prices: prices.filter(({ productId }) => productId === product.id),
    })),
  )
}

/** "5.5" per cent. */
export async function setTaxByCommand(
  db: Database,
  press: string,
  form: { readonly country: string; readonly rate: string; readonly name?: string },
): Told<TaxRule> {
  const territory = form.country === EVERYWHERE ? EVERYWHERE : form.country.toUpperCase()
  const rate = parseRate(form.rate)
  const problems = [
    ...(isTerritory(territory)
      ? []
      : ['Write the country by its two letters, such as FR; * stands for all others.']),
    ...(rate === null ? ['Write the rate in per cent, such as 5.5.'] : []),
  ]
  if (rate === null || problems.length > 0) return fail(problems)
  const rule = { press, territory, rate, name: form.name?.trim() || 'VAT' }
  await setTax(db, rule)
  return ok(rule)
}

const STATES: readonly OrderState[] = [
  ...(['open', 'quoted', 'invoiced', 'paid', 'partly-refunded', 'refunded'] as const),
  ...(['disputed', 'lost', 'failed', 'expired', 'cancelled'] as const),
]

export type OrderListOptions = {
  readonly state?: readonly string[]
  readonly press?: string
  readonly like?: string
  readonly limit?: string
}

export async function listOrdersByCommand(
  db: Database,
  { state = [], press, like, limit = '100' }: OrderListOptions,
): Told<readonly Order[]> {
  const states = STATES.filter((one) => state.includes(one))
  const unknown = state.filter((one) => !STATES.some((known) => known === one))
  if (unknown.length > 0)
    return fail([`“${unknown[0]}” is no state of an order; there are: ${STATES.join(', ')}.`])
  if (!/^[1-9]\d{0,5}$/.test(limit)) return fail(['Write the limit as a whole number.'])
  return ok(
    await listOrders(db, {
      ...(states.length === 0 ? {} : { states }),
      ...(press === undefined ? {} : { press }),
      ...(like === undefined ? {} : { like }),
      limit: Number(limit),
    }),
  )
}

/** By its id, or by the number of one of its papers. */
export async function findOrderByWord(db: Database, word: string): Told<Order> {
  const order = await findOrder(db, { id: (await findOrderOfPaper(db, word)) ?? word })
  if (order !== null) return ok(order)
  return fail([`There is no order “${word}”. “chapterhouse order list” lists them with their ids.`])
}

export type QuoteOptions = {
  readonly institution: string
  readonly amount: string
  readonly currency: string
  readonly tax?: string
  readonly taxRate?: string
  readonly taxName?: string
  readonly email?: string
  readonly country?: string
  readonly days?: string
  readonly reference?: string
  readonly language?: string
}

export async function quoteByCommand(
  till: Till,
  word: string,
  options: QuoteOptions,
  origin: string,
): Told<Order> {
  const [product, institution] = await Promise.all([
    findPriced(till.db, word),
    findByWord(till.db, options.institution),
  ])
  if (!product.ok) return product
  if (!institution.ok) return institution
  const { id, name, contact, country } = institution.value
  const found = await findProduct(till.db, product.value.id)
  const price = parsePrice(product.value.id, options)
  const email = parseMailAddress(options.email ?? contact ?? '')
  const territory = options.country?.toUpperCase() ?? country
  const rate = options.taxRate === undefined ? 0 : parseRate(options.taxRate)
  const problems = [
    ...(price.ok ? [] : price.error.map((problem) => describePriceProblem(problem, 'en'))),
    ...(email === null
      ? ['Say with --email where the invoice is sent: the institution has no address.']
      : []),
    ...(rate === null ? ['Write the rate in per cent, such as 5.5.'] : []),
    ...(territory === null || isCountry(territory) ? [] : ['Write the country by its two letters.']),
  ]
  if (!price.ok || email === null || rate === null || problems.length > 0) return fail(problems)
  const language = options.language === 'fr' ? 'fr' : 'en'
  const page =
    found?.kind === 'chapter'
      ? paths.chapter(found.chapter)
      : found?.kind === 'book'
        ? paths.book(found.book)
        : '/'
  const quoted = await quoteOrder(
    till,
    {
      ...{ press: product.value.press, institutionId: id, buyerName: name, email, territory },
      product: product.value,
      days: price.value.days,
      price: price.value,
      tax: rate === 0 ? null : { rate, name: options.taxName ?? 'VAT' },
      reference: options.reference ?? null,
      ...{ language, origin, base: '', returnTo: language === 'en' ? page : `/fr${page}` },
    },
    { by },
  )
  return ok(quoted)
}

export async function invoiceByCommand(till: Till, word: string): Told<Order> {
  const order = await findOrderByWord(till.db, word)
  return order.ok ? toTold(order.value, await invoiceOrder(till, order.value.id)) : order
}

export async function settleByCommand(
  till: Till,
  word: string,
  { reference }: { readonly reference?: string },
): Told<Order> {
  const order = await findOrderByWord(till.db, word)
  if (!order.ok) return order
  const wanted = { orderId: order.value.id, reference: reference ?? null }
  return toTold(order.value, await settleInvoice(till, wanted, { by }))
}

export async function cancelByCommand(till: Till, word: string): Told<Order> {
  const order = await findOrderByWord(till.db, word)
  return order.ok ? toTold(order.value, await cancelOrder(till, order.value.id, { by })) : order
}

const toTold = (order: Order, result: Result<Order, string>): Result<Order, readonly string[]> =>
  result.ok ? result : fail([`That cannot be done with this order: it is ${toOrderState(order)}.`])

export async function refundByCommand(
  deps: RefundDeps,
  word: string,
  options: { readonly amount?: string; readonly reason?: string; readonly endAccess?: boolean },
): Told<Order> {
  const order = await findOrderByWord(deps.db, word)
  if (!order.ok) return order
  const { id, currency } = order.value
  const amount = options.amount === undefined ? null : parseAmount(options.amount, currency)
  if (options.amount !== undefined && amount === null) return fail([describePriceProblem('amount', 'en')])
  const wanted = {
    orderId: id,
    amount,
    reason: options.reason ?? null,
    endsAccess: options.endAccess ?? false,
    by,
  }
  const done = await refundOrder(deps, wanted)
  return done.ok ? done : fail([describeRefusal(done.error)])
}

function describeRefusal(refusal: RefundRefusal): string {
  switch (refusal.kind) {
    case 'no-such-order':
      return 'There is no such order.'
    case 'not-paid':
      return 'Nothing has been paid for it.'
    case 'no-provider':
      return 'It was paid by card, and no payment provider is set up: set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.'
    case 'too-much':
      return `At most ${writePrice({ amount: refusal.left, currency: refusal.currency }, 'en')} is left to pay back.`
    case 'refused':
      return `The payment provider refused: ${refusal.says}`
  }
}

/** What the columns of lists and scripts show. */
export const toOrderLine = (order: Order) => ({
  ...{ id: order.id, state: toOrderState(order), press: order.press, way: order.way },
  ...{ product: order.productId, title: order.title, days: order.days },
  total: toAmountText(order.total, order.currency),
  tax: toAmountText(order.tax, order.currency),
  refunded: toAmountText(order.refunded, order.currency),
  ...{ currency: order.currency, country: order.territory, email: order.email, buyer: order.buyerName },
  ...{ account: order.accountId, institution: order.institutionId, reference: order.reference },
  ...{ ordered: order.made, paid: order.paid, payment: order.paymentId },
})
