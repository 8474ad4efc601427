import { sql } from 'kysely'
import type { Database } from '#platform'
import { asJsonb } from '../documents.ts'
import { type Corrections, isCorrected, NO_CORRECTIONS } from './corrections.ts'

export async function findCorrections(db: Database, bookId: string): Promise<Corrections> {
  const { rows } = await sql<{ corrections: Corrections }>`
    select corrections from book_correction where book_id = ${bookId}`.execute(db)
  return rows[0]?.corrections ?? NO_CORRECTIONS
}

export async function keepCorrections(db: Database, bookId: string, corrections: Corrections): Promise<void> {
  await (isCorrected(corrections)
    ? sql`insert into book_correction (book_id, corrections) values (${bookId}, ${asJsonb(corrections)})
          on conflict (book_id) do update set corrections = excluded.corrections`
    : sql`delete from book_correction where book_id = ${bookId}`
  ).execute(db)
}
