/** Books whose records nobody has looked at: they came while no worker ran. */
import { sql } from 'kysely'
import type { Database } from '#platform'

export async function listUnchecked(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ bookId: string }>`
    select distinct a.book_id as "bookId" from attachment a join book b on b.id = a.book_id
    where a.path like 'record/%' and b.shelved
      and not exists (select 1 from record_check c where c.book_id = a.book_id)`.execute(db)
  return rows.map(({ bookId }) => bookId)
}
