/** Who is asked to review which record, and what each said: the last word of each counts. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { Review, Reviewer } from './review.ts'

export type ReviewedRecord = { readonly bookId: string; readonly recordId: string }

const WHOLE = '*'

export async function listReviewers(
  db: Database,
  { bookId, recordId }: ReviewedRecord,
): Promise<readonly Reviewer[]> {
  const { rows } = await sql<Reviewer>`
    select account_id as "accountId", name, asked from record_reviewer
    where book_id = ${bookId} and record_id = ${recordId} order by asked, account_id`.execute(db)
  return rows
}

/** Those that an account is asked to review. */
export async function listToReview(db: Database, accountId: string): Promise<readonly ReviewedRecord[]> {
  const { rows } = await sql<ReviewedRecord>`
    select book_id as "bookId", record_id as "recordId" from record_reviewer
    where account_id = ${accountId} order by asked`.execute(db)
  return rows
}

/** False: that one was asked before. */
export async function addReviewer(
  tx: Database,
  { bookId, recordId }: ReviewedRecord,
  reviewer: Reviewer,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into record_reviewer (book_id, record_id, account_id, name, asked)
    values (${bookId}, ${recordId}, ${reviewer.accountId}, ${reviewer.name}, ${reviewer.asked})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** What was said stays; null: nobody of this account was asked. */
export async function removeReviewer(
  tx: Database,
  { bookId, recordId }: ReviewedRecord,
  accountId: string,
): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    delete from record_reviewer
    where book_id = ${bookId} and record_id = ${recordId} and account_id = ${accountId} returning name`.execute(
    tx,
  )
  return rows[0]?.name ?? null
}

export async function listReviews(
  db: Database,
  { bookId, recordId }: ReviewedRecord,
): Promise<readonly Review[]> {
  const { rows } = await sql<Review>`
    select account_id as "accountId", name, nullif(entry, ${WHOLE}) as claim, decision, print, note, given
    from record_review where book_id = ${bookId} and record_id = ${recordId}
    order by given, account_id, entry`.execute(db)
  return rows
}

export async function keepReview(
  tx: Database,
  { bookId, recordId }: ReviewedRecord,
  review: Review,
): Promise<void> {
  await sql`
    insert into record_review (book_id, record_id, account_id, name, entry, decision, print, note, given)
    values (${bookId}, ${recordId}, ${review.accountId}, ${review.name}, ${review.claim ?? WHOLE},
      ${review.decision}, ${review.print}, ${review.note}, ${review.given})
    on conflict (book_id, record_id, account_id, entry) do update set name = excluded.name,
      decision = excluded.decision, print = excluded.print, note = excluded.note, given = excluded.given`.execute(
    tx,
  )
}

/** Nobody is asked any more by an account that is gone. What was said stays: it is named in what was published. */
export async function forgetReviewer(db: Database, accountId: string): Promise<void> {
  await sql`delete from record_reviewer where account_id = ${accountId}`.execute(db)
}
