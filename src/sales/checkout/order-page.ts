/** An order as its buyer sees it: how it stands, its papers, and the ways on from it. */
import { act, sheet, told } from '#accounts'
import {
  type Definition,
  definitionList,
  type Html,
  href,
  html,
  type Part,
  type Place,
  paths,
  time,
  writePrice,
} from '#web'
import { numberOf, type Order, type OrderState, type Paper, toOrderState } from '../orders/order.ts'
import { describeItem } from '../orders/paper-email.ts'
import { words } from '../words.ts'

export type OrderPage = {
  readonly place: Place
  readonly order: Order
  readonly proof: string
  readonly papers: readonly Paper[]
  /** Nobody is signed in, it is somebody else, or it is kept in this very account. */
  readonly reader: 'nobody' | 'other' | 'owner'
  /** It can be read by this order now. */
  readonly holds: boolean
  /** Null: it is no longer on the shelf. */
  readonly product: string | null
}

export function renderOrderPage(page: OrderPage): Html {
  const { place, order } = page
  const t = words(place.language).order
  const state = toOrderState(order)
  return sheet(
    t.title,
    told(
      order.closed !== null && state === 'partly-refunded'
        ? `${t.states[state]} ${t.accessEnded}`
        : t.states[state],
    ),
    definitionList(facts(page)),
    ways(page, state),
    papersOf(page),
    keeping(page),
  )
}

function facts({ place, order }: OrderPage): readonly Definition[] {
  const t = words(place.language)
  const { language } = place
  return [
    { term: t.what.item, values: [order.title, describeItem(order, language)] },
    {
      term: t.what.price,
      values: [writePrice({ amount: order.total, currency: order.currency }, language)],
    },
    { term: t.order.ordered, values: [time(order.made.toISOString().slice(0, 10), language)] },
    { term: t.order.buyer, values: [...(order.buyerName === null ? [] : [order.buyerName]), order.email] },
    { term: t.order.reference, values: order.reference === null ? [] : [order.reference] },
    { term: t.order.number, values: [html`<span class="identifier">${order.id}</span>`] },
  ]
}

function ways({ place, order, proof, holds, product }: OrderPage, state: OrderState): Part {
  const t = words(place.language).order
  const part = (name: 'pay' | 'read') => href(place, paths.orderPart(order.id, proof, name))
  const link = (to: string, label: string) =>
    html`<a class="act" href="${to}" rel="nofollow"><span>${label}</span></a>`
  const again = state === 'expired' || state === 'failed'
  return html`<p class="acts">${holds && link(part('read'), t.read)}${state === 'open' && order.way === 'card' && link(part('pay'), t.pay)}${again && product !== null && link(order.returnTo, t.again)}${product !== null && html` <a class="quiet" href="${product}"><span>${t.product}</span></a>`}</p>
${holds && order.accountId === null && order.institutionId === null && html`<p class="hint">${t.readHow}</p>\n`}`
}

function papersOf({ place, order, proof, papers }: OrderPage): Part {
  if (papers.length === 0) return null
  const { language } = place
  const t = words(language)
  return html`<section><h2>${t.order.papers}</h2>
<ul class="account-list">${papers.map((paper) => {
    const number = numberOf(paper)
    return html`<li><a href="${href(place, paths.orderPaper(order.id, proof, number))}">${t.series[paper.series]} ${number}</a> <span>${writePrice({ amount: paper.total, currency: order.currency }, language)}, ${time(paper.issued.toISOString().slice(0, 10), language)}</span></li>\n`
  })}</ul></section>\n`
}

function keeping({ place, order, proof, reader }: OrderPage): Part {
  const t = words(place.language).order
  if (order.institutionId !== null) return null
  if (order.accountId !== null) return reader === 'owner' && html`<p>${t.kept}</p>\n`
  const own = href(place, paths.order(order.id, proof))
  return html`<section><h2>${t.keepTitle}</h2>
<p>${t.keepHow}</p>
${
  reader === 'nobody'
    ? html`<p class="acts"><a href="${href(place, paths.signIn)}?${String(new URLSearchParams({ to: own }))}">${t.signIn}</a></p>`
    : html`<form method="post" action="${href(place, paths.orderPart(order.id, proof, 'keep'))}"><p class="acts">${act(t.keep)}</p></form>`
}</section>\n`
}
