/** A source speaks of someone without a name, or under a name that several bore: who was meant? (record.md §2, §3.2) */
import type { Confidence, Locator, Visibility } from './claim.ts'
import type { Dated } from './dates.ts'

export const VERDICTS = ['accepted', 'rejected', 'open'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What a description can be weighed by. */
export const FEATURES = ['event', 'place', 'date', 'org', 'civil', 'rank'] as const
export type Feature = (typeof FEATURES)[number]

/** What the source says of the person it means. */
export type Description = {
  /** A type of event, such as `defection`. */
  readonly event: string | null
  readonly place: string | null
  readonly within: Dated | null
  /** An event: whatever is described had happened by then. */
  readonly seenBy: string | null
  readonly org: string | null
  readonly rank: string | null
  readonly civil: boolean | null
  readonly number: number | null
}

/** A reason of the author. `feature` may be a word of the author's own. */
export type Reason = { readonly feature: string; readonly text: string; readonly answer: string | null }

export type Candidate = {
  readonly person: string
  readonly verdict: Verdict
  readonly confidence: Confidence | null
  readonly authorWords: string | null
  readonly for: readonly Reason[]
  readonly against: readonly Reason[]
}

export type Mention = {
  readonly id: string
  readonly source: string
  readonly at: Locator | null
  readonly quote: string
  readonly describes: Description
  readonly candidates: readonly Candidate[]
  readonly visibility: Visibility
}
