/**
 * A month of uses as COUNTER 5.1 counts them (§7.2 to §7.4), for each institution and for everybody together. Counted again,
 * it is the same; when its uses are gone, what was counted stays.
 */
import { sql } from 'kysely'
import type { Database } from '#platform'
import { COUNTING, MOVING } from '../locks.ts'
import { type Month, monthEnd, monthStart } from './month.ts'

/** §7.2: of clicks on one address within so many seconds of one another, the last is the one that counts. */
const DOUBLE_CLICK = sql.lit('30 seconds')

/** `last`: from then on it is final. False: it was, and is left as it is. */
export async function countMonth(
  db: Database,
  month: Month,
  now: Date,
  { last = false }: { readonly last?: boolean } = {},
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    // What is moved while it is counted would be neither counted nor refused.
    if (last) await sql`select pg_advisory_xact_lock(${MOVING})`.execute(tx)
    await sql`select pg_advisory_xact_lock(${COUNTING})`.execute(tx)
    const first = `${month}-01`
    const { rows } = await sql<{ final: boolean }>`
      select final from usage_month where month = ${first}::date`.execute(tx)
    if (rows[0]?.final === true) return false
    await sql`delete from usage_item_count where month = ${first}::date`.execute(tx)
    await sql`delete from usage_title_count where month = ${first}::date`.execute(tx)
    await sql`
      with clicks as (
        select at, kind, press, book_id, item_id, year, access, method, session, institutions, hour,
          kind in ('investigation', 'request') as looks,
          next_look is null or next_look - at > ${DOUBLE_CLICK}::interval as last_look,
          (next_same is null or next_same - at > ${DOUBLE_CLICK}::interval) as last_same,
          not is_further or (not has_first and further = 1) as begins
        from (
          select *,
            lead(at) over (partition by session, item_id, link, kind in ('investigation', 'request')
              order by at, segment, place) as next_look,
            lead(at) over (partition by session, item_id, link, kind order by at, segment, place) as next_same,
            bool_or(link = 'page') over (partition by session, item_id, kind, hour) as has_first,
            row_number() over (partition by session, item_id, kind, hour, is_further
              order by at desc, segment desc, place desc) as further
          from (
            select *, date_trunc('hour', at) as hour, link like 'page:%' as is_further
            from usage_event
            where at >= ${monthStart(month)} and at < ${monthEnd(month)}::timestamptz + ${DOUBLE_CLICK}::interval
              and not robot
          ) as used
        ) as followed
        where at < ${monthEnd(month)}
      ), visits as materialized (
        select institution, press, book_id, item_id, access, method, session, hour, max(year) as year,
          count(*) filter (where looks and last_look and begins) as investigations,
          count(*) filter (where kind = 'request' and last_same and begins) as requests,
          count(*) filter (where kind = 'no-licence' and last_same) as no_licence,
          count(*) filter (where kind = 'limit-exceeded' and last_same) as limit_exceeded,
          bool_or(looks) as looked, bool_or(kind = 'request') as requested
        from clicks cross join lateral unnest(array_append(institutions, '')) as of (institution)
        group by institution, press, book_id, item_id, access, method, session, hour
      ), items as (
        insert into usage_item_count
        select ${first}::date, institution, max(press), book_id, item_id, max(year), access, method,
          sum(investigations), sum(requests), count(*) filter (where looked), count(*) filter (where requested),
          sum(no_licence), sum(limit_exceeded)
        from visits group by institution, book_id, item_id, access, method
      )
      insert into usage_title_count
      select ${first}::date, institution, max(press), book_id, max(year), access, method,
        count(*) filter (where looked), count(*) filter (where requested)
      from (
        select institution, max(press) as press, book_id, access, method, max(year) as year,
          bool_or(looked) as looked, bool_or(requested) as requested
        from visits group by institution, book_id, access, method, session, hour
      ) as titles
      where looked
      group by institution, book_id, access, method`.execute(tx)
    await sql`insert into usage_month (month, counted, final) values (${first}::date, ${now}, ${last})
      on conflict (month) do update set counted = excluded.counted, final = excluded.final`.execute(tx)
    return true
  })
}
