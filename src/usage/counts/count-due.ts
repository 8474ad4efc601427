/** Run once a day: counts the months that may have changed, and lets single uses go when their time is over. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import { dropMonth, listMonthTables, monthsOfRest } from '../months/month-tables.ts'
import { countMonth } from './count-month.ts'
import { type Month, monthBefore, monthEnd, toMonth } from './month.ts'

const DAY_MS = 86_400_000

/** This month and the last: a spool may be moved late. */
export async function countDueMonths(db: Database, now: Date): Promise<void> {
  const month = toMonth(now)
  for (const due of [monthBefore(month), month]) await countMonth(db, due, now)
}

export type Forgotten = { readonly months: readonly Month[]; readonly uses: number }

/** Whole months, once all of their days are over the limit. Each is counted a last time before. */
export async function forgetOldUses(db: Database, keepDays: number, now: Date): Promise<Forgotten> {
  const limit = new Date(now.getTime() - keepDays * DAY_MS)
  const isOver = (month: Month) => monthEnd(month) <= limit
  const known = new Set([...(await listMonthTables(db)), ...(await monthsOfRest(db))])
  const months: Month[] = []
  let uses = 0
  for (const month of [...known].filter(isOver).sort()) {
    const gone = await forgetMonth(db, month, now)
    if (gone > 0) months.push(month)
    uses += gone
  }
  await sql`delete from usage_segment where moved < ${limit}`.execute(db)
  return { months, uses }
}

async function forgetMonth(db: Database, month: Month, now: Date): Promise<number> {
  await countMonth(db, month, now, { last: true })
  return dropMonth(db, month)
}
