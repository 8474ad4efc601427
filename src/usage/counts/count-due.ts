/** Run once a day: counts the months that may have changed, and lets single uses go when their time is over. */
import { sql } from 'kysely'
import type { Database } from '#platform'
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
  const { rows } = await sql<{ month: Month }>`
    select distinct to_char(at at time zone 'UTC', 'YYYY-MM') as month from usage_event
    where at < ${limit} order by month`.execute(db)
  const months = rows.map(({ month }) => month).filter((month) => monthEnd(month) <= limit)
  let uses = 0
  for (const month of months) uses += await forgetMonth(db, month, now)
  await sql`delete from usage_segment where moved < ${limit}`.execute(db)
  return { months, uses }
}

const BATCH = 20_000

async function forgetMonth(db: Database, month: Month, now: Date): Promise<number> {
  await countMonth(db, month, now, { last: true })
  let gone = 0
  for (;;) {
    const { rows } = await sql<{ deleted: number }>`
      with deleted as (
        delete from usage_event where ctid = any(array(
          select ctid from usage_event where at < ${monthEnd(month)} limit ${BATCH})) returning 1)
      select count(*)::integer as deleted from deleted`.execute(db)
    const deleted = rows[0]?.deleted ?? 0
    gone += deleted
    if (deleted < BATCH) return gone
  }
}
