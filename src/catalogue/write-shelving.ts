import type { BookDraft } from '#book'
import type { Database } from '#platform'
import { writeBook, writeFiles, writeIdentifiers, writeIssues, writeVersion } from './book-store.ts'
import type { Shelving } from './build-shelving.ts'
import type { Change } from './change.ts'
import { removeChapters, writeChapters, writeTexts } from './chapter-store.ts'
import { writeContributions } from './contributor-store.ts'

/** Everything a version puts on the shelf, table by table. */
export async function writeShelving(
  tx: Database,
  shelving: Shelving,
  version: {
    readonly draft: BookDraft
    readonly changes: readonly Change[]
    readonly now: Date
    readonly titleKey: string
    readonly listed: number
    readonly ordinal: number
  },
): Promise<void> {
  const { book, chapters, issues } = shelving
  const { draft, changes, now, titleKey, listed, ordinal } = version
  const { parcelHash } = draft
  await writeBook(tx, { ...shelving, record: book, titleKey, listed, ordinal, parcelHash })
  await writeVersion(tx, book, parcelHash, changes)
  await writeIdentifiers(tx, book)
  await writeChapters(tx, book.id, chapters)
  await writeTexts(tx, changedTexts(shelving))
  await removeChapters(tx, shelving.removed, now)
  await writeFiles(tx, book.id, draft, shelving.publicMedia)
  await writeContributions(tx, { id: book.id, listed }, shelving.contributions)
  await writeIssues(
    tx,
    book.id,
    issues,
    chapters.map(({ record }) => record.id),
  )
}

/** Of chapters whose readers would see something new, or whose text is gone. */
const changedTexts = ({ chapters }: Shelving) =>
  chapters
    .filter(({ text, isSame, former }) => !isSame && (text !== null || former !== null))
    .map(({ record, text, anchors }) => ({ chapterId: record.id, sections: text?.sections ?? [], anchors }))
