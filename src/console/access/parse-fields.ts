/** The small fields of licences, codes and links. */
import { fail, ok, type Result } from '#base'

const DAY = 86_400_000

/** A day as it is written; empty: none. `ends`: the last day, so that the end is the midnight after it. */
export function parseDay(text: string, ends: boolean): Result<Date | null, 'date'> {
  const typed = text.trim()
  if (typed === '') return ok(null)
  const date = new Date(`${typed}T00:00:00Z`)
  if (
    !/^\d{4}-\d\d-\d\d$/.test(typed) ||
    Number.isNaN(date.getTime()) ||
    !date.toISOString().startsWith(typed)
  )
    return fail('date')
  return ok(ends ? new Date(date.getTime() + DAY) : date)
}

/** From 1; empty: none. */
export function parseCount(text: string, most = 100_000): Result<number | null, 'number'> {
  const typed = text.trim()
  if (typed === '') return ok(null)
  return /^\d{1,6}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most
    ? ok(Number(typed))
    : fail('number')
}

/** The last day before an end. */
export const lastDay = (end: Date | null): string =>
  end === null ? '' : new Date(end.getTime() - 1).toISOString().slice(0, 10)
