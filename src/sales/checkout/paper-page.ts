/** A receipt, an invoice or a credit note, to be printed: with all that tax offices want to see on it. */
import { sheet } from '#accounts'
import { definitionList, type Html, href, html, type Place, paths, time, writePrice } from '#web'
import { numberOf, type Order, type Paper } from '../orders/order.ts'
import { describeItem, describeTax, sellerLines } from '../orders/paper-email.ts'
import type { Seller } from '../seller.ts'
import { words } from '../words.ts'

export type PaperPage = {
  readonly place: Place
  readonly order: Order
  readonly proof: string
  readonly paper: Paper
  readonly seller: Seller
}

export const titleOfPaper = ({ place, paper }: Pick<PaperPage, 'place' | 'paper'>): string =>
  `${words(place.language).paper.title[paper.series]} ${numberOf(paper)}`

export function renderPaperPage(page: PaperPage): Html {
  const { place, order, proof, paper, seller } = page
  const { language } = place
  const t = words(language).paper
  const money = (amount: number) => writePrice({ amount, currency: order.currency }, language)
  const row = (label: string, amount: number, strong = false) =>
    html`<tr${strong && html` class="sum"`}><th scope="row">${label}</th><td>${money(amount)}</td></tr>\n`
  return sheet(
    titleOfPaper(page),
    definitionList([
      { term: t.date, values: [time(paper.issued.toISOString().slice(0, 10), language)] },
      { term: t.seller, values: sellerLines(seller, language).split('\n') },
      { term: t.buyer, values: [...(order.buyerName === null ? [] : [order.buyerName]), order.email] },
      { term: t.onOrder, values: [html`<span class="identifier">${order.id}</span>`] },
      { term: words(language).order.reference, values: order.reference === null ? [] : [order.reference] },
    ]),
    html`<table class="paper">
<caption>${t.item}</caption>
<tbody>
<tr><th scope="row">${order.title}<span class="hint">${describeItem(order, language)}</span></th><td>${money(paper.net)}</td></tr>
${row(describeTax(order, language), paper.tax)}${row(t.total, paper.total, true)}</tbody></table>\n`,
    html`<p>${ends(order, paper, t)}</p>\n`,
    html`<p class="acts hint">${t.print} <a href="${href(place, paths.order(order.id, proof))}">${t.order}</a></p>\n`,
  )
}

function ends(
  { way }: Pick<Order, 'way'>,
  { series }: Pick<Paper, 'series'>,
  t: { readonly paid: string; readonly due: string; readonly credited: string },
): string {
  if (series === 'credit-note') return t.credited
  return series === 'receipt' && way === 'card' ? t.paid : t.due
}
