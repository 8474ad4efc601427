import { sql } from 'kysely'
import type { Database } from '#platform'

/** What came with a book and is kept unread. */
export type Attachment = { readonly path: string; readonly sha256: string }

export async function listAttachments(db: Database, bookId: string): Promise<readonly Attachment[]> {
  const { rows } = await sql<Attachment>`
    select path, sha256 from attachment where book_id = ${bookId} order by position`.execute(db)
  return rows
}
