/**
 * A record as it stands once it has been read and checked: every id it names is there, every date can be read, and nothing
 * in it changes any more (record.md §2). It is plain JSON. Where in a file something stood is kept beside it, not in it.
 */
import type { Claim, ConflictAnswer, Visibility } from './claim.ts'
import type { Dated, Span } from './dates.ts'
import type { Event, Group, Person, Place, Source } from './entities.ts'
import type { Mention } from './mention.ts'

export const RECORD_STATUSES = ['draft', 'reviewed', 'published', 'withdrawn'] as const
export type RecordStatus = (typeof RECORD_STATUSES)[number]

/** By what the chapter is found among those of the book; what is null does not matter. */
export type ChapterReference = {
  readonly doi: string | null
  readonly isbn: string | null
  readonly number: string | null
  readonly title: string | null
  readonly pages: string | null
}

export const SERIES_TESTS = ['poisson', 'scan', 'bursts'] as const
export type SeriesTest = (typeof SERIES_TESTS)[number]

/** A statistical question: is ten in thirteen months a surge? */
export type Series = {
  readonly id: string
  readonly asks: string
  readonly group: string | null
  readonly events: readonly string[]
  readonly observed: {
    readonly events: number
    readonly window: Span
    readonly claim: string | null
  }
  readonly baseline: {
    readonly events: number
    readonly from: Dated
    readonly to: Dated
    readonly source: string | null
    readonly note: string | null
  } | null
  readonly test: readonly SeriesTest[]
}

export type RecordDocument = {
  /** Unique on the site; part of every permalink. */
  readonly id: string
  readonly format: 1
  readonly title: string
  readonly chapter: ChapterReference
  readonly language: string
  readonly calendar: 'gregorian' | 'julian'
  readonly licence: string
  readonly compiledBy: readonly { readonly name: string; readonly orcid: string | null }[]
  readonly compiled: string | null
  readonly reviewedBy: readonly { readonly name: string; readonly orcid: string | null }[]
  readonly status: RecordStatus
  /** Of everything that says nothing else of itself. */
  readonly visibility: Visibility
  readonly people: readonly Person[]
  readonly groups: readonly Group[]
  readonly places: readonly Place[]
  readonly events: readonly Event[]
  readonly sources: readonly Source[]
  readonly claims: readonly Claim[]
  readonly mentions: readonly Mention[]
  /** Mentions of one source that mean different people. */
  readonly distinct: readonly (readonly string[])[]
  readonly conflicts: readonly ConflictAnswer[]
  readonly series: readonly Series[]
}
