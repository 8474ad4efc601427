/**
 * How many days a length of time may be. Days are exact; weeks, months and years mean half a unit more or less, rounded
 * outward, unless the author says `exactly` (record.md §2): six months are 167 to 198 days.
 */
import type { Span, SpanUnit } from '../model/index.ts'

const DAYS: { readonly [unit in SpanUnit]: number } = { d: 1, wk: 7, mo: 30.436875, yr: 365.2425 }

export const daysOf = (unit: SpanUnit): number => DAYS[unit]

export function spanInDays({ least, most, unit, exact }: Span): {
  readonly least: number
  readonly most: number
} {
  const half = exact || unit === 'd' ? 0 : 0.5
  return {
    least: Math.max(0, Math.floor((least - half) * DAYS[unit])),
    most: Math.ceil((most + half) * DAYS[unit]),
  }
}
