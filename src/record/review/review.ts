/**
 * Review of a record: who is asked, and what each says of it: of the whole, and of single claims. What somebody said holds
 * for the words that were before them: of the whole, for these very files; of a claim, as long as the claim is written so.
 */
import { createHash } from 'node:crypto'
import type { Claim } from '../model/index.ts'

export const RECORD_DECISIONS = ['approved', 'returned'] as const
export type RecordDecision = (typeof RECORD_DECISIONS)[number]

export const CLAIM_DECISIONS = ['agreed', 'questioned'] as const
export type ClaimDecision = (typeof CLAIM_DECISIONS)[number]

export type Review = {
  readonly accountId: string
  readonly name: string
  /** A claim; null: the record as a whole. */
  readonly claim: string | null
  readonly decision: RecordDecision | ClaimDecision
  /** Of what was read: of the claim, or of all files. */
  readonly print: string
  readonly note: string | null
  readonly given: Date
}

export type Reviewer = { readonly accountId: string; readonly name: string; readonly asked: Date }

export const printOf = (claim: Claim): string =>
  createHash('sha256').update(JSON.stringify(claim)).digest('hex').slice(0, 32)
