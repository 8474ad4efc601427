/**
 * Who was meant: what the record knows of each person, held against what the source says of the one it means. It gives
 * reasons for and against, never a probability; and since the place and the role of a person come from the same author as the
 * identification, it checks the argument and does not make it (record.md §3.2).
 */
import type { Feature } from '../model/index.ts'

/** What was compared. `date-by`: had happened when it was spoken of. `date-within`: at the time that is described. */
export type GroundKind = 'event' | 'place' | 'date-by' | 'date-within' | 'org' | 'civil' | 'rank'

export type Ground = {
  readonly feature: Feature
  readonly kind: GroundKind
  /** What the record has of the person, and what the source asks for: words, ids of places and groups, or days. */
  readonly has: Fact
  readonly asked: Fact
}

export type Fact =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'org'; readonly org: string }
  | { readonly kind: 'days'; readonly earliest: number | null; readonly latest: number | null }
  | { readonly kind: 'none' }

export type WeighedCandidate = {
  readonly person: string
  /** Points, to order them by. They mean nothing by themselves. */
  readonly score: number
  readonly for: readonly Ground[]
  readonly against: readonly Ground[]
  readonly unknown: readonly GroundKind[]
}

export type IdentificationVerdict =
  /** `margin`: how many points every other reading has less. */
  | { readonly kind: 'fits-best'; readonly person: string; readonly margin: number }
  /** Those who fit about as well as one another. */
  | { readonly kind: 'not-decidable'; readonly people: readonly string[] }
  | { readonly kind: 'nobody-fits' }

export type Identification = {
  readonly mention: string
  readonly verdict: IdentificationVerdict
  /** The best few, and everyone whom the author names. */
  readonly candidates: readonly WeighedCandidate[]
  /** Other mentions that mean other people, with which it was weighed. */
  readonly together: readonly string[]
  /** Whom the author accepts, and whether the weighing says the same; null: it cannot tell, or the author does not. */
  readonly author: string | null
  readonly agrees: boolean | null
}

/** Mentions that mean different people, read together in the way that fits best. */
export type JointReading = {
  readonly mentions: readonly string[]
  readonly people: readonly string[]
  readonly score: number
  /** How many points any other reading of them has less. */
  readonly margin: number
}

export type Identifications = {
  readonly mentions: readonly Identification[]
  readonly joint: readonly JointReading[]
}

/** What a feature is worth. A reading is better than another when it is so by as much as `DECISIVE`. */
export const WEIGHTS: { readonly [feature in Feature]: number } = {
  place: 3,
  date: 3,
  org: 2,
  civil: 2,
  rank: 1,
  event: 1,
}
export const DECISIVE = 2
