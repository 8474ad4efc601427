/** What is done to a book on the shelf, by a clerk or by a command: each in the caller's transaction, with what is noted of it. */
import { newId } from '#base'
import type { Amendment } from '#book'
import {
  addAmendment,
  type Corrections,
  type FoundBook,
  findCorrections,
  keepCorrections,
  keepWithdrawn,
  NO_CORRECTIONS,
  removeAmendment,
  type ShelvedBook,
  withdrawBook,
} from '#catalogue'
import type { Database } from '#platform'
import { addHandedIn } from '../add/handed-in-store.ts'
import type { Doer, Done } from '../audit/audit-log.ts'

export const bookOf = (found: FoundBook) => (found.kind === 'book' ? found.book : found)

type Known = Pick<ShelvedBook, 'id' | 'press' | 'title'>

export async function amendBook(
  tx: Database,
  book: Known & Pick<ShelvedBook, 'version'>,
  amendment: Amendment,
): Promise<Done> {
  const { id: bookId, press, title: name, version } = book
  await addAmendment(tx, { ...amendment, bookId, version })
  return { act: 'amendment-made', press, about: bookId, name, details: amendment }
}

export async function removeAmendmentOf(
  tx: Database,
  { id: bookId, press, title: name, version }: Known & Pick<ShelvedBook, 'version'>,
  id: string,
): Promise<Done | null> {
  const gone = await removeAmendment(tx, { id, bookId, version })
  return gone === null ? null : { act: 'amendment-removed', press, about: bookId, name, details: { ...gone } }
}

/** `kept`: with its files, so that it can be brought back. Null: it was off the shelf already. */
export async function takeOffShelf(
  tx: Database,
  { id: bookId, press, title: name }: Known,
  { reason, kept }: { readonly reason: string | null; readonly kept: boolean },
  now: Date,
): Promise<Done | null> {
  if (kept) await keepWithdrawn(tx, bookId)
  const { kind } = await withdrawBook({ db: tx, now }, { bookId, reason })
  if (kind !== 'withdrawn') return null
  return { act: 'book-withdrawn', press, about: bookId, name, details: { reason, kept } }
}

/** From here on the book follows its files again; what is on its pages stays until the next of them come. */
export async function dropCorrections(tx: Database, { id, press, title: name }: Known): Promise<Done> {
  const details = { ...(await findCorrections(tx, id)) }
  await keepCorrections(tx, id, NO_CORRECTIONS)
  return { act: 'corrections-dropped', press, about: id, name, details }
}

export type HandedInDeed = { readonly id: string; readonly done: Done }

/** It is read again in a while, and then returns to its old address. */
export async function handInRestoring(tx: Database, book: Known, by: Doer): Promise<HandedInDeed> {
  const id = await handInBook(tx, book, by, { kind: 'restore', openness: 'closed', corrections: null })
  return { id, done: { act: 'book-restored', press: book.press, about: book.id, name: book.title } }
}

export type EditWish = {
  readonly corrections: Corrections
  /** What readers are told of it. */
  readonly note: string | null
  /** False: somebody looks at it first. */
  readonly publishWhenRead: boolean
  readonly act: 'book-edited' | 'access-changed'
}

export async function handInEdit(
  tx: Database,
  book: Known & Pick<ShelvedBook, 'openness'>,
  by: Doer,
  { act, ...wish }: EditWish,
): Promise<HandedInDeed> {
  const id = await handInBook(tx, book, by, { kind: 'edit', openness: book.openness, ...wish })
  const details = { ...wish.corrections }
  return { id, done: { act, press: book.press, about: book.id, name: book.title, details } }
}

async function handInBook(
  tx: Database,
  { id: bookId, press, title }: Known,
  { accountId, who }: Doer,
  wish: Pick<Parameters<typeof addHandedIn>[1], 'kind' | 'openness' | 'corrections'> &
    Partial<Pick<EditWish, 'note' | 'publishWhenRead'>>,
): Promise<string> {
  const id = newId()
  await addHandedIn(tx, {
    ...{ id, batch: id, press, folder: null, file: title, bookId, note: null, publishWhenRead: true },
    ...{ accountId: accountId ?? who, who },
    ...wish,
  })
  return id
}
