/** The shelf as those see it who look after it: what is withdrawn too, and how many faults each book has. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import { toSortKey } from './build-facets.ts'
import { toIdentifier } from './decide-same-book.ts'

export type StaffListing = {
  readonly id: string
  readonly press: string
  readonly title: string
  readonly slug: string
  readonly contributors: readonly string[]
  readonly shelved: boolean
  readonly version: number
  readonly dataFaults: number
  readonly contentFaults: number
}

export type StaffQuery = {
  readonly presses: readonly string[]
  /** Words of the title, an ISBN or a DOI. */
  readonly words?: string
  readonly only?: 'faulty' | 'withdrawn'
  /** Id of the last one seen. */
  readonly after?: string
  readonly limit: number
}

/** By title. */
export async function listForStaff(db: Database, query: StaffQuery): Promise<readonly StaffListing[]> {
  const { presses, words = '', only, after, limit } = query
  const like = `%${toSortKey(words).replace(/[\\%_]/g, '')}%`
  const number = toIdentifier(/^[\d\s-]{10,}x?$/i.test(words.trim()) ? words.replace(/[\s-]/g, '') : words)
  const { rows } = await sql<StaffListing>`
    select b.id, b.press, b.record->>'title' as title, b.record->>'slug' as slug, b.shelved, b.version,
      array(select c->>'name' from jsonb_array_elements(b.record->'contributors') c limit 3) as contributors,
      (select count(*)::integer from product_issue i where i.book_id = b.id and i.severity <> 'note' and i.about = 'data')
        as "dataFaults",
      (select count(*)::integer from product_issue i where i.book_id = b.id and i.severity <> 'note' and i.about = 'content')
        as "contentFaults"
    from book b where b.press = any(${[...presses]}::text[])
      ${words.trim() === '' ? sql`` : sql`and (b.title_key like ${like} or b.id in (select book_id from book_identifier where press = any(${[...presses]}::text[]) and value = ${number}))`}
      ${only === 'withdrawn' ? sql`and not b.shelved` : sql``}
      ${only === 'faulty' ? sql`and exists (select from product_issue i where i.book_id = b.id and i.severity <> 'note')` : sql``}
      ${after === undefined ? sql`` : sql`and (b.title_key, b.id) > (select title_key, id from book where id = ${after})`}
    order by b.title_key, b.id limit ${limit}`.execute(db)
  return rows
}
