import { fail, ok, type Result } from './result.ts'

/** A date as a title page gives it: `2020`, `2020-10` or `2020-10-20`. Kept as text, so that no day is invented. */
export type PartialDate = string

export function parsePartialDate(text: string): Result<PartialDate, string> {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim())
  if (!match) return fail(`“${text}” is not a date: write 2020, 2020-10 or 2020-10-20`)
  const [, year, month, day] = match
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12))
    return fail(`“${text}” has no such month`)
  if (day !== undefined) {
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
    if (Number(day) < 1 || Number(day) > last) return fail(`“${text}” has no such day`)
  }
  return ok(text.trim())
}

export const yearOf = (date: PartialDate): number => Number(date.slice(0, 4))
