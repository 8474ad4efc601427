/**
 * Is it a surge? Two figures, never the first without the second: how likely so many are if the window had been named in
 * advance, and how likely some window holds so many if one looks at all of them (record.md §3.3). Where every event is in the
 * record, the figures are taken over the dates it leaves open as well; a long series is searched for bursts.
 */
import { boundsOf } from '@chapterhouse/edtf'
import type { Chronology } from '../dates/chronology.ts'
import { eventOfMember } from '../dates/event-of-member.ts'
import { daysOf } from '../dates/span-in-days.ts'
import type { RecordDocument, Series } from '../model/index.ts'
import { type Burst, burstsIn } from './bursts.ts'
import { poissonTail } from './poisson.ts'
import { randomFrom } from './random.ts'
import { mostWithin, scanByFormula, scanTails } from './scan.ts'

export type Surge = {
  readonly series: string
  readonly observed: number
  /** In days. */
  readonly window: number
  readonly test: SurgeTest | null
  /** The events of the series that the record can date. */
  readonly dated: number
  /** Over so many draws of the dates that are left open: how many the fullest window holds, and the scan figure for that. */
  readonly overDates: {
    readonly draws: number
    readonly events: { readonly least: number; readonly most: number }
    readonly scan: { readonly least: number; readonly most: number }
  } | null
  /** Null: not asked for, or fewer than fifteen dated events. */
  readonly bursts: readonly Burst[] | null
}

export type SurgeTest = {
  readonly baseline: { readonly events: number; readonly from: number; readonly to: number }
  readonly expected: number
  /** If the window had been named in advance. */
  readonly poisson: number
  /** That some window of this length, wherever it lies, holds so many or more. */
  readonly scan: number
  /** The same by a formula, which is good where it is small. */
  readonly check: number
  /** How often the fullest window of a draw held none, one, two … */
  readonly fullest: readonly number[]
  readonly draws: number
  readonly seed: number
}

const SEED = 1
const MOST_DRAWS = 200_000
const DRAWS_OF_DATES = 1000
const FEWEST_FOR_BURSTS = 15

export const buildSurges = (record: RecordDocument, chronology: Chronology): readonly Surge[] =>
  record.series.map((series) => surgeOf(series, record, chronology))

function surgeOf(series: Series, record: RecordDocument, chronology: Chronology): Surge {
  const { observed, test } = series
  const window = ((observed.window.least + observed.window.most) / 2) * daysOf(observed.window.unit)
  const ranges = rangesOf(series, record, chronology)
  const asked = baselineOf(series)
  const share = asked === null ? 1 : Math.min(1, window / (asked.to - asked.from + 1))
  const draws = asked === null ? 0 : drawsFor(asked.events)
  const tails = asked === null ? null : scanTails({ events: asked.events, share, draws, seed: SEED })
  const isComplete = ranges.length >= observed.events && ranges.length > 1
  return {
    series: series.id,
    observed: observed.events,
    window,
    test:
      asked === null || tails === null
        ? null
        : {
            baseline: asked,
            expected: asked.events * share,
            poisson: poissonTail(asked.events * share, observed.events),
            scan: tails[observed.events] ?? 0,
            check: scanByFormula(asked.events, share, observed.events),
            fullest: withoutEnd(tails.map((tail, at) => tail - (tails[at + 1] ?? 0))),
            ...{ draws, seed: SEED },
          },
    dated: ranges.length,
    overDates: tails !== null && isComplete ? overDates(ranges, window, tails) : null,
    bursts:
      test.includes('bursts') && ranges.length >= FEWEST_FOR_BURSTS
        ? burstsIn(ranges.map(({ first, last }) => (first + last) / 2))
        : null,
  }
}

function baselineOf({ baseline, observed }: Series): SurgeTest['baseline'] | null {
  if (baseline === null) return null
  const from = boundsOf(baseline.from.edtf).earliest
  const to = boundsOf(baseline.to.edtf).latest
  if (from.kind !== 'day' || to.kind !== 'day' || to.day <= from.day) return null
  return { events: Math.max(baseline.events, observed.events), from: from.day, to: to.day }
}

/** To four figures, up to the last that ever came. */
function withoutEnd(shares: readonly number[]): readonly number[] {
  const last = shares.findLastIndex((share) => share > 0)
  return shares.slice(0, last + 1).map((share) => Math.round(share * 1e6) / 1e6)
}

/** A long baseline is drawn less often: the figure stays good to the third place, and the wait short. */
const drawsFor = (events: number): number =>
  Math.max(10_000, Math.min(MOST_DRAWS, Math.floor(20_000_000 / Math.max(1, events))))

type Days = { readonly first: number; readonly last: number }

function rangesOf(series: Series, record: RecordDocument, chronology: Chronology): readonly Days[] {
  const group = record.groups.find(({ id }) => id === series.group)
  const members = group?.members.filter(({ status }) => status === 'in') ?? []
  const events = new Set([
    ...series.events,
    ...members.flatMap(({ person }) =>
      group === undefined ? [] : (eventOfMember(record, group, person)?.id ?? []),
    ),
  ])
  return chronology.events.flatMap(({ event, earliest, latest }) =>
    events.has(event) && earliest.kind === 'day' && latest.kind === 'day'
      ? [{ first: earliest.day, last: latest.day }]
      : [],
  )
}

function overDates(ranges: readonly Days[], window: number, tails: readonly number[]): Surge['overDates'] {
  const random = randomFrom(SEED)
  let least = Number.POSITIVE_INFINITY
  let most = 0
  for (let draw = 0; draw < DRAWS_OF_DATES; draw += 1) {
    const days = ranges
      .map(({ first, last }) => first + Math.floor(random() * (last - first + 1)))
      .sort((a, b) => a - b)
    const held = mostWithin(days, window)
    least = Math.min(least, held)
    most = Math.max(most, held)
  }
  return {
    draws: DRAWS_OF_DATES,
    events: { least, most },
    // The more a window holds, the rarer it is.
    scan: { least: tails[most] ?? 0, most: tails[least] ?? 1 },
  }
}
