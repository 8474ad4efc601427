/** When everything was, as closely as the record allows: the table first, and a drawing of the same rows under it. */
import { html, type Part } from '#web'
import type { Event } from '../model/index.ts'
import { words } from '../words.ts'
import { conflictMark } from './claims-panel.ts'
import { claimRef, isWorkedOut, sayDay, sayEvent, sayLimit, sayWhy } from './say-dates.ts'
import { LONG, table } from './table.ts'
import { addressOf, langOf, markOf, nameOf, partHeading, type RecordView } from './view.ts'

export const datesPanel = (view: RecordView, chart: Part): Part => {
  const events = inOrder(view)
  if (events.length === 0) return null
  const t = words(view.place.language)
  return html`<section class="r-part r-wide" aria-labelledby="r-dates">${partHeading(view, 'r-dates', t.dates)}<div class="r-body">
<p class="r-lead">${t.datesLead}</p>
${table({
  caption: t.dates,
  hidden: true,
  head: [t.event, t.said, t.earliest, t.latest, t.why],
  rows: events.map((event) => ({ id: markOf(event.id), cells: cellsOf(view, event) })),
})}
${chart}</div></section>
`
}

/** By the first day that each may have been on; what has none stands last. */
export function inOrder({ document, index }: Pick<RecordView, 'document' | 'index'>): readonly Event[] {
  const first = ({ id }: Event) => {
    const dates = index.dates.get(id)
    if (dates?.earliest.kind === 'day') return dates.earliest.day
    return dates?.latest.kind === 'day' ? dates.latest.day : Number.POSITIVE_INFINITY
  }
  const last = ({ id }: Event) => {
    const latest = index.dates.get(id)?.latest
    return latest?.kind === 'day' ? latest.day : Number.POSITIVE_INFINITY
  }
  return document.events.toSorted((a, b) => compare(first(a), first(b)) || compare(last(a), last(b)))
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

function cellsOf(view: RecordView, event: Event): readonly Part[] {
  const { language } = view.place
  const t = words(language)
  const dates = view.index.dates.get(event.id)
  const said = sayEvent(view, event)
  // In a long table each chain stands on the page of its event: hundreds of them would be most of the page.
  const isLong = view.document.events.length > LONG
  const disputed = view.findings.chronology.conflicts.findIndex(({ events }) => events.includes(event.id))
  const where = event.where === null ? null : html` <span class="soft">${nameOf(view, event.where)}</span>`
  return [
    html`<span${langOf(view)}>${event.label}</span>${where}`,
    said.length === 0 ? t.nothingKnown : said.map((one, i) => html`${i > 0 && html`<br>`}${one}`),
    html`<span class="day">${dates === undefined ? t.nothingKnown : sayLimit(dates.earliest, language)}</span>`,
    html`<span class="day">${dates === undefined ? t.nothingKnown : sayLimit(dates.latest, language)}</span>${dates?.surely != null && html` <span class="soft">${t.surely(sayDay(dates.surely.from, language), sayDay(dates.surely.to, language))}</span>`}`,
    html`${
      dates !== undefined &&
      isWorkedOut(view, dates) &&
      (isLong
        ? html`<a href="${addressOf(view, event.id)}#r-why" aria-label="${t.whyDate(event.label)}">${t.why}</a> `
        : html`<details class="why"><summary aria-label="${t.whyDate(event.label)}">${t.why}</summary>${sayWhy(view, dates)}</details>`)
    }${event.claim !== null && claimRef(view, event.claim)}${disputed >= 0 && html` <a class="r-ref r-disputed" href="#${conflictMark(view, disputed)}">${t.inConflict}</a>`}`,
  ]
}
