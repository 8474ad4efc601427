/**
 * When it happened, as closely as the record tells: a row for each event, in order of time. A picture and its table are made
 * of the same rows, so that nothing is shown in the one that is not said in the other.
 */
import { fromDay, toDay } from '@chapterhouse/edtf'
import { type Calendar, daysIn } from '../dates/bounds-in-calendar.ts'
import type { Chronology, Limit, Rule } from '../dates/chronology.ts'
import { whyThisDate } from '../dates/chronology.ts'
import type { Event, RecordDocument } from '../model/index.ts'

export type DateRow = {
  readonly event: string
  readonly label: string
  /** As the author wrote it; null: only others say something of its date. */
  readonly words: string | null
  readonly earliest: Limit
  readonly latest: Limit
  readonly lasts: boolean
  /** Of what lasts: the days on which it was certainly going on. */
  readonly surely: { readonly from: number; readonly to: number } | null
  /** What the author's date alone would leave open, where that is more than what is derived. */
  readonly said: { readonly from: number; readonly to: number } | null
  readonly why: { readonly earliest: readonly Rule[]; readonly latest: readonly Rule[] }
  readonly claim: string | null
  /** It is one of a contradiction. */
  readonly isDisputed: boolean
}

export type DateChart = {
  readonly rows: readonly DateRow[]
  /** Days; null: nothing in the record has a day. */
  readonly axis: {
    readonly from: number
    readonly to: number
    readonly ticks: readonly { readonly day: number; readonly shows: 'year' | 'month' | 'day' }[]
  } | null
}

export function buildDateChart(record: RecordDocument, chronology: Chronology): DateChart {
  const events = new Map(record.events.map((event) => [event.id, event]))
  const disputed = new Set(chronology.conflicts.flatMap((conflict) => conflict.events))
  const rows = chronology.events.flatMap((dates): DateRow[] => {
    const event = events.get(dates.event)
    if (event === undefined) return []
    const { earliest, latest, lasts, surely } = dates
    return [
      {
        ...{ event: event.id, label: event.label, words: event.when?.words ?? null },
        ...{ earliest, latest, lasts, surely, claim: event.claim },
        said: saidOnly(event, { earliest, latest }, record.calendar),
        why: {
          earliest: whyThisDate(chronology, dates.why.earliest),
          latest: whyThisDate(chronology, dates.why.latest),
        },
        isDisputed: disputed.has(event.id),
      },
    ]
  })
  return { rows: rows.toSorted(byTime), axis: axisOf(rows) }
}

/** Wider than what is derived, or nothing. */
function saidOnly(
  event: Event,
  { earliest, latest }: { readonly earliest: Limit; readonly latest: Limit },
  calendar: Calendar,
): DateRow['said'] {
  if (event.when?.means.kind !== 'date') return null
  const { earliest: from, latest: to } = daysIn(event.when.means.edtf, calendar)
  if (from === null || to === null) return null
  if (earliest.kind !== 'day' || latest.kind !== 'day') return null
  return from < earliest.day || to > latest.day ? { from, to } : null
}

/** By the beginning, else by the end; those of which nothing is known come last. */
function byTime(a: DateRow, b: DateRow): number {
  const key = ({ earliest, latest }: DateRow): number =>
    earliest.kind === 'day' ? earliest.day : latest.kind === 'day' ? latest.day : Number.MAX_SAFE_INTEGER
  const end = ({ latest }: DateRow): number => (latest.kind === 'day' ? latest.day : Number.MAX_SAFE_INTEGER)
  return key(a) - key(b) || end(a) - end(b) || (a.event < b.event ? -1 : 1)
}

function axisOf(rows: readonly DateRow[]): DateChart['axis'] {
  const days = rows.flatMap(({ earliest, latest, said }) => [
    ...(earliest.kind === 'day' ? [earliest.day] : []),
    ...(latest.kind === 'day' ? [latest.day] : []),
    ...(said === null ? [] : [said.from, said.to]),
  ])
  if (days.length === 0) return null
  const first = days.reduce((least, day) => Math.min(least, day))
  const last = days.reduce((most, day) => Math.max(most, day))
  const room = Math.max(3, Math.ceil((last - first) * 0.04))
  const from = first - room
  const to = last + room
  return { from, to, ticks: ticksOf(from, to) }
}

const MOST_TICKS = 6
const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

function ticksOf(from: number, to: number): NonNullable<DateChart['axis']>['ticks'] {
  const length = to - from
  if (length <= 45) {
    const step = Math.max(1, Math.ceil(length / MOST_TICKS))
    return Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => ({
      day: from + i * step,
      shows: 'day' as const,
    }))
  }
  const months = [1, 2, 3, 6].find((step) => length / 30.44 / step <= MOST_TICKS)
  if (months !== undefined) return monthsBetween(from, to, months)
  const years = YEARS.find((step) => length / 365.25 / step <= MOST_TICKS) ?? 10_000
  const ticks: { day: number; shows: 'year' }[] = []
  const start = Math.ceil(fromDay(from).year / years) * years
  for (let year = start; ; year += years) {
    const day = toDay({ year, month: 1, day: 1 })
    if (day > to) return ticks
    if (day >= from) ticks.push({ day, shows: 'year' })
  }
}

function monthsBetween(from: number, to: number, step: number): NonNullable<DateChart['axis']>['ticks'] {
  const ticks: { day: number; shows: 'month' }[] = []
  const { year, month } = fromDay(from)
  const counted = year * 12 + month - 1
  for (let at = Math.ceil(counted / step) * step; ; at += step) {
    const day = toDay({ year: Math.floor(at / 12), month: (((at % 12) + 12) % 12) + 1, day: 1 })
    if (day > to) return ticks
    if (day >= from) ticks.push({ day, shows: 'month' })
  }
}
