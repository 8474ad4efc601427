import { sql } from 'kysely'
import type { Database } from '#platform'

export type PersonRow = {
  readonly record: string
  readonly id: string
  readonly name: string
  readonly names: readonly string[]
  readonly title: string
}

/** More than a site of records is planned for (record.md §3, Sizes). */
const MOST = 30_000

/** Those of the newest versions whom everybody may see, by name. */
export async function listPeople(db: Database, press: string | null): Promise<readonly PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select e.record_id as record, e.id, e.name, e.other_names as names, v.document->>'title' as title
    from record_entry e join record r on r.id = e.record_id
      join record_version v on v.record_id = r.id and v.number = r.version
    where e.kind = 'person' and e.is_public and e.last = r.version and not r.is_withdrawn
      and (${press}::text is null or r.press = ${press})
    order by e.name, e.record_id, e.id limit ${sql.lit(MOST)}`.execute(db)
  return rows
}
