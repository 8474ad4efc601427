import type { Issue, Openness } from '#book'
import type { Change, Corrections } from '#catalogue'

export type HandedInState =
  | 'waiting'
  | 'reading'
  /** Read, and somebody is to decide: published now, on a day, or held. */
  | 'read'
  | 'scheduled'
  | 'published'
  | 'unchanged'
  | 'refused'
  | 'dropped'
  | 'failed'

/** A parcel that came in by the browser, and how far it has come. */
export type HandedIn = {
  readonly id: string
  /** What came in one form. */
  readonly batch: string
  /** `edit`: what is on the shelf, with corrections. `restore`: what was withdrawn. */
  readonly kind: 'files' | 'edit' | 'restore'
  readonly press: string
  readonly openness: Openness
  readonly accountId: string
  readonly who: string
  readonly file: string
  readonly folder: string | null
  /** The book of which it is a version, once that is known. */
  readonly bookId: string | null
  readonly corrections: Corrections | null
  readonly note: string | null
  readonly publishWhenRead: boolean
  readonly state: HandedInState
  readonly held: boolean
  readonly tries: number
  /** From 0 to 1. */
  readonly fraction: number
  readonly doing: string | null
  readonly draftId: string | null
  readonly title: string | null
  readonly chapters: number | null
  readonly version: number | null
  readonly issues: readonly Issue[]
  /** Against what was on the shelf when it was read, or when it was published. */
  readonly changes: readonly Change[]
  readonly publishAt: Date | null
  readonly made: Date
  readonly settled: Date | null
}

export const isUnderWay = ({ state }: Pick<HandedIn, 'state'>): boolean =>
  state === 'waiting' || state === 'reading'
