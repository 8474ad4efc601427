/** Versions of records, kept for good; and which of them stands now. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { Findings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { keysOfName } from '../names/find-alike.ts'
import type { QuoteAnchors } from './decide-anchors-of-quotes.ts'

export type Standing = {
  readonly id: string
  readonly press: string
  readonly bookId: string
  readonly chapterId: string
  readonly folder: string
  readonly version: number
  readonly filesHash: string
  readonly isWithdrawn: boolean
  readonly anchors: QuoteAnchors
  readonly updated: Date
}

const STANDING = sql`id, press, book_id as "bookId", chapter_id as "chapterId", folder, version,
  files_hash as "filesHash", is_withdrawn as "isWithdrawn", anchors, updated`

export async function findStanding(db: Database, id: string): Promise<Standing | null> {
  const { rows } = await sql<Standing>`select ${STANDING} from record where id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function listOfBook(db: Database, bookId: string): Promise<readonly Standing[]> {
  const { rows } =
    await sql<Standing>`select ${STANDING} from record where book_id = ${bookId} order by id`.execute(db)
  return rows
}

export async function listOfChapter(db: Database, chapterId: string): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`
    select ${STANDING} from record where chapter_id = ${chapterId} and not is_withdrawn order by id`.execute(
    db,
  )
  return rows
}

/** One at a time for each book; records of one name from two books meet at the primary key. */
export async function lockRecords(tx: Database, bookId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${bookId}))`.execute(tx)
}
/** 'rec' in ASCII. */
const LOCK = sql.lit(0x726563)

export type NewVersion = {
  readonly record: RecordDocument
  readonly findings: Findings
  /** What everybody is shown, where that is not the whole. */
  readonly open: { readonly document: RecordDocument; readonly findings: Findings } | null
  readonly anchors: QuoteAnchors
  readonly press: string
  readonly bookId: string
  readonly chapterId: string
  readonly folder: string
  readonly hash: string
  readonly before: Standing | null
  readonly now: Date
}

export async function keepVersion(tx: Database, made: NewVersion): Promise<number> {
  const { record, now, before } = made
  const version = (before?.version ?? 0) + 1
  await sql`
    insert into record (id, press, book_id, chapter_id, folder, version, files_hash, is_withdrawn, anchors, updated)
    values (${record.id}, ${made.press}, ${made.bookId}, ${made.chapterId}, ${made.folder}, ${version}, ${made.hash},
      false, ${JSON.stringify(made.anchors)}::text::json, ${now})
    on conflict (id) do update set chapter_id = excluded.chapter_id, folder = excluded.folder,
      version = excluded.version, files_hash = excluded.files_hash, is_withdrawn = false,
      anchors = excluded.anchors, updated = excluded.updated`.execute(tx)
  await sql`
    insert into record_version (record_id, number, made, document, findings, anchors, public_document, public_findings)
    values (${record.id}, ${version}, ${now}, ${JSON.stringify(record)}::text::json, ${JSON.stringify(made.findings)}::text::json,
      ${JSON.stringify(made.anchors)}::text::json,
      ${made.open === null ? null : JSON.stringify(made.open.document)}::text::json,
      ${made.open === null ? null : JSON.stringify(made.open.findings)}::text::json)`.execute(tx)
  await keepEntries(tx, record, version)
  return version
}

type Entry = {
  readonly id: string
  readonly kind: string
  readonly name: string
  /** Every other form of it. */
  readonly names?: readonly string[]
  /** Under which others of a like name are found. */
  readonly keys?: readonly string[]
  readonly isPublic: boolean
}

/** Everything in the record that has an address. */
export const entriesOf = (record: RecordDocument): readonly Entry[] => {
  const shown = ({ visibility }: { readonly visibility: string }) => visibility === 'public'
  return [
    ...record.people.map((one) => ({
      ...{ id: one.id, kind: 'person', name: one.name, isPublic: shown(one) },
      ...(one.anonymous ? { names: formsOf(one) } : named(one)),
    })),
    ...record.groups.map((one) => ({ id: one.id, kind: 'group', name: one.label, isPublic: shown(one) })),
    ...record.places.map((one) => ({
      ...{ id: one.id, kind: 'place', name: one.name, isPublic: shown(one) },
      ...named(one),
    })),
    ...record.events.map((one) => ({ id: one.id, kind: 'event', name: one.label, isPublic: shown(one) })),
    ...record.sources.map((one) => ({
      id: one.id,
      kind: 'source',
      name: one.citation,
      isPublic: shown(one),
    })),
    ...record.claims.map((one) => ({ id: one.id, kind: 'claim', name: one.says, isPublic: shown(one) })),
    ...record.mentions.map((one) => ({ id: one.id, kind: 'mention', name: one.quote, isPublic: shown(one) })),
    ...record.conflicts.map((one) => ({
      ...{ id: one.id, kind: 'conflict', name: one.resolved, isPublic: record.visibility === 'public' },
    })),
    ...record.series.map((one) => ({
      ...{ id: one.id, kind: 'series', name: one.asks, isPublic: record.visibility === 'public' },
    })),
  ]
}

type WithNames = { readonly name: string; readonly names: readonly { readonly text: string }[] }

const formsOf = ({ names }: WithNames): readonly string[] => names.map(({ text }) => text)

const named = (one: WithNames) => ({
  names: formsOf(one),
  keys: [...new Set([one.name, ...formsOf(one)].flatMap(keysOfName))],
})

async function keepEntries(tx: Database, record: RecordDocument, version: number): Promise<void> {
  const entries = entriesOf(record)
  await sql`
    insert into record_entry (record_id, id, kind, name, name_keys, other_names, is_public, first, last)
    select ${record.id}, e.id, e.kind, e.name, coalesce(e.keys, '{}'), coalesce(e.names, '{}'), e."isPublic", ${version}, ${version}
    from json_to_recordset(${JSON.stringify(entries)}::text::json)
      as e (id text, kind text, name text, keys text[], names text[], "isPublic" boolean)
    on conflict (record_id, id) do update set kind = excluded.kind, name = excluded.name,
      name_keys = excluded.name_keys, other_names = excluded.other_names, is_public = excluded.is_public, last = excluded.last`.execute(
    tx,
  )
  await sql`delete from record_same where record_id = ${record.id}`.execute(tx)
  const same = [
    ...record.people.map((one) => ({ ...one, kind: 'person' })),
    ...record.groups.map((one) => ({ ...one, kind: 'group' })),
    ...record.places.map((one) => ({ ...one, kind: 'place' })),
    ...record.sources.map((one) => ({
      ...{ id: one.id, kind: 'source' },
      sameAs: one.url === null ? one.sameAs : [...one.sameAs, one.url],
    })),
  ].flatMap(({ id, kind, sameAs }) =>
    [...new Set([`record:${record.id}/${id}`, ...sameAs.map(toKey)])].map((key) => ({ id, kind, key })),
  )
  await sql`
    insert into record_same (record_id, entry_id, kind, key)
    select ${record.id}, s.id, s.kind, s.key
    from json_to_recordset(${JSON.stringify(same)}::text::json) as s (id text, kind text, key text)`.execute(
    tx,
  )
}

/** `http` and `https`, with or without a slash at the end, are one address. */
const toKey = (address: string): string => address.replace(/^http:/, 'https:').replace(/\/$/, '')

export async function replaceAnchors(tx: Database, id: string, anchors: QuoteAnchors): Promise<void> {
  await sql`update record set anchors = ${JSON.stringify(anchors)}::text::json where id = ${id}`.execute(tx)
}

/** Its addresses go on answering, and say so. */
export async function markWithdrawn(tx: Database, id: string, now: Date): Promise<void> {
  await sql`update record set is_withdrawn = true, updated = ${now} where id = ${id}`.execute(tx)
}

export async function keepCheck(
  tx: Database,
  check: {
    readonly bookId: string
    readonly folder: string
    readonly hash: string
    readonly recordId: string | null
    readonly outcome: object
    readonly now: Date
  },
): Promise<void> {
  await sql`
    insert into record_check (book_id, folder, files_hash, record_id, outcome, checked)
    values (${check.bookId}, ${check.folder}, ${check.hash}, ${check.recordId}, ${JSON.stringify(check.outcome)}::text::json,
      ${check.now})
    on conflict (book_id, folder) do update set files_hash = excluded.files_hash, record_id = excluded.record_id,
      outcome = excluded.outcome, checked = excluded.checked`.execute(tx)
}
