/** All deliveries of one reader, newest first. */
import { sheet } from '#accounts'
import { type Html, href, html, type Part, type Place, paths } from '#web'
import type { Delivery } from '../deliveries/delivery.ts'
import { words } from '../words.ts'
import { describeState, toneOf } from './describe-state.ts'
import { writeMoment } from './write-moment.ts'

export type ListedDelivery = {
  readonly delivery: Delivery
  readonly label: string
  /** What went wrong, in a sentence. */
  readonly fault: string | null
}

export type DeliveriesPage = {
  readonly place: Place
  readonly deliveries: readonly ListedDelivery[]
  /** Where earlier ones begin; null: these are all. */
  readonly before: Date | null
}

export function renderDeliveriesPage({ place, deliveries, before }: DeliveriesPage): Html {
  const t = words(place.language).deliveries
  return sheet(
    t.title,
    html`<p>${t.lead}</p>\n`,
    deliveries.length === 0
      ? html`<p>${t.none}</p>\n<p><a href="${href(place, paths.books)}">${t.browse}</a></p>\n`
      : renderDeliveryList(place, deliveries),
    before !== null &&
      html`<p><a href="${href(place, paths.deliveries)}?${String(new URLSearchParams({ before: before.toISOString() }))}">${t.older}</a></p>\n`,
  )
}

export const renderDeliveryList = (place: Place, deliveries: readonly ListedDelivery[]): Part =>
  html`<ul class="account-list deliveries">${deliveries.map((one) => line(place, one))}</ul>\n`

function line(place: Place, { delivery, label, fault }: ListedDelivery): Html {
  const { language } = place
  const t = words(language)
  const { thing, state, due } = delivery
  const next = state === 'retrying' && due !== null
  return html`<li><span><a href="${href(place, paths.delivery(delivery.id))}">${thing.title}</a> <span class="label">${[t.save.of[thing.of], t.save.formats[thing.format], ...(thing.manners ?? []).map((manner) => t.save.manners[manner].called)].join(', ')}</span><br><span class="delivery-mark delivery-${toneOf(delivery)}">${describeState(delivery, language)}</span> <span class="label">${label}${delivery.targetLabel !== null && html`: ${delivery.targetLabel}`}, ${writeMoment(delivery.made, language)}</span>${fault !== null && html`<br><span class="hint">${fault}${next && html` ${t.deliveries.nextTry}: ${writeMoment(due, language)}`}</span>`}</span></li>\n`
}
