/** Which file is meant, whole enough that the same wish is the same bytes: what an assembling process is asked, and a file's name. */
import type { PdfMetadata, PdfRange } from '@chapterhouse/pdf'
import type { ChapterRequest } from './chapter-request.ts'

export type FileWish =
  /** As the press sent it. */
  | { readonly kind: 'stored'; readonly sha256: string; readonly format: 'epub' | 'pdf' }
  | { readonly kind: 'chapter-epub'; readonly sha256: string; readonly chapter: ChapterRequest }
  | PdfWish

export type PdfWish = {
  readonly kind: 'pdf'
  /** Of the book's PDF. */
  readonly sha256: string
  /** Null: all its pages. */
  readonly range: PdfRange | null
  readonly metadata: PdfMetadata
  /** Chapters by their pages: links to them lead to their landing pages. */
  readonly pages: readonly { readonly range: PdfRange; readonly address: string }[]
  /** For the foot of every page; empty: none. */
  readonly stamp: readonly string[]
}

/** What an assembling process is asked. `from`: the file of the book. `to`: the folder into which it writes. */
export type AssemblingOrder = { readonly from: string; readonly to: string } & (
  | { readonly kind: 'chapter-epub'; readonly chapter: ChapterRequest }
  | Omit<PdfWish, 'sha256'>
)

/** In the folder `to`: the file, or a sentence in the place of it. */
export const MADE_FILE = 'made'
export const FAILURE_FILE = 'failure.json'
