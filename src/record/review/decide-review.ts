/** How far the review of a record has come: two people have to approve it, of whom neither compiled it. */
import type { RecordDocument } from '../model/index.ts'
import { printOf, type Review } from './review.ts'

export const ENOUGH_REVIEWERS = 2

export type ReviewStanding = {
  /** Those who approved these very files here, by name; those whom the files name come on top. */
  readonly approvedBy: readonly string[]
  /** It was sent back, and nobody has seen a better one yet. */
  readonly returned: readonly Review[]
  /** Claims that somebody questions as they are written now. */
  readonly questioned: ReadonlyMap<string, readonly Review[]>
  readonly agreed: ReadonlyMap<string, readonly Review[]>
  readonly isComplete: boolean
}

export function decideReview(
  record: RecordDocument | null,
  hash: string,
  reviews: readonly Review[],
): ReviewStanding {
  const prints = new Map(record?.claims.map((claim) => [claim.id, printOf(claim)]))
  const current = reviews.filter(({ claim, print }) =>
    claim === null ? print === hash : prints.get(claim) === print,
  )
  const ofClaims = (decision: Review['decision']) =>
    Map.groupBy(
      current.filter((review) => review.claim !== null && review.decision === decision),
      ({ claim }) => claim ?? '',
    )
  const ofWhole = (decision: Review['decision']) =>
    current.filter((review) => review.claim === null && review.decision === decision)
  const own = new Set(record?.compiledBy.map(({ name }) => folded(name)))
  const approvedBy = [
    ...new Map(
      ofWhole('approved')
        .filter(({ name }) => !own.has(folded(name)))
        .map(({ name }) => [folded(name), name]),
    ).values(),
  ].sort()
  const returned = ofWhole('returned')
  const questioned = ofClaims('questioned')
  const others = new Set(
    [...namedIn(record), ...approvedBy].map(folded).filter((name) => name !== '' && !own.has(name)),
  )
  return {
    ...{ approvedBy, returned, questioned, agreed: ofClaims('agreed') },
    isComplete: others.size >= ENOUGH_REVIEWERS && returned.length === 0 && questioned.size === 0,
  }
}

/** A draft names nobody's approval, whoever stands in it. */
const namedIn = (record: RecordDocument | null): readonly string[] =>
  record !== null && (record.status === 'reviewed' || record.status === 'published')
    ? record.reviewedBy.map(({ name }) => name)
    : []

export const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** With those who approved it here among those of whom readers are told. */
export function withReviewers(
  record: RecordDocument,
  { isComplete, approvedBy }: Pick<ReviewStanding, 'isComplete' | 'approvedBy'>,
): RecordDocument {
  const known = new Set(record.reviewedBy.map(({ name }) => folded(name)))
  const more = approvedBy.filter((name) => !known.has(folded(name)))
  if (!isComplete || more.length === 0) return record
  return { ...record, reviewedBy: [...record.reviewedBy, ...more.map((name) => ({ name, orcid: null }))] }
}
