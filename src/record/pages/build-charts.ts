/** The pictures of a record. Each shows what a table beside it says in words. */
import { html, type Part, writeNumber } from '#web'
import { buildDateChart } from '../charts/build-date-chart.ts'
import { buildMap } from '../charts/build-map.ts'
import { buildScanChart } from '../charts/build-scan-chart.ts'
import { renderCountsChart } from '../charts/render-counts-chart.ts'
import { renderDateChart } from '../charts/render-date-chart.ts'
import { renderMap } from '../charts/render-map.ts'
import { renderScanChart } from '../charts/render-scan-chart.ts'
import { words } from '../words.ts'
import type { RecordCharts } from './record-section.ts'
import { table } from './table.ts'
import type { RecordView } from './view.ts'

export function buildCharts(view: RecordView): RecordCharts {
  const { document, findings, place } = view
  const t = words(place.language)
  const dates = buildDateChart(document, findings.chronology)
  const map = buildMap(document)
  const counts = findings.counts.filter(({ members, says }) => members.length > 0 || says !== null)
  return {
    dates:
      dates.axis !== null &&
      html`<figure class="r-chart">${renderDateChart(dates, { label: t.datesPicture(dates.rows.length), language: place.language, id: 'r-date-chart' })}<figcaption>${t.datesKey}</figcaption></figure>`,
    counts:
      counts.length > 0 &&
      html`<figure class="r-chart r-count-chart">${renderCountsChart(counts, { label: t.countsPicture(counts.length), id: 'r-count-chart' })}<figcaption>${t.countsKey}</figcaption></figure>`,
    map:
      map !== null &&
      html`<figure class="r-chart r-map">${renderMap(map, t.mapPicture(map.points.length))}<figcaption>${t.mapKey}</figcaption></figure>`,
    numbers: new Map(map?.points.map((point) => [point.place, point.number])),
    scan: (series) => scanOf(view, series),
  }
}

/** How often chance alone fills the fullest window so far; every bar is a row of the table that opens below it. */
function scanOf(view: RecordView, series: string): Part {
  const { language } = view.place
  const t = words(language)
  const surge = view.findings.surges.find((one) => one.series === series)
  const chart = surge === undefined ? null : buildScanChart(surge)
  if (chart === null) return null
  return html`<figure class="r-chart r-scan">${renderScanChart(chart, t.scanPicture(chart.observed))}<figcaption>${t.scanKey(chart.observed)}
<details><summary>${t.scanTable}</summary>${table({
    caption: t.scanTable,
    hidden: true,
    head: [t.fullest, t.howOften],
    rows: chart.bars.map(({ events, share, isObservedOrMore }) => ({
      cells: [
        isObservedOrMore ? html`<b>${events}</b>` : String(events),
        `${writeNumber(Math.round(share * 10000) / 100, language)} %`,
      ],
    })),
  })}</details></figcaption></figure>`
}
