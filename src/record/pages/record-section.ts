/** The whole record on one page: below its chapter, or by itself. */
import { type Html, href, html, type Part, paths, time } from '#web'
import { licenceUrl } from '../formats/build-annotations.ts'
import { words } from '../words.ts'
import { conclusionsPanel, sourcesSayPanel } from './claims-panel.ts'
import { conflictsPanel } from './conflicts-panel.ts'
import { type CountCharts, countsPanel, surgePanel } from './counts-panel.ts'
import { datesPanel } from './dates-panel.ts'
import { meantPanel } from './meant-panel.ts'
import { peoplePanel } from './people-panel.ts'
import { placesPanel } from './places-panel.ts'
import { sourcesPanel } from './sources-panel.ts'
import { langOf, partHeading, type RecordView } from './view.ts'
import { within } from './within.ts'

export type RecordCharts = CountCharts & {
  readonly dates: Part
  readonly map: Part
  /** By which the map calls its places. */
  readonly numbers: ReadonlyMap<string, number>
}

export type RecordFileLink = { readonly name: string; readonly label: string; readonly mediaType: string }

export type RecordSection = {
  readonly view: RecordView
  readonly charts: RecordCharts
  readonly files: readonly RecordFileLink[]
  /** Further records of the chapter. */
  readonly others: readonly { readonly id: string; readonly title: string }[]
}

/** With a heading of its own, below the chapter. */
export const renderRecordSection = (section: RecordSection): Html => {
  const { view } = section
  const t = words(view.place.language)
  return html`<section class="record" aria-labelledby="record">
<header class="record-head"><h2 id="record" tabindex="-1">${t.heading}</h2><div class="r-body">
<p class="record-title"${langOf(view)}>${view.document.title}</p>
<p class="r-lead">${t.lead}</p>
${facts(view)}${within(view)}</div></header>
${renderRecordBody(section)}</section>
`
}

export const renderRecordBody = ({ view, charts, files, others }: RecordSection): Html =>
  html`${conclusionsPanel(view)}${sourcesSayPanel(view)}${meantPanel(view)}${conflictsPanel(view)}${datesPanel(view, charts.dates)}${peoplePanel(view)}${countsPanel(view, charts)}${surgePanel(view, charts)}${placesPanel(view, charts)}${sourcesPanel(view)}${dataPanel(view, files)}${othersPanel(view, others)}`

export const facts = (view: RecordView): Html => {
  const { language } = view.place
  const t = words(language)
  const { document } = view
  const holds = [
    t.counted.claims(document.claims.length),
    t.counted.people(document.people.length),
    t.counted.groups(document.groups.length),
    t.counted.events(document.events.length),
    t.counted.places(document.places.length),
    t.counted.sources(document.sources.length),
  ].filter((part) => !part.startsWith('0'))
  return html`<dl class="record-facts">
<div><dt>${t.holds}</dt><dd>${holds.join(', ')}</dd></div>
${document.compiledBy.length > 0 && html`<div><dt>${t.compiledBy}</dt><dd>${names(document.compiledBy)}</dd></div>\n`}${document.reviewedBy.length > 0 && html`<div><dt>${t.reviewedBy}</dt><dd>${names(document.reviewedBy)}</dd></div>\n`}<div><dt>${t.version}</dt><dd><a href="${href(view.place, paths.record(view.id, view.version))}">${view.version}</a>, ${time(view.made.slice(0, 10), language)}</dd></div>
<div><dt>${t.licence}</dt><dd>${licence(document.licence)}</dd></div>
</dl>
${view.isPartial && html`<p class="r-lead">${t.partial}</p>\n`}`
}

const licence = (name: string): Part => {
  const address = licenceUrl(name)
  return address.startsWith('http') ? html`<a href="${address}" rel="license">${name}</a>` : name
}

const names = (people: RecordView['document']['compiledBy']): Part =>
  people.map(
    ({ name, orcid }, i) =>
      html`${i > 0 && ', '}${orcid === null ? name : html`<a href="https://orcid.org/${orcid}">${name}</a>`}`,
  )

const dataPanel = (view: RecordView, files: readonly RecordFileLink[]): Part => {
  if (files.length === 0) return null
  const t = words(view.place.language)
  return html`<section class="r-part" aria-labelledby="r-data">${partHeading(view, 'r-data', t.takeData)}<div class="r-body">
<p>${t.takeDataLead(view.document.licence)}</p>
<ul class="inline-list">${files.map(({ name, label, mediaType }) => html`<li><a href="${paths.recordFile(view.id, name)}" type="${mediaType}" download>${label}</a></li>`)}</ul></div></section>
`
}

const othersPanel = (view: RecordView, others: RecordSection['others']): Part => {
  if (others.length === 0) return null
  const t = words(view.place.language)
  return html`<section class="r-part" aria-labelledby="r-others">${partHeading(view, 'r-others', t.otherRecords)}<div class="r-body">
<ul>${others.map(({ id, title }) => html`<li><a href="${href(view.place, paths.record(id))}">${title}</a></li>`)}</ul></div></section>
`
}
