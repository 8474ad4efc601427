/** Of whom, of what and from what a record speaks: persons, groups, places, events, sources (record.md §2). */
import type { Edtf } from '@chapterhouse/edtf'
import type { Confidence, Visibility } from './claim.ts'
import type { Dated, Span, When } from './dates.ts'

export const LIVING = ['yes', 'no', 'unknown'] as const
export type Living = (typeof LIVING)[number]

export type NameForm = {
  readonly text: string
  readonly lang: string | null
  readonly script: string | null
  /** The system it is written in, such as `BGN/PCGN`. */
  readonly system: string | null
  readonly source: string | null
  readonly note: string | null
}

export type Role = {
  readonly what: string
  readonly rank: string | null
  /** A group, or the name of an organisation that the record does not describe. */
  readonly org: string | null
  readonly civil: boolean | null
  readonly place: string | null
  readonly when: When | null
  readonly source: string | null
}

export type Person = {
  readonly id: string
  readonly name: string
  readonly names: readonly NameForm[]
  readonly roles: readonly Role[]
  readonly born: Dated | null
  readonly died: Dated | null
  readonly birthPlace: string | null
  readonly deathPlace: string | null
  readonly anonymous: boolean
  /** Addresses of the same person elsewhere; `record:other-record/person` is one of another record on this site. */
  readonly sameAs: readonly string[]
  readonly living: Living
  readonly note: string | null
  readonly visibility: Visibility
}

export const MEMBERSHIPS = ['in', 'possible', 'out'] as const
export type Membership = (typeof MEMBERSHIPS)[number]

export type GroupSize = { readonly says: number; readonly claim: string | null }

export type GroupPart = {
  readonly id: string
  readonly label: string
  readonly size: GroupSize | null
  /** Those whose event comes after, before, or within. */
  readonly after: string | null
  readonly before: string | null
  readonly within: Dated | null
}

export type Group = {
  readonly id: string
  readonly label: string
  readonly definition: string | null
  readonly members: readonly {
    readonly person: string
    readonly status: Membership
    readonly why: string | null
  }[]
  /** The type of event that makes a person a member: `defection`. */
  readonly countsEvent: string | null
  readonly size: GroupSize | null
  /** All of it within so long, after this event. */
  readonly span: {
    readonly atMost: Span
    readonly after: string | null
    readonly claim: string | null
  } | null
  /** Every member's event lies within. */
  readonly all: { readonly within: Dated; readonly claim: string | null } | null
  readonly subsets: readonly GroupPart[]
  readonly sameAs: readonly string[]
  readonly visibility: Visibility
}

export const CERTAINTIES = ['certain', 'less-certain', 'uncertain'] as const
export type Certainty = (typeof CERTAINTIES)[number]

export type Place = {
  readonly id: string
  readonly name: string
  readonly names: readonly NameForm[]
  readonly within: string | null
  /** Latitude and longitude, in degrees. */
  readonly coords: { readonly latitude: number; readonly longitude: number } | null
  readonly certainty: Certainty
  readonly sameAs: readonly string[]
  readonly fclass: string | null
  readonly note: string | null
  readonly visibility: Visibility
}

export type Event = {
  readonly id: string
  readonly type: string
  readonly label: string
  readonly when: When | null
  /** Another event, or a date. */
  readonly after: Limit | null
  readonly before: Limit | null
  readonly where: string | null
  readonly who: readonly { readonly person: string; readonly as: string | null }[]
  /** The claim all of this rests on. */
  readonly claim: string | null
  readonly note: string | null
  readonly visibility: Visibility
}

/** `after: nsc-meeting`, or `after: 1953-03`: not before it begins. `before`: not after it ends. */
export type Limit =
  | { readonly kind: 'event'; readonly words: string; readonly event: string }
  | { readonly kind: 'date'; readonly words: string; readonly edtf: Edtf }

export const SPEAKERS = ['source', 'author', 'publisher'] as const
export type Speaker = (typeof SPEAKERS)[number]

export type Source = {
  readonly id: string
  readonly type: string
  readonly citation: string
  /** As it is called in a line; null: the beginning of its citation. */
  readonly short: string | null
  /** The item of a library of references, as CSL-JSON writes it. */
  readonly csl: { readonly [key: string]: unknown } | null
  readonly url: string | null
  readonly date: Dated | null
  readonly speaksFor: Speaker
  readonly rights: string | null
  readonly quality: string | null
  readonly confidence: Confidence | null
  readonly sameAs: readonly string[]
  readonly visibility: Visibility
}
