/**
 * Uses lie in one table for each month, so that a month whose time is over is let go in a moment and leaves no holes. The tables
 * are made ahead. Whatever has none yet, such as what a restore brings, lies in the rest, and is sorted in when its own is made.
 */
import { sql } from 'kysely'
import { type Database, inTransaction } from '#platform'
import { type Month, monthEnd, monthStart, toMonth } from '../counts/month.ts'
import { MOVING } from '../locks.ts'

const REST = sql.table('usage_event_rest')

/** Two at once would each make the same. 'usm' in ASCII. */
const MAKING = sql.lit(0x75736d)

const AHEAD = 2

/** This month's, those that come, and those of all that lies in the rest. Answers with what was made. */
export async function makeMonthTables(db: Database, now: Date): Promise<readonly Month[]> {
  const wanted = new Set(await monthsOfRest(db))
  let next = monthStart(toMonth(now))
  for (let i = 0; i <= AHEAD; i++) {
    wanted.add(toMonth(next))
    next = monthEnd(toMonth(next))
  }
  const known = new Set(await listMonthTables(db))
  const made: Month[] = []
  for (const month of wanted) if (!known.has(month) && (await makeMonthTable(db, month))) made.push(month)
  return made.sort()
}

export async function monthsOfRest(db: Database): Promise<readonly Month[]> {
  const { rows } = await sql<{ month: Month }>`
    select distinct to_char(at at time zone 'UTC', 'YYYY-MM') as month from ${REST} order by month`.execute(
    db,
  )
  return rows.map(({ month }) => month)
}

/** Oldest first. */
export async function listMonthTables(db: Database): Promise<readonly Month[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'usage_event'::regclass order by c.relname`.execute(db)
  return rows.flatMap(({ name }) => toMonthOf(name) ?? [])
}

const nameOf = (month: Month): string => `usage_event_${month.replace('-', '_')}`

const toMonthOf = (name: string): Month | null => {
  const [, year, month] = /^usage_event_(\d{4})_(\d\d)$/.exec(name) ?? []
  return year === undefined ? null : `${year}-${month}`
}

/** False: somebody else has made it. In one transaction, so that whoever is killed over it leaves all as it was. */
async function makeMonthTable(db: Database, month: Month): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${MAKING})`.execute(tx)
    if ((await listMonthTables(tx)).includes(month)) return false
    const [from, to] = [monthStart(month).toISOString(), monthEnd(month).toISOString()]
    const table = sql.table(nameOf(month))
    // Nothing moves meanwhile: it would come into the rest after that was looked through.
    await sql`select pg_advisory_xact_lock(${MOVING})`.execute(tx)
    await sql`create table ${table} (like usage_event including all)`.execute(tx)
    await sql`with sorted as (delete from ${REST} where at >= ${from} and at < ${to} returning *)
      insert into ${table} select * from sorted`.execute(tx)
    await sql`alter table usage_event attach partition ${table} for values from (${sql.lit(from)}) to (${sql.lit(to)})`.execute(
      tx,
    )
    return true
  })
}

/** How many uses went with it. */
export async function dropMonth(db: Database, month: Month): Promise<number> {
  return inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${MAKING})`.execute(tx)
    const [from, to] = [monthStart(month), monthEnd(month)]
    const { rows } = await sql<{ uses: number }>`
      select count(*)::integer as uses from usage_event where at >= ${from} and at < ${to}`.execute(tx)
    if ((await listMonthTables(tx)).includes(month))
      await sql`drop table ${sql.table(nameOf(month))}`.execute(tx)
    await sql`delete from ${REST} where at >= ${from} and at < ${to}`.execute(tx)
    return rows[0]?.uses ?? 0
  })
}
