import type { BookMetadata } from './book.ts'
import type { ChapterMetadata, PdfPages, SourceRange, TextFacts } from './chapter.ts'
import type { Format } from './format.ts'
import type { Issue } from './issue.ts'
import type { Media } from './summary.ts'

/**
 * A book read from a parcel, not yet shelved: metadata, text and files, and every fault found on the way.
 * Its bytes are in a folder of the job, each file named by its hash.
 */
export type BookDraft = {
  readonly metadata: BookMetadata
  /** In reading order; a part stands before its chapters. */
  readonly chapters: readonly ChapterDraft[]
  readonly formats: readonly Format[]
  /** Every picture, sound and film the text shows, with the cover. */
  readonly media: readonly Media[]
  /** Kept unread for the slice that owns them: path inside the parcel → SHA-256. `record/…` is such. */
  readonly attachments: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[]
  readonly issues: readonly Issue[]
  /** SHA-256 over everything in the parcel: the same again changes nothing. */
  readonly parcelHash: string
  readonly versionNote: string | null
}

export type ChapterDraft = {
  readonly metadata: ChapterMetadata
  /** Index of its part in `chapters`; null at the top. */
  readonly parent: number | null
  readonly depth: number
  readonly source: SourceRange | null
  readonly pdfRange?: PdfPages
  readonly text: DraftText | null
  /** Indices of chapters whose words stand here too: see `Chapter.alsoHolds`. */
  readonly alsoHolds: readonly number[]
  /** Names (see `Media.name`) of what its text shows; served only to those who may read it. */
  readonly media: readonly string[]
}

/**
 * Clean text whose anchors are not decided yet. In `sections[].html`
 * - `id="b:N"` marks block N of this chapter,
 * - `id="r:N.K"` marks the K-th reference (from 1) to note block N,
 * - `href="b:C.N"` and `href="r:C.N.K"` point at those of chapter C, `href="b:C"` at chapter C's page,
 * - `src="m:NAME"` (also poster, srcset-free) names a `Media`.
 * The quotation mark cannot occur in text (it is written `&quot;`), so these can be found by a simple pattern.
 */
export type DraftText = {
  readonly sections: readonly { readonly html: string }[]
  readonly blocks: readonly TextBlock[]
  readonly facts: Omit<TextFacts, 'headings' | 'pageMarkers'>
  readonly headings: readonly { readonly level: number; readonly text: string; readonly block: number }[]
  readonly pageMarkers: readonly { readonly label: string; readonly block: number }[]
  /** The text alone, for the index and for extracts: blocks joined by newlines. */
  readonly plain: string
}

/** One thing that can be pointed at. */
export type TextBlock = {
  readonly kind: BlockKind
  /** First 16 hex digits of SHA-256 over the kind and the space-normalised text (a figure: its media and caption). */
  readonly hash: string
  /** The section it stands in, from 1. */
  readonly section: number
  /** For a page marker: its label, which is its anchor. */
  readonly label?: string
}

export type BlockKind = 'paragraph' | 'heading' | 'note' | 'figure' | 'table' | 'formula' | 'page' | 'other'
