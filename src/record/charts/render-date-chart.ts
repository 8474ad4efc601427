/**
 * The chart of dates as SVG without a size of its own: what lies along time is in percent, what is to be read is in pixels, so
 * that words stay as large on a telephone as on a desk. Solid: between these days. Hatched: what the author's date alone
 * would leave open. Arrow: open. Question mark: there is a limit, and nobody knows it. Diamond: one day.
 */
import { fromDay } from '@chapterhouse/edtf'
import { type Html, html } from '#web'
import type { DateChart, DateRow } from './build-date-chart.ts'

type Axis = NonNullable<DateChart['axis']>

const TOP = 30
const ROW = 40
/** Beyond so many rows their names are left to the table. */
const MOST_NAMED = 60
const SMALL_ROW = 9

/** `label`: one sentence for those who do not see it; `id`: unique on the page. Nothing where nothing has a day. */
export function renderDateChart(
  { rows, axis }: DateChart,
  { label, language, id }: { readonly label: string; readonly language: string; readonly id: string },
): Html | null {
  if (axis === null) return null
  const isNamed = rows.length <= MOST_NAMED
  const step = isNamed ? ROW : SMALL_ROW
  const height = TOP + rows.length * step + 8
  return html`<svg class="record-dates" width="100%" height="${height}" fill="currentColor" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg">
<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke="currentColor" stroke-width="2" stroke-opacity=".5"/></pattern></defs>
${axis.ticks.map(({ day, shows }, at) => {
  const x = percent(day, axis)
  return html`<line x1="${x}" x2="${x}" y1="20" y2="${height}" stroke="currentColor" stroke-opacity=".16"/><text class="tick" x="${x}" y="13" font-size="12" text-anchor="${anchorAt(day, axis)}">${tickName(day, shows, language, at === 0)}</text>`
})}
<g stroke="currentColor">${rows.map((row, at) => renderRow(row, axis, TOP + at * step, isNamed, id))}</g></svg>`
}

function renderRow(row: DateRow, axis: Axis, top: number, isNamed: boolean, id: string): Html {
  const { earliest, latest, said, surely, lasts } = row
  const y = isNamed ? top + 18 : top
  const height = isNamed ? 12 : 6
  const middle = y + height / 2
  const first = earliest.kind === 'day' ? earliest.day : null
  const last = latest.kind === 'day' ? latest.day : null
  const isOneDay = first !== null && first === last
  const from = first ?? axis.from
  const to = last ?? axis.to
  const name = nameOf(row.label, shareOf(from, axis), shareOf(to, axis))
  return html`<g class="${row.isDisputed ? 'row disputed' : 'row'}">${
    isNamed &&
    html`<text class="name" x="${name.x}" y="${top + 12}" font-size="13" stroke="none" text-anchor="${name.anchor}">${name.text}</text>`
  }${said !== null && bar(said.from, said.to, axis, y, height, html` fill="url(#${id}-hatch)"`)}${
    isOneDay
      ? html`<svg class="day" x="${percent(from, axis)}" y="${middle}" overflow="visible"><path d="M0 -8L8 0L0 8L-8 0Z" stroke="none"/></svg>`
      : first === null && last === null
        ? html`<line x1="0" x2="100%" y1="${middle}" y2="${middle}" stroke="currentColor" stroke-dasharray="2 5"/>`
        : html`${bar(from, to, axis, y, height, html` fill-opacity="${lasts ? '.4' : '.85'}"`)}${
            surely !== null && bar(surely.from, surely.to, axis, y, height, html``)
          }`
  }${first === null && edge(earliest.kind, 'start', middle)}${last === null && edge(latest.kind, 'end', middle)}</g>`
}

/** At least three pixels wide, whatever the scale: the stroke sees to it. */
function bar(from: number, to: number, axis: Axis, y: number, height: number, fill: Html): Html {
  const width = ((to + 1 - from) / (axis.to - axis.from)) * 100
  return html`<rect class="range" x="${percent(from, axis)}" y="${y}" width="${width.toFixed(2)}%" height="${height}"${fill}/>`
}

/** What stands where a bar meets the side of the chart without ending there. */
function edge(kind: 'day' | 'open' | 'unknown', side: 'start' | 'end', y: number): Html {
  const x = side === 'start' ? '0' : '100%'
  if (kind === 'open')
    return html`<svg class="open" x="${x}" y="${y}" overflow="visible"><path d="${side === 'start' ? 'M0 0L9 -9V9Z' : 'M0 0L-9 -9V9Z'}" stroke="none"/></svg>`
  return html`<svg class="unknown" x="${x}" y="${y}" overflow="visible"><rect x="${side === 'start' ? 0 : -14}" y="-10" width="14" height="20" fill="Canvas" stroke="none"/><text x="${side === 'start' ? 3 : -10}" y="5" font-size="14" font-weight="600" stroke="none">?</text></svg>`
}

const shareOf = (day: number, { from, to }: Axis): number => (day - from) / (to - from)

const percent = (day: number, axis: Axis): string => `${(shareOf(day, axis) * 100).toFixed(2)}%`

/** As wide as the chart is on a telephone, and a letter of a name at its widest, in pixels. */
const NARROWEST = 340
const LETTER = 7

/** A name stands over its own bar, and runs to whichever side has more room; one that fits on neither begins at the left. */
function nameOf(
  label: string,
  start: number,
  end: number,
): { readonly text: string; readonly x: string; readonly anchor: 'start' | 'end' } {
  const most = Math.floor(NARROWEST / LETTER)
  const text = label.length <= most ? label : `${label.slice(0, most - 1).trimEnd()}…`
  const room = text.length * LETTER
  const at = (share: number) => `${(share * 100).toFixed(2)}%`
  if (1 - start >= end && (1 - start) * NARROWEST >= room) return { text, x: at(start), anchor: 'start' }
  if (end * NARROWEST >= room) return { text, x: at(end), anchor: 'end' }
  return { text, x: '0', anchor: 'start' }
}

/** At the sides a name stands inside the chart. */
function anchorAt(day: number, { from, to }: Axis): 'start' | 'middle' | 'end' {
  const share = (day - from) / (to - from)
  return share < 0.06 ? 'start' : share > 0.94 ? 'end' : 'middle'
}

/** The first of them says which year it is. */
function tickName(day: number, shows: 'year' | 'month' | 'day', language: string, isFirst: boolean): string {
  const { year, month, day: ofMonth } = fromDay(day)
  if (shows === 'year' || year < 1) return String(year)
  const date = new Date(Date.UTC(2000, month - 1, ofMonth))
  date.setUTCFullYear(year)
  const name = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(date)
  if (shows === 'day') return isFirst ? `${ofMonth} ${name} ${year}` : `${ofMonth} ${name}`
  return month === 1 ? String(year) : isFirst ? `${name} ${year}` : name
}
