/** What My account shows of what was bought, and where its receipts are. */
import { act } from '#accounts'
import { type Html, href, html, type Part, type Place, paths, time, writePrice } from '#web'
import { type Order, toOrderState } from '../orders/order.ts'
import { words } from '../words.ts'

export type Purchase = { readonly order: Order; readonly proof: string }

export function renderPurchases(
  place: Place,
  { kept, unclaimed }: { readonly kept: readonly Purchase[]; readonly unclaimed: readonly Purchase[] },
): Html {
  const t = words(place.language)
  return html`${list(place, kept, () => null)}${
    unclaimed.length > 0 &&
    html`<p>${t.panel.unclaimed}</p>
${list(
  place,
  unclaimed,
  ({ order, proof }) =>
    html`<form method="post" action="${href(place, paths.orderPart(order.id, proof, 'keep'))}">${act(t.order.keep)}</form>`,
)}`
  }`
}

const list = (place: Place, purchases: readonly Purchase[], more: (purchase: Purchase) => Part): Part =>
  purchases.length > 0 &&
  html`<ul class="account-list">${purchases.map((purchase) => line(place, purchase, more(purchase)))}</ul>\n`

function line(place: Place, { order, proof }: Purchase, more: Part): Html {
  const t = words(place.language)
  const price = writePrice({ amount: order.total, currency: order.currency }, place.language)
  return html`<li><span><a href="${href(place, paths.order(order.id, proof))}">${order.title}</a> <span class="label">${price}, ${time(order.made.toISOString().slice(0, 10), place.language)}</span><br><span class="hint">${t.order.states[toOrderState(order)]}</span></span>${more}</li>\n`
}
