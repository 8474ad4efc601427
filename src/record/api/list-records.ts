/** Records that stand, by their ids: as a list of the API shows them. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { RecordQuery } from './schemas.ts'

export type ListedRecord = {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly made: Date
  readonly chapterId: string
}

/** One more than is asked for, where there are more. */
export async function listRecords(
  db: Database,
  { book, chapter, after, limit }: RecordQuery,
  press: string | null,
): Promise<readonly ListedRecord[]> {
  const { rows } = await sql<ListedRecord>`
    select r.id, v.document->>'title' as title, v.number as version, v.made, r.chapter_id as "chapterId"
    from record r join record_version v on v.record_id = r.id and v.number = r.version
    where not r.is_withdrawn
      and (${press}::text is null or r.press = ${press})
      and (${book ?? null}::text is null or r.book_id = ${book ?? null})
      and (${chapter ?? null}::text is null or r.chapter_id = ${chapter ?? null})
      and (${after ?? null}::text is null or r.id > ${after ?? null})
    order by r.id limit ${limit + 1}`.execute(db)
  return rows
}

/** The ids of those of a chapter. */
export async function listRecordIds(db: Database, chapterId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from record where chapter_id = ${chapterId} and not is_withdrawn order by id`.execute(db)
  return rows.map(({ id }) => id)
}
