/** The days that a date of a record may mean. Days are counted in the Gregorian calendar, whichever the record is written in. */
import { type Bound, type Bounds, boundsOf, type Edtf, fromDay } from '@chapterhouse/edtf'
import type { RecordDocument } from '../model/index.ts'

export type Calendar = RecordDocument['calendar']

export function boundsIn(edtf: Edtf, calendar: Calendar): Bounds {
  const bounds = boundsOf(edtf)
  if (calendar === 'gregorian') return bounds
  const { earliest, latest } = bounds
  const isOneDay = earliest.kind === 'day' && latest.kind === 'day' && earliest.day === latest.day
  return {
    earliest: shifted(earliest, fromJulian),
    // The day before the next one: February of 1900 has 29 days there.
    latest: shifted(latest, isOneDay ? fromJulian : (day) => fromJulian(day + 1) - 1),
  }
}

/** The first and the last day; null: there is none on this side, or nobody knows it. */
export function daysIn(
  edtf: Edtf,
  calendar: Calendar,
): { readonly earliest: number | null; readonly latest: number | null } {
  const { earliest, latest } = boundsIn(edtf, calendar)
  return { earliest: dayOf(earliest), latest: dayOf(latest) }
}

const dayOf = (bound: Bound): number | null => (bound.kind === 'day' ? bound.day : null)

const shifted = (bound: Bound, by: (day: number) => number): Bound =>
  bound.kind === 'day' ? { kind: 'day', day: by(bound.day) } : bound

/** The same day of the month in the Julian calendar: later by ten days in 1582, by thirteen in 1954. */
function fromJulian(day: number): number {
  const { year, month } = fromDay(day)
  const counted = month <= 2 ? year - 1 : year
  return day + Math.floor(counted / 100) - Math.floor(counted / 400) - 2
}
