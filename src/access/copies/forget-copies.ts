/** What is kept of those who asked, and for how long. What was asked for, and when, stays: it names nobody. */
import { sql } from 'kysely'
import { type Database, inTransaction } from '#platform'

const DAY = 86_400_000

/**
 * `days` after a request to a library or for a copy was settled, who asked and what he wrote are forgotten; of one that nobody
 * answers, after twice that. A file that was made for a reader goes at the end that he was told.
 */
export async function forgetOldRequests(db: Database, days: number, now: Date): Promise<void> {
  const settledBefore = new Date(now.getTime() - days * DAY)
  const askedBefore = new Date(now.getTime() - 2 * days * DAY)
  const isOld = (settled: string) =>
    sql`(${sql.ref(settled)} < ${settledBefore} or (${sql.ref(settled)} is null and asked < ${askedBefore}))`
  await inTransaction(db, async (tx) => {
    await sql`delete from copy_file_piece p using copy_request r
      where p.request_id = r.id and (r.file_until is null or r.file_until < ${now} or ${isOld('settled')})`.execute(
      tx,
    )
    await sql`update copy_request set account_id = null, email = null, name = null, message = null, answer = null
      where email is not null and ${isOld('settled')}`.execute(tx)
    await sql`update library_request set account_id = null, email = null, name = null, message = null
      where coalesce(account_id, email, name, message) is not null and ${isOld('answered')}`.execute(tx)
  })
}

/** Whoever closes an account is no longer named in what he asked for; what waits for him cannot be answered any more. */
export async function forgetCopyReader(db: Database, accountId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`delete from copy_file_piece
      where request_id in (select id from copy_request where account_id = ${accountId})`.execute(tx)
    await sql`update copy_request set account_id = null, email = null, name = null, message = null, answer = null
      where account_id = ${accountId}`.execute(tx)
  })
}
