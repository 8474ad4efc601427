import type { PartialDate } from '#base'
import type { AccessDates } from './access-window.ts'
import type { AccessibilityMetadata } from './accessibility.ts'
import type { Contributor } from './contributor.ts'
import type { Format } from './format.ts'
import type { Funding, Openness, Price, Rights } from './rights.ts'
import type { Media, Summary } from './summary.ts'

/** Everything a press tells about one edition of a work: what a draft and a kept book share. */
export type BookMetadata = {
  readonly title: string
  readonly subtitle: string | null
  /** For lists: "Economic Consequences of the Peace, The". */
  readonly sortTitle: string
  /** BCP 47; the first is the language of the title and of most of the text. */
  readonly languages: readonly string[]
  readonly direction: 'ltr' | 'rtl'
  readonly contributors: readonly Contributor[]
  readonly identifiers: BookIdentifiers
  readonly edition: string | null
  readonly series: readonly Series[]
  readonly subjects: readonly Subject[]
  /** The publisher's name on the book: row "Publisher". Not the online publisher, who runs the site. */
  readonly imprint: string | null
  readonly printYear: number | null
  /** The date the press gives for its first appearance online; null: the day it is shelved. */
  readonly firstOnline: PartialDate | null
  readonly summary: Summary
  readonly rights: Rights
  readonly funding: readonly Funding[]
  readonly accessibility: AccessibilityMetadata
  /** Printed pages, where known. */
  readonly pageCount: number | null
  readonly openness: Openness
  /** Absent: it neither opens nor closes by itself. */
  readonly accessDates?: AccessDates
  readonly prices: readonly Price[]
  readonly cover: Cover | null
  /** A fixed-layout book is a sequence of pages laid out in advance. */
  readonly layout: 'reflowable' | 'fixed'
  /** Which level of the contents is a chapter, where the press said so: told again whenever it is read again. */
  readonly chapterLevel?: number
}

export type Series = { readonly title: string; readonly issn: string | null; readonly volume: string | null }

export type Subject = {
  /** `keyword` when the press used words of its own. */
  readonly scheme: 'thema' | 'bisac' | 'lcsh' | 'bic' | 'keyword' | 'other'
  readonly code: string | null
  readonly label: string
}

export type BookIdentifiers = {
  /**
   * What makes a new parcel the same book: an ISBN-13, else the DOI, else the package's unique identifier. One per press.
   */
  readonly key: string
  readonly isbns: readonly Isbn[]
  /** Without the resolver: `10.1515/9781474467230`. */
  readonly doi: string | null
  readonly others: readonly { readonly scheme: string; readonly value: string }[]
}

export type Isbn = {
  /** Thirteen digits, no hyphens, check digit proved. */
  readonly value: string
  readonly format: 'print' | 'hardback' | 'paperback' | 'epub' | 'pdf' | 'online' | null
}

export type Cover = { readonly image: Media; readonly thumbnail: Media; readonly alternativeText: string }

/** A book on the shelf. Its id decides its page for good; firstOnline never moves. */
export type Book = Omit<BookMetadata, 'firstOnline'> & {
  readonly id: string
  readonly slug: string
  readonly press: string
  readonly firstOnline: PartialDate
  /** ISO 8601 UTC. When what readers see last changed. */
  readonly updated: string
  readonly version: number
  readonly versions: readonly BookVersion[]
  readonly formats: readonly Format[]
  readonly hasDataIssue: boolean
  readonly hasContentIssue: boolean
}

export type BookVersion = {
  readonly number: number
  /** ISO 8601 UTC. */
  readonly shelved: string
  /** What the press says of it: "A misspelt name on p. 14 is corrected." */
  readonly note: string | null
}
