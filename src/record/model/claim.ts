/** What is said: by a source, or by the author; and what is done when two sayings do not agree (record.md §2). */

/** Five words, never a percentage. */
export const CONFIDENCES = ['certain', 'probable', 'possible', 'doubtful', 'rejected'] as const
export type Confidence = (typeof CONFIDENCES)[number]

export const CLAIM_KINDS = [
  'fact',
  'date',
  'count',
  'identification',
  'comparison',
  'cause',
  'reading',
] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

export const STANCES = ['supports', 'contradicts', 'qualifies', 'silent'] as const
export type Stance = (typeof STANCES)[number]

export const CLAIM_STATUSES = ['asserted', 'superseded', 'retracted'] as const
export type ClaimStatus = (typeof CLAIM_STATUSES)[number]

/** `with-access`: shown to those who may read the chapter. */
export const VISIBILITIES = ['public', 'with-access'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** Where in a source, or in the chapter, it stands. `para` is the author's own name of a paragraph, or its anchor. */
export type Locator = {
  readonly para: string | null
  readonly page: string | null
  readonly line: string | null
  readonly folio: string | null
  /** Word for word, with what stands before and after it where it stands more than once (TextQuoteSelector). */
  readonly quote: string | null
  readonly prefix: string | null
  readonly suffix: string | null
}

export type Evidence = {
  readonly source: string
  readonly stance: Stance
  readonly at: Locator | null
  readonly quote: string | null
  readonly note: string | null
}

export type Claim = {
  readonly id: string
  /** One sentence. */
  readonly says: string
  /** Persons, groups, places and events. */
  readonly about: readonly string[]
  readonly kind: ClaimKind
  /** A source. Whether it is the author who speaks, the source's `speaksFor` says; null: the author of the chapter. */
  readonly by: string | null
  readonly at: Locator | null
  readonly confidence: Confidence | null
  /** Why this confidence. */
  readonly why: string | null
  readonly evidence: readonly Evidence[]
  readonly replies: readonly {
    readonly claim: string | null
    readonly source: string | null
    readonly stance: Stance
  }[]
  /** Series whose statistics test it. */
  readonly testedBy: readonly string[]
  readonly status: ClaimStatus
  /** For a claim that no longer stands: what stands in its place, since when, and why. */
  readonly supersededBy: string | null
  readonly changedOn: string | null
  readonly reason: string | null
  readonly visibility: Visibility
}

/** The author's answer to a conflict that the machine found: not an error any more. */
export type ConflictAnswer = {
  readonly id: string
  /** Those of the conflict's claims that the answer is about; two or more. */
  readonly between: readonly string[]
  readonly resolved: string
  readonly by: string | null
  /** The claim it rests on. */
  readonly restsOn: string | null
}
