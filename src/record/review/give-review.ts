/** What a reviewer says of a record, or of one claim in it. It is said of the words as they stand. */
import { fail, ok, type Result } from '#base'
import type { Database } from '#platform'
import { folded } from './decide-review.ts'
import type { ReviewedFiles } from './load-reviewed.ts'
import { type ClaimDecision, printOf, type RecordDecision, type Review } from './review.ts'
import { keepReview } from './review-store.ts'

export type GivenReview = {
  readonly by: { readonly accountId: string; readonly name: string }
  readonly now: Date
  readonly note: string | null
} & (
  | { readonly claim: null; readonly decision: RecordDecision }
  | { readonly claim: string; readonly decision: ClaimDecision }
)

export type ReviewRefusal =
  /** Nobody reviews the own record. */
  | 'own'
  /** Whoever sends back or questions says why. */
  | 'no-note'
  | 'no-such-claim'
  /** Nobody approves what the same person questions. */
  | 'questioned'
  /** It cannot be read: there is nothing to approve. */
  | 'faulty'

export async function giveReview(
  tx: Database,
  { bookId, recordId, hash, judged: { record }, standing }: ReviewedFiles,
  given: GivenReview,
): Promise<Result<Review, ReviewRefusal>> {
  const { by, claim: id, decision, now } = given
  const note = given.note?.trim() || null
  if (record === null) return fail('faulty')
  if (record.compiledBy.some(({ name }) => folded(name) === folded(by.name))) return fail('own')
  if ((decision === 'returned' || decision === 'questioned') && note === null) return fail('no-note')
  const claim = id === null ? null : (record.claims.find((one) => one.id === id) ?? null)
  if (id !== null && claim === null) return fail('no-such-claim')
  const questions = [...standing.questioned.values()].flat()
  if (decision === 'approved' && questions.some(({ accountId }) => accountId === by.accountId))
    return fail('questioned')
  const review: Review = {
    ...{ accountId: by.accountId, name: by.name, claim: id, decision, note, given: now },
    print: claim === null ? hash : printOf(claim),
  }
  await keepReview(tx, { bookId, recordId }, review)
  return ok(review)
}
