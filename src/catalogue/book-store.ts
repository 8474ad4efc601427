import { sql } from 'kysely'
import type { BookDraft, Issue, Media } from '#book'
import type { Database } from '#platform'
import type { KeptListing } from './build-opening.ts'
import type { KeptOutline, KeptProduct } from './build-readable.ts'
import type { Change } from './change.ts'
import { toIdentifier, toIdentifierSet } from './decide-same-book.ts'
import { asJson, asJsonb, asRows } from './documents.ts'
import type { ShelvedBook } from './shelf.ts'
import { toDoiKey } from './to-doi-key.ts'
import { toKeepable } from './to-json.ts'

export type BookRow = {
  readonly record: ShelvedBook
  readonly product: KeptProduct
  readonly listing: KeptListing
  readonly contents: readonly KeptOutline[]
  readonly titleKey: string
  readonly listed: number
  readonly ordinal: number
  readonly parcelHash: string
}

/** Where a book first came on the shelf: kept through every later version. */
export async function findPlace(
  tx: Database,
  bookId: string,
): Promise<{ readonly listed: number; readonly ordinal: number } | null> {
  const { rows } = await sql<{ listed: string; ordinal: number }>`
    select listed, ordinal from book where id = ${bookId}`.execute(tx)
  return rows[0] === undefined ? null : { listed: Number(rows[0].listed), ordinal: rows[0].ordinal }
}

export async function writeBook(tx: Database, row: BookRow): Promise<void> {
  const { id, press, version, identifiers } = row.record
  await sql`
    insert into book (id, press, ordinal, shelved, title_key, listed, version, parcel_hash, doi,
      product, record, listing, contents)
    values (${id}, ${press}, ${row.ordinal}, true, ${row.titleKey}, ${row.listed}, ${version}, ${row.parcelHash},
      ${toDoiKey(identifiers.doi)}, ${asJsonb(row.product)}, ${asJsonb(row.record)}, ${asJson(row.listing)},
      ${asJson(row.contents)})
    on conflict (id) do update set
      shelved = true, title_key = excluded.title_key, version = excluded.version,
      parcel_hash = excluded.parcel_hash, doi = excluded.doi, product = excluded.product,
      record = excluded.record, listing = excluded.listing, contents = excluded.contents,
      withdrawn = null, reason = null`.execute(tx)
}

export async function writeVersion(
  tx: Database,
  { id, version, versions }: ShelvedBook,
  parcelHash: string,
  changes: readonly Change[],
): Promise<void> {
  const last = versions.at(-1)
  await sql`
    insert into book_version (book_id, number, shelved, note, parcel_hash, changes)
    values (${id}, ${version}, ${last?.shelved}, ${last?.note ? toKeepable(last.note) : null}, ${parcelHash}, ${asJsonb(changes)})`.execute(
    tx,
  )
}

/** Keys are kept for good: an older parcel still finds its book. Other identifiers are those of the last version. */
export async function writeIdentifiers(tx: Database, { id, press, identifiers }: ShelvedBook): Promise<void> {
  await sql`delete from book_identifier where book_id = ${id} and not is_key`.execute(tx)
  const key = toIdentifier(identifiers.key)
  const rows = toIdentifierSet(identifiers).map((value) => ({ value, is_key: value === key }))
  await sql`
    insert into book_identifier (press, value, book_id, is_key)
    select ${press}, value, ${id}, is_key from ${asRows(rows, 'value text, is_key boolean')}
    on conflict (press, value, book_id) do update
      set is_key = book_identifier.is_key or excluded.is_key`.execute(tx)
}

/** What a book's pages show and offer. Files that no row names any more are swept later. */
export async function writeFiles(
  tx: Database,
  bookId: string,
  draft: BookDraft,
  publicMedia: readonly Media[],
): Promise<void> {
  await removeFiles(tx, bookId)
  const isPublic = new Set(publicMedia.map(({ name }) => name))
  const media = new Map([...draft.media, ...publicMedia].map((one) => [one.name, one]))
  await insertRows(
    tx,
    'media',
    bookId,
    'name text, sha256 text, media_type text, bytes bigint, public boolean',
    [
      ...[...media.values()].map(({ name, mediaType, bytes }) => ({
        ...{ name, sha256: toSha256(name), media_type: mediaType, bytes, public: isPublic.has(name) },
      })),
    ],
  )
  await insertRows(tx, 'format', bookId, 'position integer, sha256 text', [
    ...draft.formats.map(({ sha256 }, position) => ({ position, sha256 })),
  ])
  await insertRows(tx, 'attachment', bookId, 'position integer, path text, sha256 text, bytes bigint', [
    ...draft.attachments.map((attachment, position) => ({ position, ...attachment })),
  ])
}

export async function removeFiles(tx: Database, bookId: string): Promise<void> {
  for (const table of ['media', 'format', 'attachment'])
    await sql`delete from ${sql.table(table)} where book_id = ${bookId}`.execute(tx)
}

/** `Media.name` is the hash of its bytes and an extension. */
export const toSha256 = (mediaName: string): string => mediaName.slice(0, 64)

export async function writeIssues(
  tx: Database,
  bookId: string,
  issues: readonly Issue[],
  chapterIds: readonly string[],
): Promise<void> {
  await sql`delete from product_issue where book_id = ${bookId}`.execute(tx)
  await insertRows(
    tx,
    'product_issue',
    bookId,
    'position integer, chapter_id text, rule text, about text, severity text, issue jsonb',
    issues.map((issue, position) => ({
      ...{ position, chapter_id: chapterIds[issue.chapter ?? -1] ?? null, issue },
      ...{ rule: issue.rule, about: issue.about, severity: issue.severity },
    })),
  )
}

/** `columns` are those of the table beside `book_id`, with their types. */
async function insertRows(
  tx: Database,
  table: string,
  bookId: string,
  columns: string,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return
  const names = sql.raw(columns.replace(/(\w+) [\w[\]]+/g, '$1'))
  await sql`
    insert into ${sql.table(table)} (book_id, ${names})
    select ${bookId}, ${names} from ${asRows(rows, columns)}`.execute(tx)
}
