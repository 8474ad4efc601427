/**
 * New, unchanged or an update: what a parcel means for the shelf. Nothing is done here, so that a dry run can show it.
 *
 * The same parcel with the same openness is unchanged. First-online dates never move: on first shelving it is the date the
 * press gives, else that day; a different date given later is reported and not followed, since others have cited the first.
 */
import type { PartialDate } from '#base'
import type { BookDraft } from '#book'
import type { Change } from './change.ts'
import { decideChanges } from './decide-changes.ts'
import { decideChapterMatches } from './decide-chapter-matches.ts'
import type { PreviousBook, PreviousChapter } from './previous-book.ts'
import { isSameValue } from './same-value.ts'

export type ShelvingDecision =
  | { readonly kind: 'new' }
  | { readonly kind: 'unchanged'; readonly bookId: string }
  | {
      readonly kind: 'update'
      readonly bookId: string
      readonly changes: readonly Change[]
      /** For each chapter of the draft: what it was, or null when it is new. */
      readonly matches: readonly (PreviousChapter | null)[]
      /** Chapters the new version leaves out: they become tombstones. */
      readonly removed: readonly PreviousChapter[]
    }

export function decideShelving(previous: PreviousBook | null, draft: BookDraft): ShelvingDecision {
  if (previous === null) return { kind: 'new' }
  const { id: bookId, chapters } = previous
  if (isUnchanged(previous, draft)) return { kind: 'unchanged', bookId }
  const matches = decideChapterMatches(chapters, draft.chapters).map((p) => chapters[p] ?? null)
  const removed = chapters.filter((chapter) => chapter.live && !matches.includes(chapter))
  return {
    kind: 'update',
    bookId,
    matches,
    removed,
    changes: decideChanges(previous, draft, matches, removed),
  }
}

/** The first date stays. */
export const decideFirstOnline = (
  kept: PartialDate | null,
  given: PartialDate | null,
  today: PartialDate,
): PartialDate => kept ?? given ?? today

function isUnchanged(previous: PreviousBook, draft: BookDraft): boolean {
  if (!previous.shelved || previous.parcelHash !== draft.parcelHash) return false
  const before = previous.chapters.filter((chapter) => chapter.live).map(({ chapter }) => chapter.openness)
  const after = draft.chapters.map((chapter) => chapter.metadata.openness)
  return previous.book.openness === draft.metadata.openness && isSameValue(before, after)
}
