/** How many are said to be, and how many are named; and whether so many are a surge. */
import { type Html, html, type Part, writeNumber } from '#web'
import type { Count } from '../counts/build-counts.ts'
import type { Series } from '../model/index.ts'
import type { Surge, SurgeTest } from '../surge/build-surges.ts'
import { words } from '../words.ts'
import { claimRef, sayDay, saySpan } from './say-dates.ts'
import { table } from './table.ts'
import { addressOf, hrefOf, langOf, markOf, nameOf, partHeading, type RecordView } from './view.ts'

export type CountCharts = {
  readonly counts: Part
  readonly scan: (series: string) => Part
}

export const countsPanel = (view: RecordView, charts: CountCharts): Part => {
  const counts = view.findings.counts.filter(({ members, says }) => members.length > 0 || says !== null)
  if (counts.length === 0) return null
  const t = words(view.place.language)
  return html`<section class="r-part r-wide" aria-labelledby="r-counts">${partHeading(view, 'r-counts', t.counts)}<div class="r-body">
${table({
  caption: t.counts,
  hidden: true,
  head: [t.group, t.says, t.named, t.possible, t.status_],
  rows: counts.map((count) => rowOf(view, count)),
})}
${charts.counts}</div></section>
`
}

function rowOf(view: RecordView, count: Count) {
  const t = words(view.place.language)
  const named = count.members.filter(({ standing }) => standing === 'certainly')
  const possible = count.members.filter(({ standing }) => standing === 'possibly')
  const group = view.index.groups.get(count.group)
  return {
    id: markOf(count.part ?? count.group),
    cells: [
      html`${count.part === null ? html`<a href="${addressOf(view, count.group)}">${count.label}</a>` : html`<span class="r-sub">${count.label}</span>`}${count.part === null && group?.definition != null && html`<span class="soft"${langOf(view)}>${group.definition}</span>`}`,
      count.says === null
        ? t.nothingKnown
        : html`${count.says}${count.claim !== null && html` ${claimRef(view, count.claim)}`}`,
      html`${count.certainly}${named.length > 0 && html` <span class="soft">${people(view, named)}</span>`}`,
      count.possibly === count.certainly
        ? t.nothingKnown
        : html`${count.possibly - count.certainly} <span class="soft">${people(view, possible)}</span>`,
      html`<b>${t.countStatus[count.status]}</b>${count.status === 'incomplete' && count.says !== null && html` <span class="soft">${t.incomplete(count.certainly, count.says)}</span>`}${count.spread !== null && html` <span class="soft">${t.spread(count.spread.least, count.spread.most)}</span>`}`,
    ],
  }
}

const people = (view: RecordView, members: Count['members']): Part =>
  members.map(
    ({ person, why }, i) =>
      html`${i > 0 && ', '}<a href="${hrefOf(view, person)}">${nameOf(view, person)}</a>${why !== null && html` (<span${langOf(view)}>${why}</span>)`}`,
  )

export const surgePanel = (view: RecordView, charts: CountCharts): Part => {
  const { series } = view.document
  if (series.length === 0) return null
  const t = words(view.place.language)
  return html`<section class="r-part r-wide" aria-labelledby="r-surge">${partHeading(view, 'r-surge', t.surge)}<div class="r-body">
<p class="r-lead">${t.surgeLead}</p>
${surgeTable(view, series)}
${series.map((one) => html`<div class="surge">${surgeWords(view, one)}${charts.scan(one.id)}</div>\n`)}</div></section>
`
}

export const surgeTable = (view: RecordView, series: readonly Series[]): Html => {
  const { language } = view.place
  const t = words(language)
  return table({
    caption: t.surge,
    hidden: true,
    head: [t.question, t.observed, t.expected, t.poisson, t.scan],
    rows: series.map((one) => {
      const { test } = surgeOf(view, one)
      return {
        id: markOf(one.id),
        cells: [
          html`<a href="${addressOf(view, one.id)}"${langOf(view)}>${one.asks}</a>${test !== null && html`<span class="soft">${t.baseline(test.baseline.events, sayDay(test.baseline.from, language), sayDay(test.baseline.to, language))}</span>`}`,
          t.events(one.observed.events, saySpan(one.observed.window, language)),
          test === null ? t.nothingKnown : decimal(test.expected, view, 2),
          test === null ? t.nothingKnown : chance(test.poisson, view),
          test === null ? t.nothingKnown : html`<b>${chance(test.scan, view)}</b>`,
        ],
      }
    }),
  })
}

export const surgeOf = (view: Pick<RecordView, 'findings'>, { id }: Series): Surge => {
  const found = view.findings.surges.find(({ series }) => series === id)
  if (found === undefined) throw new Error(`Series ${id} was not reckoned`)
  return found
}

/** One sentence for each figure: never the first without the second. */
export const surgeWords = (view: RecordView, series: Series): Part => {
  const { language } = view.place
  const t = words(language)
  const { test, overDates } = surgeOf(view, series)
  if (test === null) return null
  return html`<div><p><b${langOf(view)}>${series.asks}</b> ${t.poissonSays(chance(test.poisson, view))} ${t.scanSays(chance(test.scan, view))}</p>
<p class="soft">${how(view, test)}${overDates !== null && html` ${t.overDates(writeNumber(overDates.draws, language), t.range(String(overDates.events.least), String(overDates.events.most)), t.range(chance(overDates.scan.least, view), chance(overDates.scan.most, view)))}`}${series.baseline?.note != null && html` <span${langOf(view)}>${series.baseline.note}</span>`}</p></div>
`
}

const how = (view: RecordView, { draws, seed, check }: SurgeTest): string =>
  words(view.place.language).scanHow(
    writeNumber(draws, view.place.language),
    seed,
    chance(Math.min(1, check), view),
  )

/** Two digits that mean something: 0.00029, 0.044, 0.70. */
export const chance = (p: number, view: Pick<RecordView, 'place'>): string =>
  p === 0 ? '0' : decimal(p, view, p >= 0.1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(p))))

const decimal = (n: number, { place }: Pick<RecordView, 'place'>, digits: number): string => {
  const text = n.toFixed(digits)
  return place.language === 'fr' ? text.replace('.', ',') : text
}
