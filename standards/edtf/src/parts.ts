/** A date taken apart for whoever says it in words. */
import { daysInMonth } from './day.ts'
import type { EdtfDate, Qualifier } from './edtf.ts'
import { possibleYears } from './possible.ts'

/** `these`: one of a few. `from`: one of a row. */
export type Said =
  | { readonly kind: 'known'; readonly value: number }
  | { readonly kind: 'these'; readonly values: readonly number[] }
  | { readonly kind: 'row'; readonly from: number; readonly to: number }
  | { readonly kind: 'unknown' }

export const sayDay = (date: EdtfDate): Said | null =>
  date.day === null ? null : say(date.day.digits, longestMonth(date))
export const sayMonth = ({ month }: EdtfDate): Said | null => (month === null ? null : say(month.digits, 12))

export function sayYear(date: EdtfDate): Said {
  const { digits, negative } = date.year
  if (!digits.includes('X')) return { kind: 'known', value: negative ? -Number(digits) : Number(digits) }
  if (digits === 'XXXX') return { kind: 'unknown' }
  const { first, last } = possibleYears(date)
  return { kind: 'row', from: first, to: last }
}

/** 28 in February 1953, 29 in a February of who knows which year. */
function longestMonth({ year, month }: EdtfDate): number {
  if (month === null || month.digits.includes('X')) return 31
  const isKnown = !year.digits.includes('X')
  return daysInMonth(isKnown ? Number(year.digits) : 2000, Number(month.digits))
}

const FEW = 3

function say(digits: string, most: number): Said {
  if (!digits.includes('X')) return { kind: 'known', value: Number(digits) }
  if (digits === 'XX') return { kind: 'unknown' }
  const pattern = new RegExp(`^${digits.replaceAll('X', '\\d')}$`)
  const values = Array.from({ length: most }, (_, i) => i + 1).filter((n) =>
    pattern.test(String(n).padStart(2, '0')),
  )
  const [from = 1] = values
  if (values.length === 1) return { kind: 'known', value: from }
  return values.length <= FEW ? { kind: 'these', values } : { kind: 'row', from, to: values.at(-1) ?? from }
}

/** Null: none, or not all parts have the same. */
export function sharedQualifier({ year, month, day }: EdtfDate): Qualifier | null {
  const all = [year, month, day].flatMap((part) => (part === null ? [] : [part.qualifier]))
  return all.every((one) => one === all[0]) ? (all[0] ?? null) : null
}

export type PartName = 'year' | 'month' | 'day'

/** Where they have not: the parts that are uncertain, and those that are approximate. */
export function doubtedParts(date: EdtfDate): {
  readonly uncertain: readonly PartName[]
  readonly approximate: readonly PartName[]
} {
  if (sharedQualifier(date) !== null) return { uncertain: [], approximate: [] }
  const having = (sign: Qualifier) =>
    (['year', 'month', 'day'] as const).filter((name) => {
      const qualifier = date[name]?.qualifier
      return qualifier === sign || qualifier === '%'
    })
  return { uncertain: having('?'), approximate: having('~') }
}

/** `1950` of `195X`, where everybody calls it by that; null: it has no such name. */
export const decadeOf = ({ year: { digits, negative } }: EdtfDate): string | null =>
  !negative && /^[1-9]\d[1-9]X$/.test(digits) ? digits.replace('X', '0') : null

/** Hour, minute and second, and where clocks show them: `UTC`, `UTC+02:00`, or nothing. */
export function timeOf({ time }: EdtfDate): string | null {
  if (time === null) return null
  const clock = time.slice(1, 9)
  const zone = time.slice(9)
  return zone === '' ? clock : `${clock} UTC${zone === 'Z' ? '' : zone}`
}
