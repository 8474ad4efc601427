/** Drafts that wait to be shelved: whole, with their files, so that whoever decides on them can see them first. */
import { sql } from 'kysely'
import { newId } from '#base'
import type { BookDraft } from '#book'
import type { Database } from '#platform'
import { toSha256 } from '../book-store.ts'
import { asJson } from '../documents.ts'
import { placeBook } from '../place-book.ts'
import type { Shelved } from '../shelve-book.ts'
import { type Shelf, whileShelving } from './jobs.ts'

export type KeptDraft = {
  readonly id: string
  readonly press: string
  readonly draft: BookDraft
  /** The book that it is a version of, where that was known beforehand. */
  readonly bookId: string | null
}

/** Its files first, then the rows that name them; returns its id. */
export async function keepDraft(
  { pool, db, files }: Pick<Shelf, 'pool' | 'db' | 'files'>,
  press: string,
  read: { readonly draft: BookDraft; readonly folder: string },
  bookId: string | null,
): Promise<string> {
  const { draft, folder } = read
  const id = newId()
  const names = new Set([
    ...draft.formats.map(({ sha256 }) => sha256),
    ...draft.media.map(({ name }) => toSha256(name)),
    ...draft.attachments.map(({ sha256 }) => sha256),
    ...coverFiles(draft),
  ])
  await whileShelving(pool, async () => {
    for (const sha256 of names) await files.keep(sha256, `${folder}/${sha256}`)
    await db.transaction().execute(async (tx) => {
      await sql`insert into draft (id, press, book_id, draft)
        values (${id}, ${press}, ${bookId}, ${asJson(draft)})`.execute(tx)
      await sql`insert into draft_file (draft_id, sha256)
        select ${id}, name from unnest(${[...names]}::text[]) as name`.execute(tx)
    })
  })
  return id
}

const coverFiles = ({ metadata: { cover } }: BookDraft): readonly string[] =>
  cover === null ? [] : [cover.image, cover.thumbnail].map(({ name }) => toSha256(name))

export async function findDraft(db: Database, id: string): Promise<KeptDraft | null> {
  const { rows } =
    await sql<KeptDraft>`select id, press, draft, book_id as "bookId" from draft where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Puts it on the shelf and lets go of it, in the caller's transaction. Null: it is not there any more. */
export async function shelveDraft(
  tx: Database,
  id: string,
  { note, now }: { readonly note: string | null; readonly now: Date },
): Promise<Shelved | null> {
  const kept = await findDraft(tx, id)
  if (kept === null) return null
  const { draft, press, bookId } = kept
  const shelved = await placeBook(tx, { draft, press, bookId, ...(note === null ? {} : { note }) }, now)
  await dropDraft(tx, id)
  return shelved
}

export async function dropDraft(tx: Database, id: string): Promise<void> {
  await sql`delete from draft_file where draft_id = ${id}`.execute(tx)
  await sql`delete from draft where id = ${id}`.execute(tx)
}
