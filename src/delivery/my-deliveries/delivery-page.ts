/** One delivery: how it stands, what went wrong, what comes next, what its reader can do, and all that happened. */
import { act, quiet, sheet, told } from '#accounts'
import {
  type Definition,
  definitionList,
  type Html,
  href,
  html,
  type Part,
  type Place,
  paths,
  writeBytes,
} from '#web'
import { decideWishes } from '../deliveries/decide-next.ts'
import { type Delivery, type DeliveryEvent, isEnded } from '../deliveries/delivery.ts'
import type { Explanation } from '../deliveries/destination.ts'
import { words } from '../words.ts'
import { describeState, toneOf } from './describe-state.ts'
import { writeMoment } from './write-moment.ts'

export type DeliveryPage = {
  readonly place: Place
  readonly delivery: Delivery
  /** "Kindle". */
  readonly label: string
  readonly explanation: Explanation | null
  readonly events: readonly DeliveryEvent[]
  /** Of its destination: what to look for, what to say. */
  readonly after: Html | null
  /** It was sent in another manner since then: the id of that delivery. */
  readonly anew: string | null
  /** The page of what was sent, without language and press; null: it is no longer there. */
  readonly productPath: string | null
  readonly done: 'cancel' | 'retry' | 'late' | null
}

export function renderDeliveryPage(page: DeliveryPage): Html {
  const { place, delivery, done } = page
  const t = words(place.language).deliveries
  return sheet(
    t.title,
    told(done === null ? null : t.done[done]),
    html`<p class="bought">${page.productPath === null ? delivery.thing.title : html`<a href="${href(place, page.productPath)}">${delivery.thing.title}</a>`}</p>\n`,
    live(page),
    page.anew !== null &&
      html`<p>${t.sentAnew} <a href="${href(place, paths.delivery(page.anew))}">${t.seeAnew}</a></p>\n`,
    page.after,
    history(page),
    html`<p><a href="${href(place, paths.deliveries)}">${t.all}</a></p>\n`,
  )
}

/** What changes while it is under way: the script takes it from this very page, whenever something happened. */
const live = (page: DeliveryPage): Html => {
  const { place, delivery } = page
  const t = words(place.language).deliveries
  const own = href(place, paths.delivery(delivery.id))
  return html`<div class="delivery" id="delivery"${!isEnded(delivery) && html` data-delivery="${href(place, paths.deliveryPart(delivery.id, 'events'))}"`}>
<p class="delivery-state delivery-${toneOf(delivery)}" role="status">${describeState(delivery, place.language)}</p>
${fault(page)}${progress(page)}${definitionList(facts(page))}
${wishes(page)}${!isEnded(delivery) && html`<p class="hint"><a href="${own}">${t.refresh}</a> <span class="delivery-live" hidden>${t.live}</span></p>\n`}</div>
`
}

const fault = ({ place, delivery, explanation, productPath }: DeliveryPage): Part => {
  const t = words(place.language).deliveries
  if (delivery.state === 'unconfirmed')
    return html`<p class="problem">${explanation?.sentence ?? t.unconfirmed}</p>${advice(explanation)}\n`
  return (
    explanation !== null &&
    html`<p class="problem"><span class="visually-hidden">${t.faultMark}: </span>${explanation.sentence}</p>${advice(explanation)}${delivery.fault?.code === 'access-ended' && productPath !== null && html`<p><a href="${href(place, productPath)}#access-options">${t.waysIn}</a></p>`}\n`
  )
}

const advice = (explanation: Explanation | null): Part =>
  explanation?.advice != null && html`<div class="delivery-advice">${explanation.advice}</div>`

function progress({ place, delivery }: DeliveryPage): Part {
  if (delivery.state !== 'sending' || delivery.bytes === null) return null
  const t = words(place.language).deliveries
  const written = t.progress(
    writeBytes(delivery.sentBytes, place.language),
    writeBytes(delivery.bytes, place.language),
  )
  return html`<p><progress max="${delivery.bytes}" value="${delivery.sentBytes}" aria-label="${written}"></progress> <span class="label">${written}</span></p>\n`
}

function facts({ place, delivery, label }: DeliveryPage): readonly Definition[] {
  const t = words(place.language).deliveries
  const s = words(place.language).save
  const { thing, state, due } = delivery
  const moment = (date: Date) => writeMoment(date, place.language)
  return [
    {
      term: t.what,
      values: [
        [
          ...[s.of[thing.of], s.formats[thing.format]],
          ...(thing.manners ?? []).map((manner) => s.manners[manner].called),
          ...(delivery.bytes === null ? [] : [writeBytes(delivery.bytes, place.language)]),
        ].join(', '),
      ],
    },
    { term: t.where, values: [delivery.targetLabel === null ? label : `${label}: ${delivery.targetLabel}`] },
    { term: t.file, values: delivery.fileName === null ? [] : [html`<code>${delivery.fileName}</code>`] },
    { term: t.asked, values: [moment(delivery.made)] },
    {
      term: state === 'waiting-for-reader' ? t.waitsUntil : t.nextTry,
      values: due === null || (state !== 'retrying' && state !== 'waiting-for-reader') ? [] : [moment(due)],
    },
    { term: t.ended, values: delivery.ended === null ? [] : [moment(delivery.ended)] },
    {
      term: t.found,
      values:
        delivery.remote !== null && /^https?:\/\//.test(delivery.remote)
          ? [html`<a href="${delivery.remote}" rel="noreferrer" target="_blank">${t.open(label)}</a>`]
          : [],
    },
  ]
}

function wishes({ place, delivery, productPath }: DeliveryPage): Part {
  const t = words(place.language).deliveries
  const possible = decideWishes(delivery)
  const again = delivery.state === 'retrying' || delivery.state === 'failed' || delivery.state === 'cancelled'
  // What could not be converted once is not converted the second time: another manner stands first.
  const press = delivery.fault?.facts.amazon === undefined ? act : quiet
  const forms = possible.map(
    (wish) =>
      html`<form method="post" action="${href(place, paths.deliveryPart(delivery.id, wish))}">${wish === 'retry' ? press(again ? t.wishes.retry : t.wishes.again) : quiet(t.wishes.cancel)}</form>\n`,
  )
  const hasFailed =
    toneOf(delivery) === 'bad' || delivery.state === 'unconfirmed' || delivery.state === 'retrying'
  const instead =
    productPath !== null &&
    hasFailed &&
    html`<a class="quiet" href="${href(place, paths.save(delivery.thing, 'download'))}"><span>${t.download}</span></a>`
  return (forms.length > 0 || instead) && html`<div class="acts">${forms}${instead}</div>\n`
}

/** Steps of progress are no news: the first and the last of a row of them are enough. */
function history({ place, delivery, events }: DeliveryPage): Part {
  const t = words(place.language).deliveries
  const shown = events.filter(({ kind }) => kind !== 'progress' && kind !== 'told')
  const line = ({ kind, at, facts: told }: DeliveryEvent) =>
    html`<li>${kind !== 'progress' && kind !== 'told' && describeState({ state: kind, destination: delivery.destination }, place.language)}${typeof told.due === 'string' && html` <span class="label">${kind === 'waiting-for-reader' ? t.waitsUntil : t.nextTry}: ${writeMoment(new Date(told.due), place.language)}</span>`} <span class="label">${writeMoment(at, place.language)}</span></li>\n`
  return html`<details class="history"><summary>${t.history}</summary><ol class="delivery-history">${shown.map(line)}</ol></details>\n`
}
