import { fail, ok, type Result } from '#base'

/** `2026-11`, in UTC. */
export type Month = string

export const parseMonth = (text: string): Result<Month, string> =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? ok(text) : fail(`“${text}” is no month. Write it as 2026-11.`)

export const toMonth = (moment: Date): Month => moment.toISOString().slice(0, 7)

export const monthStart = (month: Month): Date => new Date(`${month}-01T00:00:00Z`)

export function monthEnd(month: Month): Date {
  const start = monthStart(month)
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1))
}

export const monthBefore = (month: Month): Month => toMonth(new Date(monthStart(month).getTime() - 1))
