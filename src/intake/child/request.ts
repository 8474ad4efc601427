/** What the reading process is asked and what it answers: a line of JSON in, a file of JSON out. */
import type { BookDraft, Issue, Openness } from '#book'
import type { ParcelLimits } from '../parcel/parcel.ts'

export type ReadingRequest = {
  readonly purpose: 'draft' | 'check'
  readonly path: string
  /** The path is a folder of which only the files themselves and record/ are meant: see wholeParcel. */
  readonly isShallow?: boolean
  readonly jobFolder: string
  readonly openness: Openness
  /** ISO 8601; dates are judged against it. */
  readonly today: string
  readonly limits: ParcelLimits
}

/** Reads a small book of our own, so that the code of reading is compiled: see `rehearsal` of runLimited. */
export type Rehearsal = { readonly purpose: 'rehearsal' }

export type ReadingAnswer =
  | { readonly kind: 'draft'; readonly draft: BookDraft }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

export type Progress = {
  /** From 0 to 1. */
  readonly fraction: number
  /** "reading chapters": a phrase for a progress bar. */
  readonly what: string
}

export const ANSWER_FILE = 'answer.json'
