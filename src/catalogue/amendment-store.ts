import { sql } from 'kysely'
import type { Amendment } from '#book'
import { type Database, postNotice } from '#platform'
import { toKeepable } from './to-json.ts'

/** Of a book and of each of its chapters, the newest first. */
export async function listAmendments(db: Database, bookId: string): Promise<readonly Amendment[]> {
  const { rows } = await sql<Amendment>`
    select id, chapter_id as "chapterId", kind, text, doi, dated::text as date from amendment
    where book_id = ${bookId} order by dated desc, id`.execute(db)
  return rows
}

export async function addAmendment(
  tx: Database,
  { bookId, version, ...one }: Amendment & { readonly bookId: string; readonly version: number },
): Promise<void> {
  await sql`insert into amendment (id, book_id, chapter_id, kind, text, doi, dated)
    values (${one.id}, ${bookId}, ${one.chapterId}, ${one.kind}, ${toKeepable(one.text)}, ${one.doi}, ${one.date}::text::date)`.execute(
    tx,
  )
  await postNotice(tx, { kind: 'book-shelved', bookId, version })
}

/** One that was made by mistake. Null: there is none. */
export async function removeAmendment(
  tx: Database,
  { id, bookId, version }: { readonly id: string; readonly bookId: string; readonly version: number },
): Promise<Amendment | null> {
  const { rows } = await sql<Amendment>`
    delete from amendment where id = ${id} and book_id = ${bookId}
    returning id, chapter_id as "chapterId", kind, text, doi, dated::text as date`.execute(tx)
  if (rows.length > 0) await postNotice(tx, { kind: 'book-shelved', bookId, version })
  return rows[0] ?? null
}
