/** A book as a press would send it, in a folder: what is on the shelf, or a draft, with what staff corrected. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { BookDraft } from '#book'
import type { Database, Files } from '#platform'
import { asJsonb } from '../documents.ts'
import { findBook, listChapters } from '../find-book.ts'
import { listAttachments } from '../list-attachments.ts'
import { type Corrections, NO_CORRECTIONS } from './corrections.ts'
import { coverName, toToldBook, toToldDraft } from './told-book.ts'
import { writeBookYaml } from './write-book-yaml.ts'

type Shelf = { readonly db: Database; readonly files: Files }

/** False: it is not on the shelf. */
export async function writeShelvedParcel(
  { db, files }: Shelf,
  folder: string,
  bookId: string,
  corrections: Corrections,
): Promise<boolean> {
  const parcel = await tellShelved(db, bookId, corrections)
  if (parcel === null) return false
  await write(folder, parcel.yaml, parcel.files, (sha256) => files.pathOf(sha256))
  return true
}

async function tellShelved(db: Database, bookId: string, corrections: Corrections) {
  const found = await findBook(db, bookId)
  if (found?.kind !== 'book') return null
  const { book } = found
  const told = toToldBook(book, await listChapters(db, bookId), coverName(book))
  const yaml = await writeBookYaml({ ...told, versionNote: null, isAll: true }, corrections)
  return {
    yaml,
    files: [...book.formats.map(fromFormat), ...(await listAttachments(db, bookId)), ...coverOf(book)],
  }
}

/** Keeps what it takes to bring a book back, in the transaction that withdraws it. */
export async function keepWithdrawn(tx: Database, bookId: string): Promise<void> {
  const parcel = await tellShelved(tx, bookId, NO_CORRECTIONS)
  if (parcel === null) return
  const files = parcel.files.map(({ path, sha256 }) => ({ path, sha256 }))
  await sql`insert into withdrawn_parcel (book_id, yaml, files) values (${bookId}, ${parcel.yaml}, ${asJsonb(files)})
    on conflict (book_id) do update set yaml = excluded.yaml, files = excluded.files`.execute(tx)
}

export async function canRestore(db: Database, bookId: string): Promise<boolean> {
  const { rows } = await sql`select from withdrawn_parcel where book_id = ${bookId}`.execute(db)
  return rows.length > 0
}

/** False: nothing of it was kept. */
export async function writeWithdrawnParcel(
  { db, files }: Shelf,
  folder: string,
  bookId: string,
): Promise<boolean> {
  const { rows } = await sql<{ yaml: string; files: readonly Named[] }>`
    select yaml, files from withdrawn_parcel where book_id = ${bookId}`.execute(db)
  const [kept] = rows
  if (kept === undefined) return false
  await write(folder, kept.yaml, kept.files, (sha256) => files.pathOf(sha256))
  return true
}

/** `keys`: of each chapter, as the corrections name it. */
export async function writeDraftParcel(
  folder: string,
  read: { readonly draft: BookDraft; readonly folder: string },
  keys: readonly string[],
  corrections: Corrections,
): Promise<void> {
  const { draft } = read
  const told = toToldDraft(draft, keys, coverName(draft.metadata))
  const named = [...draft.formats.map(fromFormat), ...draft.attachments, ...coverOf(draft.metadata)]
  await write(folder, await writeBookYaml(told, corrections), named, (sha256) => join(read.folder, sha256))
}

type Named = { readonly path: string; readonly sha256: string }

const fromFormat = ({ fileName, sha256 }: BookDraft['formats'][number]): Named => ({ path: fileName, sha256 })

function coverOf(book: BookDraft['metadata'] | Parameters<typeof coverName>[0]): readonly Named[] {
  const path = coverName(book)
  return book.cover === null || path === null ? [] : [{ path, sha256: book.cover.image.name.slice(0, 64) }]
}

async function write(
  folder: string,
  yaml: string,
  named: readonly Named[],
  pathOf: (sha256: string) => string,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'book.yaml'), yaml)
  for (const { path, sha256 } of named) {
    const target = join(folder, path)
    if (!target.startsWith(join(folder, '/'))) throw new Error(`${path} would lie outside of the parcel`)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(pathOf(sha256), target)
  }
}
