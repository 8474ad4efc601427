import type { PartialDate } from '#base'
import type { AccessDates } from './access-window.ts'
import type { Contributor } from './contributor.ts'
import type { Funding, Openness, Price, Rights } from './rights.ts'
import type { Summary } from './summary.ts'

/** Controlled: it drives schema.org, RIS and Crossref types, and the word on the page. */
export const CHAPTER_TYPES = [
  'cover',
  'title-page',
  'half-title',
  'copyright-page',
  'dedication',
  'epigraph',
  'contents',
  'list-of-figures',
  'list-of-tables',
  'foreword',
  'preface',
  'acknowledgements',
  'prologue',
  'introduction',
  'front-matter',
  'part',
  'chapter',
  'section',
  'conclusion',
  'epilogue',
  'afterword',
  'appendix',
  'notes',
  'glossary',
  'bibliography',
  'index',
  'contributors',
  'colophon',
  'back-matter',
] as const

export type ChapterType = (typeof CHAPTER_TYPES)[number]

export type PageRange = { readonly first: string; readonly last: string }

/** What a press tells about one part of a book: what a draft and a kept chapter share. */
export type ChapterMetadata = {
  readonly type: ChapterType
  /** "5", "V": a datum, never part of the title. */
  readonly label: string | null
  readonly title: string
  readonly subtitle: string | null
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** Its own; empty: those of the book speak for it. */
  readonly contributors: readonly Contributor[]
  readonly doi: string | null
  readonly pages: PageRange | null
  readonly firstOnline: PartialDate | null
  readonly summary: Summary
  readonly keywords: readonly string[]
  readonly rights: Rights | null
  readonly funding: readonly Funding[]
  readonly openness: Openness
  /** Absent: it neither opens nor closes by itself. */
  readonly accessDates?: AccessDates
  readonly prices: readonly Price[]
}

/** Where a chapter's words stand in the EPUB, so that a file of its own can be cut from it. See `@chapterhouse/epub`. */
export type SourceRange = {
  readonly from: { readonly path: string; readonly id: string | null }
  /** Exclusive; null: to the end of the spine. */
  readonly to: { readonly path: string; readonly id: string | null } | null
  /**
   * Notes that stand outside the range and are referred to in it: their elements by place in document order, the root
   * being 0. They belong to this chapter wherever the book keeps them.
   */
  readonly notes?: readonly { readonly path: string; readonly elements: readonly number[] }[]
}

/** Pages of the book's PDF, counted from 0, the last one included. */
export type PdfPages = { readonly from: number; readonly to: number }

/** A chapter (or part, preface, index …) on the shelf. */
export type Chapter = Omit<ChapterMetadata, 'firstOnline'> & {
  readonly id: string
  readonly slug: string
  readonly bookId: string
  /** The part it stands in; null at the top. */
  readonly parentId: string | null
  /** Reading order within the book, from 0. */
  readonly position: number
  /** Depth in the contents, from 0. */
  readonly depth: number
  readonly firstOnline: PartialDate
  /** ISO 8601 UTC. */
  readonly updated: string
  /** Null when no text was sent: a bibliographic record alone. */
  readonly text: TextFacts | null
  readonly source: SourceRange | null
  /** Where it stands in the book's PDF; absent: there is none, or nobody knows. */
  readonly pdfRange?: PdfPages
  /**
   * Chapters whose words stand in this one too (a notes section at the end of the book): it may be read by those alone
   * who may read them all.
   */
  readonly alsoHolds: readonly string[]
  readonly hasDataIssue: boolean
  readonly hasContentIssue: boolean
}

/** What the text holds, without the text: enough for the page's navigation. */
export type TextFacts = {
  readonly words: number
  readonly notes: number
  readonly figures: number
  readonly tables: number
  readonly formulas: number
  /** Long chapters go on at a section on a further page: how many pages there are. */
  readonly sections: number
  /** `horizontal`, or the vertical writing of the source's style sheets. */
  readonly writing: 'horizontal' | 'vertical-rl' | 'vertical-lr'
  readonly headings: readonly TextHeading[]
  /** Print page numbers found in the text, in order. */
  readonly pageMarkers: readonly {
    readonly label: string
    readonly anchor: string
    readonly section: number
  }[]
}

export type TextHeading = {
  readonly level: number
  readonly text: string
  readonly anchor: string
  /** From 1. */
  readonly section: number
}

/** One page of a chapter's full text. `html` is inert; its addresses are still `chapter:` and `media:`. */
export type TextSection = { readonly number: number; readonly html: string }
