/** Dates between TEI's attributes (P5, att.datable.w3c) and EDTF. */
import { type Edtf, formatDay } from '@chapterhouse/edtf'
import { type Calendar, daysIn } from '../dates/bounds-in-calendar.ts'

export type TeiDates = {
  readonly when?: string | null
  readonly notBefore?: string | null
  readonly notAfter?: string | null
  readonly from?: string | null
  readonly to?: string | null
}

/**
 * One day, month or year; one day between two (a set of which one is meant, since TEI says that it is not known which); or a
 * length of time. Where an element says several things, the closest counts.
 */
export function teiToEdtf({ when, notBefore, notAfter, from, to }: TeiDates): string | null {
  const [one, after, before, first, last] = [when, notBefore, notAfter, from, to].map((text) => trimmed(text))
  if (one) return one
  if (first || last) return `${first || '..'}/${last || '..'}`
  if (after && before) return after === before ? after : `[${after}..${before}]`
  if (after) return `[${after}..]`
  return before ? `[..${before}]` : null
}

/** A time of day, and the zone it is in, say nothing here. */
const trimmed = (text: string | null | undefined): string =>
  (text ?? '')
    .trim()
    .replace(/T.*$/, '')
    .replace(/(?<=\d{4}(?:-\d{2}){2})(?:Z|[+-]\d{2}:\d{2})$/, '')

/** For those who read the attributes, which are of the Gregorian calendar: the words of the author stand beside them. */
export function edtfToTei(edtf: Edtf, calendar: Calendar): TeiDates {
  const { earliest, latest } = daysIn(edtf, calendar)
  const [first, last] = [written(earliest), written(latest)]
  if (edtf.kind === 'interval') return { ...(first && { from: first }), ...(last && { to: last }) }
  if (first !== null && first === last) return { when: first }
  return { ...(first && { notBefore: first }), ...(last && { notAfter: last }) }
}

const written = (day: number | null): string | null => (day === null ? null : formatDay(day))
