import { sql } from 'kysely'
import type { Database } from '#platform'
import type { AccessMethod, AccessType } from '../use.ts'
import type { Month } from './month.ts'

/** COUNTER 5.1 §3.3.4, Tables 3.r to 3.t. */
export type Metric =
  | 'Total_Item_Investigations'
  | 'Total_Item_Requests'
  | 'Unique_Item_Investigations'
  | 'Unique_Item_Requests'
  | 'Unique_Title_Investigations'
  | 'Unique_Title_Requests'
  | 'No_License'
  | 'Limit_Exceeded'

export type Metrics = Readonly<Record<Metric, number>>

export type BookCounts = {
  readonly press: string
  readonly bookId: string
  /** Null: it was not known any more. */
  readonly year: number | null
  readonly access: AccessType
  readonly method: AccessMethod
  readonly metrics: Metrics
}

export type CountsQuery = {
  readonly month: Month
  /** Of their readers alone, added up; absent: of everybody. */
  readonly institutions?: readonly string[]
  readonly press?: string
}

/** One line for each book, as a Title Report has it: by access type and access method. The most used come first. */
export async function listBookCounts(
  db: Database,
  { month, institutions = [''], press }: CountsQuery,
): Promise<readonly BookCounts[]> {
  const { rows } = await sql<Omit<BookCounts, 'metrics'> & Metrics>`
    select i.press, i.book_id as "bookId", max(i.year) as year, i.access, i.method,
      sum(i.total_investigations)::integer as "Total_Item_Investigations",
      sum(i.total_requests)::integer as "Total_Item_Requests",
      sum(i.unique_investigations)::integer as "Unique_Item_Investigations",
      sum(i.unique_requests)::integer as "Unique_Item_Requests",
      sum(coalesce(t.unique_investigations, 0))::integer as "Unique_Title_Investigations",
      sum(coalesce(t.unique_requests, 0))::integer as "Unique_Title_Requests",
      sum(i.no_licence)::integer as "No_License",
      sum(i.limit_exceeded)::integer as "Limit_Exceeded"
    from (
      select month, institution, press, book_id, access, method, max(year) as year,
        sum(total_investigations) as total_investigations, sum(total_requests) as total_requests,
        sum(unique_investigations) as unique_investigations, sum(unique_requests) as unique_requests,
        sum(no_licence) as no_licence, sum(limit_exceeded) as limit_exceeded
      from usage_item_count group by month, institution, press, book_id, access, method
    ) as i left join usage_title_count t using (month, institution, book_id, access, method)
    where i.month = ${`${month}-01`}::date and i.institution = any(${[...institutions]}::text[])
      and (${press ?? null}::text is null or i.press = ${press ?? null})
    group by i.press, i.book_id, i.access, i.method
    order by "Total_Item_Requests" desc, "Total_Item_Investigations" desc, i.book_id, i.access, i.method`.execute(
    db,
  )
  return rows.map(({ press, bookId, year, access, method, ...metrics }) => ({
    ...{ press, bookId, year, access, method, metrics },
  }))
}

const NONE: Metrics = {
  Total_Item_Investigations: 0,
  Total_Item_Requests: 0,
  Unique_Item_Investigations: 0,
  Unique_Item_Requests: 0,
  Unique_Title_Investigations: 0,
  Unique_Title_Requests: 0,
  No_License: 0,
  Limit_Exceeded: 0,
}

/** Of all books together, as a Platform Report has it. */
export const sumOf = (counts: readonly BookCounts[]): Metrics =>
  counts.reduce<Metrics>((sum, { metrics }) => addTo(sum, metrics), NONE)

const addTo = (a: Metrics, b: Metrics): Metrics => ({
  Total_Item_Investigations: a.Total_Item_Investigations + b.Total_Item_Investigations,
  Total_Item_Requests: a.Total_Item_Requests + b.Total_Item_Requests,
  Unique_Item_Investigations: a.Unique_Item_Investigations + b.Unique_Item_Investigations,
  Unique_Item_Requests: a.Unique_Item_Requests + b.Unique_Item_Requests,
  Unique_Title_Investigations: a.Unique_Title_Investigations + b.Unique_Title_Investigations,
  Unique_Title_Requests: a.Unique_Title_Requests + b.Unique_Title_Requests,
  No_License: a.No_License + b.No_License,
  Limit_Exceeded: a.Limit_Exceeded + b.Limit_Exceeded,
})

/** When the month was last counted; null: never. `final`: its uses are gone. */
export async function findCounted(
  db: Database,
  month: Month,
): Promise<{ readonly counted: Date; readonly final: boolean } | null> {
  const { rows } = await sql<{ counted: Date; final: boolean }>`
    select counted, final from usage_month where month = ${`${month}-01`}::date`.execute(db)
  return rows[0] ?? null
}
