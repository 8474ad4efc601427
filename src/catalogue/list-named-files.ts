import { sql } from 'kysely'
import type { Database } from '#platform'

/** A file that some row names, and the first of the books it belongs to. */
export type NamedFile = { readonly sha256: string; readonly bookId: string; readonly title: string }

/** Every file that must be there, some at a time, by name. */
export async function* listNamedFiles(db: Database): AsyncGenerator<readonly NamedFile[]> {
  let last = ''
  for (;;) {
    const { rows } = await sql<NamedFile>`
      select distinct on (n.sha256) n.sha256, n.book_id as "bookId", b.record->>'title' as title
      from (
        (select sha256, book_id from format where sha256 > ${last} order by sha256 limit 1000)
        union all
        (select sha256, book_id from media where sha256 > ${last} order by sha256 limit 1000)
        union all
        (select sha256, book_id from attachment where sha256 > ${last} order by sha256 limit 1000)
      ) n join book b on b.id = n.book_id
      order by n.sha256, n.book_id limit 1000`.execute(db)
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)?.sha256 ?? ''
  }
}
