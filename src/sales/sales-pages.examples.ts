import { toAccessWindow } from '#book'
import type { Html, Place } from '#web'
import { type Purchase, renderPurchases } from './account/purchases-panel.ts'
import { type BuyPage, renderBuyPage } from './checkout/buy-page.ts'
import type { Asked } from './checkout/decide-price.ts'
import { type OrderPage, renderOrderPage } from './checkout/order-page.ts'
import { type PaperPage, renderPaperPage } from './checkout/paper-page.ts'
import { renderGoingOn, renderWaiting } from './checkout/passing-pages.ts'
import { decideAmounts } from './money/decide-amounts.ts'
import type { Order, Paper } from './orders/order.ts'
import { sampleOrder } from './testing/sample-order.fixture.ts'

const place: Place = { origin: 'https://books.example', base: '', language: 'en' }
const french: Place = { ...place, language: 'fr' }

const seller = {
  ...{ name: 'Aldine House', postal: '7 Calle dei Stampatori, Venezia', contact: 'readers@aldine.example' },
  ...{ taxNumber: 'IT 01234567890', terms: '2026-01' },
}

const priced = (taxIncluded: boolean, rate: number | null): Asked => {
  const price: Asked['price'] = {
    ...{ productId: 'chapter1', days: null, currency: 'GBP', territory: '*', of: 'chapter' as const },
    ...{ amount: 750, taxIncluded, from: 'book' as const },
  }
  const tax = rate === null ? null : { press: 'aldine', territory: 'FR', rate, name: 'TVA' }
  return { price, tax, amounts: decideAmounts(price, tax) }
}

const buy: BuyPage = {
  place,
  item: {
    ...{ kind: 'chapter', id: 'chapter1', title: 'Pilots & <Tides>', language: 'en', press: 'aldine' },
    product: {
      ...{ id: 'chapter1', bookId: 'book1', press: 'aldine', openness: 'closed', holds: [] },
      window: toAccessWindow(undefined),
    },
    ...{ path: '/chapters/pilots/chapter1', contributors: ['Ines Marchetti', 'Piers Aldous'] },
    ...{ book: { id: 'book1', title: 'Harbours', language: 'en' }, pages: '12–40', chapters: null },
  },
  ...{
    days: null,
    seller,
    asksCountry: false,
    country: null,
    asked: priced(true, null),
    currencies: ['GBP'],
  },
  ...{
    account: null,
    email: '',
    attempt: 'a'.repeat(32),
    to: '/chapters/pilots/chapter1',
    problem: null,
    others: [],
  },
}

const buyPages: Readonly<Record<string, BuyPage>> = {
  'without an account': buy,
  'with tax in it, signed in, in French': {
    ...{ ...buy, place: french, asksCountry: true, country: 'FR', asked: priced(true, 550) },
    ...{ currencies: ['GBP', 'EUR'], account: { email: 'ines@example.org' } },
  },
  'with tax on top, and an address that is none': {
    ...{
      ...buy,
      asksCountry: true,
      country: 'FR',
      asked: priced(false, 2000),
      email: 'ines',
      problem: 'email',
    },
  },
  'not sold in this country': {
    ...{ ...buy, asksCountry: true, country: 'FR', asked: null, currencies: [], problem: 'notThere' },
  },
  'while the provider is away, with other ways': {
    ...{ ...buy, problem: 'provider' },
    others: [
      {
        offer: {
          ...{ productId: 'chapter1', of: 'pay-per-view', days: 2, taxIncluded: true },
          ...{ territory: '*', others: [] },
          price: { amount: 200, currency: 'GBP' },
        },
        path: '/buy/chapter1?days=2',
      },
    ],
  },
}

const paper = (series: Paper['series'], total: number): Paper => ({
  ...{ press: 'aldine', series, number: 42, orderId: 'order1', issued: new Date('2026-03-05T12:01:00Z') },
  ...{ net: total - 39, tax: 39, total },
})

const paidOrder: Order = sampleOrder({
  ...{ title: 'Pilots & <Tides>', paid: new Date('2026-03-05T12:01:00Z') },
  ...{ net: 711, tax: 39, taxed: { rate: 550, name: 'TVA' } },
})

const order: OrderPage = {
  ...{ place, order: sampleOrder(), proof: 'p'.repeat(27), papers: [], reader: 'nobody', holds: false },
  product: '/chapters/pilots/chapter1',
}

const orderPages: Readonly<Record<string, OrderPage>> = {
  'not paid': order,
  'paid by a guest': { ...order, order: paidOrder, papers: [paper('receipt', 750)], holds: true },
  'paid by a guest who is signed in now, in French': {
    ...{ ...order, place: french, order: paidOrder, papers: [paper('receipt', 750)] },
    ...{ holds: true, reader: 'other' },
  },
  'paid back': {
    ...{ ...order, order: { ...paidOrder, refunded: 750 }, reader: 'owner' },
    papers: [paper('receipt', 750), paper('credit-note', 750)],
  },
  'of a library, billed': {
    ...order,
    order: sampleOrder({
      ...{ way: 'invoice', institutionId: 'fenwick', buyerName: 'Fenwick College', reference: 'PO 77' },
      invoiced: new Date('2026-03-05T12:01:00Z'),
    }),
    papers: [paper('invoice', 750)],
  },
}

const paperPages: Readonly<Record<string, PaperPage>> = {
  receipt: { place, order: paidOrder, proof: 'p'.repeat(27), paper: paper('receipt', 750), seller },
  'credit note, in French': {
    ...{ place: french, order: paidOrder, proof: 'p'.repeat(27), seller: { ...seller, postal: null } },
    paper: paper('credit-note', 250),
  },
}

const purchase: Purchase = { order: paidOrder, proof: 'p'.repeat(27) }

type PageExample = {
  readonly name: string
  readonly example: string
  readonly place: Place
  readonly main: Html
}

const pagesOf = <T extends { readonly place: Place }>(
  name: string,
  examples: Readonly<Record<string, T>>,
  render: (page: T) => Html,
): readonly PageExample[] =>
  Object.entries(examples).map(([example, page]) => ({
    name,
    example,
    place: page.place,
    main: render(page),
  }))

export const salesPages: readonly PageExample[] = [
  ...pagesOf('Buying page', buyPages, renderBuyPage),
  ...pagesOf('Order page', orderPages, renderOrderPage),
  ...pagesOf('Receipt', paperPages, renderPaperPage),
  ...pagesOf('On to the payment', { 'as it opens': { place } }, () =>
    renderGoingOn(place, 'https://checkout.example/pay?a=1&b=2'),
  ),
  ...pagesOf('Waiting for the payment', { 'as it opens': { place } }, () =>
    renderWaiting(place, { state: '/orders/o/p/paid.json', again: '/orders/o/p/paid' }),
  ),
]

/** What stands in My account: no page of its own. */
export const purchasesExample: Html = renderPurchases(place, { kept: [purchase], unclaimed: [purchase] })
