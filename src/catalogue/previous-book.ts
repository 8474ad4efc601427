import type { ChapterAnchors } from './decide-anchors.ts'
import type { ShelvedBook, ShelvedChapter } from './shelf.ts'

/** A book as the shelf remembers it, withdrawn or not: what a new parcel is compared with. */
export type PreviousBook = {
  readonly id: string
  readonly shelved: boolean
  readonly parcelHash: string
  readonly book: ShelvedBook
  /** Every chapter it ever had: those of the last version in reading order, then those left out since. */
  readonly chapters: readonly PreviousChapter[]
}

export type PreviousChapter = {
  /** Whether the last version has it. */
  readonly live: boolean
  readonly chapter: ShelvedChapter
  readonly anchors: ChapterAnchors
  /** Of all that a reader sees of it: the same again is not an update. */
  readonly contentHash: string
}
