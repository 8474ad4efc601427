/** What has had its day: run once a day by the worker. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import { forgetOldGuesses } from './guess-store.ts'
import { forgetOldLetters } from './letters/letter-store.ts'

export async function forgetOldAccountThings(db: Database, now: Date): Promise<void> {
  await forgetOldGuesses(db, now)
  await forgetOldLetters(db, now)
  await sql`delete from account_session where expires_at < ${now}`.execute(db)
  await sql`delete from account_verification where expires_at < ${now}`.execute(db)
}
