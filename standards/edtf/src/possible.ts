/** Which days a date can mean: each digit that is left open stands for all of them, and only days that there are count. */
import { type Civil, daysInMonth } from './day.ts'
import type { EdtfDate } from './edtf.ts'

export const isSeason = ({ month }: EdtfDate): boolean => month !== null && /^[234]/.test(month.digits)

/** The first and the last; null: there is none. */
export function possibleDays(date: EdtfDate): { readonly first: Civil; readonly last: Civil } | null {
  const first = find(date, 1)
  const last = first === null ? null : find(date, -1)
  return first === null || last === null ? null : { first, last }
}

type Way = 1 | -1

function find(date: EdtfDate, way: Way): Civil | null {
  for (const year of years(date, way)) {
    const month = months(date)
    for (const each of inOrder(month, way)) {
      const length = daysInMonth(year, each)
      const day = inOrder(days(date, length), way)[0]
      if (day !== undefined) return { year, month: each, day }
    }
  }
  return null
}

/** The first and the last that its digits may mean; there is always one. */
export function possibleYears(date: EdtfDate): { readonly first: number; readonly last: number } {
  const [first = 0] = years(date, 1)
  const [last = first] = years(date, -1)
  return { first, last }
}

function* years({ year: { digits, negative } }: EdtfDate, way: Way): Generator<number> {
  const from = Number(digits.replaceAll('X', '0'))
  const to = Number(digits.replaceAll('X', '9'))
  const isFirst = negative === (way === -1)
  for (let n = isFirst ? from : to; isFirst ? n <= to : n >= from; n += isFirst ? 1 : -1)
    if (matches(digits, String(n).padStart(4, '0')) && !(negative && n === 0)) yield negative ? -n : n
}

/** Of a season, all that it may lie in. Nothing is guessed: winter begins in one year and ends in another. */
function months(date: EdtfDate): readonly number[] {
  const { month } = date
  if (month === null) return MONTHS
  if (isSeason(date)) return SPANS.get(Number(month.digits)) ?? MONTHS
  return MONTHS.filter((n) => matches(month.digits, String(n).padStart(2, '0')))
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** ISO 8601-2 §4.8: quarters, thirds and halves are of the calendar. */
const SPANS: ReadonlyMap<number, readonly number[]> = new Map(
  [3, 4, 6].flatMap((length) => {
    const first = { 3: 33, 4: 37, 6: 40 }[length] ?? 0
    return Array.from(
      { length: 12 / length },
      (_, i) => [first + i, MONTHS.slice(i * length, (i + 1) * length)] as const,
    )
  }),
)

const days = ({ day }: EdtfDate, length: number): readonly number[] =>
  Array.from({ length }, (_, i) => i + 1).filter(
    (n) => day === null || matches(day.digits, String(n).padStart(2, '0')),
  )

const inOrder = (all: readonly number[], way: Way): readonly number[] => (way === 1 ? all : all.toReversed())

const matches = (pattern: string, digits: string): boolean =>
  [...pattern].every((letter, i) => letter === 'X' || letter === digits[i])
