/**
 * From a path to the shelf: read in a process of its own, decided, shelved. The one way in for `add`, the inbox and the
 * samples.
 */

import type { BookDraft, Issue, Openness } from '#book'
import type { Readers, ReadOptions, ReadParcel } from '#intake'
import type { Database, Log } from '#platform'
import { decideShelving } from '../decide-shelving.ts'
import { describeChange } from '../describe-change.ts'
import { findPrevious } from '../find-previous.ts'
import { type Alongside, shelveBook } from '../shelve-book.ts'
import { type Shelf, whileShelving } from './jobs.ts'
import { readCorrected } from './read-corrected.ts'

export type Workplace = Shelf & { readonly log: Log; readonly now: () => Date }

export type ShelvingWish = {
  readonly press: string
  /** Where the book itself does not say. */
  readonly openness: Openness
  /** Decide and tell; change nothing. */
  readonly dryRun: boolean
  readonly signal?: AbortSignal
  /** In the transaction that shelves it. */
  readonly alongside?: (
    tx: Database,
    shelved: Parameters<Alongside>[1] & { readonly title: string },
  ) => Promise<void>
  readonly onProgress?: NonNullable<ReadOptions['onProgress']>
  /** Those of the parcels that were handed in with it. */
  readonly readers?: Readers
  /** Awaited when it is read and not yet shelved: of two versions of a book, the later one is to be the last. */
  readonly turn?: () => Promise<void>
}

export type ParcelOutcome = {
  readonly file: string
  readonly issues: readonly Issue[]
} & (
  | { readonly kind: 'refused' }
  | ({ readonly kind: 'unchanged' } & ShelvedProduct)
  | ({
      readonly kind: 'shelved'
      readonly isNew: boolean
      /** In sentences; none when it is new. */
      readonly changes: readonly string[]
    } & ShelvedProduct)
)

type ShelvedProduct = {
  /** Null: it would be new. */
  readonly bookId: string | null
  readonly title: string
  readonly chapters: number
}

export async function shelveParcel(
  place: Workplace,
  file: string,
  wish: ShelvingWish,
): Promise<ParcelOutcome> {
  const { read, job } = await readCorrected(place, file, wish.press, {
    openness: wish.openness,
    today: place.now(),
    onCrash: (said) => place.log.error({ file, said }, 'The reading process crashed'),
    ...(wish.onProgress ? { onProgress: wish.onProgress } : {}),
    ...(wish.signal ? { signal: wish.signal } : {}),
    ...(wish.readers ? { readers: wish.readers } : {}),
  })
  try {
    await wish.turn?.()
    const outcome = await settle(place, file, wish, read)
    await job.finish()
    return outcome
  } catch (error) {
    await job.abandon()
    throw error
  }
}

async function settle(
  place: Workplace,
  file: string,
  wish: ShelvingWish,
  read: ReadParcel,
): Promise<ParcelOutcome> {
  if (read.kind === 'refused') return { kind: 'refused', file, issues: read.issues }
  const { draft, folder } = read
  const known = { file, issues: draft.issues, title: draft.metadata.title, chapters: draft.chapters.length }
  if (wish.dryRun) return { ...known, ...(await foretell(place, wish.press, draft)) }
  const shelved = await whileShelving(place.pool, () =>
    shelveBook(
      { db: place.db, files: place.files, now: place.now() },
      { draft, folder, press: wish.press },
      async (tx, done) => wish.alongside?.(tx, { ...done, title: known.title }),
    ),
  )
  if (shelved.kind === 'unchanged') return { ...known, kind: 'unchanged', bookId: shelved.bookId }
  const changes = shelved.changes.map((change) => describeChange(change, 'en'))
  return { ...known, kind: 'shelved', bookId: shelved.bookId, isNew: shelved.isNew, changes }
}

async function foretell({ db }: Workplace, press: string, draft: BookDraft) {
  const decision = decideShelving(await findPrevious(db, { draft, press }), draft)
  if (decision.kind === 'unchanged') return { kind: 'unchanged' as const, bookId: decision.bookId }
  if (decision.kind === 'new') return { kind: 'shelved' as const, bookId: null, isNew: true, changes: [] }
  const changes = decision.changes.map((change) => describeChange(change, 'en'))
  return { kind: 'shelved' as const, bookId: decision.bookId, isNew: false, changes }
}
