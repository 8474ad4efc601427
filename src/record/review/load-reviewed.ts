/** A record as its reviewers read it: the files that came last, whether published or not, with what was said of them. */
import { findBook, listChapters } from '#catalogue'
import type { Database, Files } from '#platform'
import { type Judged, judgeRecord, readParcels } from '../keeping/judge-record.ts'
import type { RecordSettings } from '../keeping/settings.ts'
import { decideReview, type ReviewStanding } from './decide-review.ts'
import type { Review, Reviewer } from './review.ts'
import { listReviewers, listReviews, type ReviewedRecord } from './review-store.ts'

export type ReviewedFiles = ReviewedRecord & {
  /** Of all files: what an approval holds for. */
  readonly hash: string
  readonly judged: Judged
  readonly reviewers: readonly Reviewer[]
  readonly reviews: readonly Review[]
  readonly standing: ReviewStanding
}

export type ReviewShelf = {
  readonly db: Database
  readonly files: Files
  readonly settingsOf: (press: string) => RecordSettings
}

/** Null: the book is gone, or its files hold no such record any more. */
export async function loadReviewed(
  { db, files, settingsOf }: ReviewShelf,
  { bookId, recordId }: ReviewedRecord,
): Promise<ReviewedFiles | null> {
  const found = await findBook(db, bookId)
  if (found === null || found.kind === 'withdrawn') return null
  const book = { ...found.book, chapters: await listChapters(db, bookId) }
  for (const parcel of await readParcels({ db, files }, bookId)) {
    const judged = await judgeRecord(parcel, book, settingsOf(book.press))
    if (judged.id !== recordId) continue
    const record = { bookId, recordId }
    const reviews = await listReviews(db, record)
    return {
      ...{ ...record, hash: parcel.hash, judged, reviews },
      reviewers: await listReviewers(db, record),
      standing: decideReview(judged.record, parcel.hash, reviews),
    }
  }
  return null
}
