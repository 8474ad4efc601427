/**
 * Puts a draft on the shelf: new, or as the next version of a book that is there.
 *
 * Files first, then one transaction. A process that is killed in between leaves at most files that no row names, which are
 * swept; the book is whole, or it is as it was. Doing it again changes nothing.
 */
import { join } from 'node:path'
import type { BookDraft } from '#book'
import type { Database, Files } from '#platform'
import { toSha256 } from './book-store.ts'
import type { Change } from './change.ts'
import { placeBook } from './place-book.ts'

export type ShelvingOrder = {
  readonly draft: BookDraft
  readonly press: string
  /** What the press says of this version; else what the draft says. */
  readonly note?: string
  /** The book that it is a version of, where that is known. */
  readonly bookId?: string | null
}

export type Shelved =
  | {
      readonly kind: 'shelved'
      readonly bookId: string
      readonly version: number
      readonly isNew: boolean
      /** Against the version before; none when it is new. */
      readonly changes: readonly Change[]
      readonly chapters: number
    }
  | { readonly kind: 'unchanged'; readonly bookId: string }

/** What is to be true when the book is on the shelf, and not otherwise. */
export type Alongside = (tx: Database, shelved: Extract<Shelved, { kind: 'shelved' }>) => Promise<void>

export async function shelveBook(
  { db, files, now }: { readonly db: Database; readonly files: Files; readonly now: Date },
  /** `folder` holds the draft's files, each named by its hash. */
  order: ShelvingOrder & { readonly folder: string },
  alongside: Alongside = async () => {},
): Promise<Shelved> {
  await keepFiles(files, order.folder, order.draft)
  return await db.transaction().execute(async (tx) => {
    const shelved = await placeBook(tx, order, now)
    if (shelved.kind === 'shelved') await alongside(tx, shelved)
    return shelved
  })
}

/** Also for a parcel that turns out unchanged: sending it again mends a file that was lost. */
async function keepFiles(files: Files, folder: string, draft: BookDraft): Promise<void> {
  const wanted = new Set([
    ...draft.formats.map(({ sha256 }) => sha256),
    ...draft.media.map(({ name }) => toSha256(name)),
    ...draft.attachments.map(({ sha256 }) => sha256),
  ])
  for (const sha256 of wanted) await files.keep(sha256, join(folder, sha256))
}
