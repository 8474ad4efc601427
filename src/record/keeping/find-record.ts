/** What is kept of records, as pages and files ask for it. What only readers of the chapter are shown is asked for by name. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import { buildFindings, type Findings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { TUNING } from '../names/compare-names.ts'
import { likest } from '../names/find-alike.ts'
import type { QuoteAnchors } from './decide-anchors-of-quotes.ts'
import { withholdLiving } from './restrict.ts'
import { findStanding, listOfChapter, type Standing } from './version-store.ts'

/** Whom it is for. Decided before it is asked for, by the one decision on access. */
export type Audience = 'everybody' | 'readers'

export type RecordVersion = {
  readonly standing: Standing
  readonly number: number
  /** ISO 8601 UTC. */
  readonly made: string
  readonly document: RecordDocument
  readonly findings: Findings
  /** Of the newest, as the text stands now; of one that was asked for, as it stood when it was published. */
  readonly anchors: QuoteAnchors
  /** True: there is more, for those who may read the chapter. */
  readonly isPartial: boolean
  /** True: not all of it is everybody's. */
  readonly isRestricted: boolean
}

type Row = {
  readonly number: number
  readonly made: Date
  readonly document: RecordDocument
  readonly findings: Findings
  readonly anchors: QuoteAnchors
  readonly isPartial: boolean
  readonly isRestricted: boolean
}

/** `number` null: the newest. */
export async function findVersion(
  db: Database,
  standing: Standing,
  audience: Audience,
  number: number | null = null,
): Promise<RecordVersion | null> {
  const wanted = number ?? standing.version
  const { rows } = await (audience === 'readers'
    ? sql<Row>`
        select number, made, document, findings, anchors, false as "isPartial",
          public_document is not null as "isRestricted"
        from record_version where record_id = ${standing.id} and number = ${wanted}`.execute(db)
    : sql<Row>`
        select number, made, coalesce(public_document, document) as document,
          coalesce(public_findings, findings) as findings, anchors, public_document is not null as "isPartial", public_document is not null as "isRestricted"
        from record_version where record_id = ${standing.id} and number = ${wanted}`.execute(db))
  const [row] = rows
  if (row === undefined) return null
  const anchors = number === null ? standing.anchors : row.anchors
  const spared = wanted < standing.version ? await spare(db, standing, row) : row
  return { ...spared, anchors, standing, made: row.made.toISOString() }
}

/** An old version never changes, but for this: of whom it was learned later that they live, it keeps silent too. */
async function spare(db: Database, { id, version }: Standing, row: Row): Promise<Row> {
  const { rows } = await sql<{ id: string }>`
    select person->>'id' as id from record_version v, json_array_elements(v.document->'people') as person
    where v.record_id = ${id} and v.number = ${version} and person->>'living' = 'yes'`.execute(db)
  const living = new Set(rows.map((person) => person.id))
  if (!row.document.people.some((person) => living.has(person.id) && person.living !== 'yes')) return row
  const document = withholdLiving(row.document, living)
  return { ...row, document, findings: buildFindings(document) }
}

export async function findRecordsOfChapter(
  db: Database,
  chapterId: string,
  audience: Audience,
): Promise<readonly RecordVersion[]> {
  const standing = await listOfChapter(db, chapterId)
  const found = await Promise.all(standing.map((one) => findVersion(db, one, audience)))
  return found.filter((one) => one !== null)
}

export type FoundEntry = {
  readonly kind: string
  readonly name: string
  readonly isPublic: boolean
  readonly first: number
  readonly last: number
}

export async function findEntry(db: Database, record: string, id: string): Promise<FoundEntry | null> {
  const { rows } = await sql<FoundEntry>`
    select kind, name, is_public as "isPublic", first, last from record_entry
    where record_id = ${record} and id = ${id}`.execute(db)
  return rows[0] ?? null
}

export type VersionLine = { readonly number: number; readonly made: string }

/** The newest first. */
export async function listVersions(db: Database, record: string): Promise<readonly VersionLine[]> {
  const { rows } = await sql<{ number: number; made: Date }>`
    select number, made from record_version where record_id = ${record} order by number desc`.execute(db)
  return rows.map(({ number, made }) => ({ number, made: made.toISOString() }))
}

export type Elsewhere = {
  readonly record: string
  readonly id: string
  readonly name: string
  readonly chapterId: string
  readonly press: string
}

const MOST = 50

/**
 * The same person, place or source in other records: by the word of an author on either side, step by step. What is shown to
 * readers alone is left out.
 */
export async function findSame(
  db: Database,
  { record, id, kind }: { readonly record: string; readonly id: string; readonly kind: string },
): Promise<readonly Elsewhere[]> {
  const { rows } = await sql<Elsewhere>`
    with recursive same (record_id, entry_id) as (
      select ${record}::text, ${id}::text
      union
      select b.record_id, b.entry_id
      from same join record_same a on a.record_id = same.record_id and a.entry_id = same.entry_id
        join record_same b on b.kind = ${kind} and b.key = a.key
    )
    select e.record_id as record, e.id, e.name, r.chapter_id as "chapterId", r.press
    from same join record_entry e on e.record_id = same.record_id and e.id = same.entry_id
      join record r on r.id = e.record_id
    where (e.record_id, e.id) <> (${record}, ${id}) and e.is_public and not r.is_withdrawn and e.last = r.version
    order by e.record_id, e.id limit ${sql.lit(MOST)}`.execute(db)
  return rows
}

type Compared = Elsewhere & { readonly names: readonly string[]; readonly own: readonly string[] }

/** Those who share most words are compared first, and no more of them than a page can wait for. */
const MOST_COMPARED = 300

/**
 * Of a like name, in other records, and by nobody's word the same: who shares a word of the name, in any spelling, is held
 * against it as a whole. The likeliest first.
 */
export async function findAlike(
  db: Database,
  { record, id, kind }: { readonly record: string; readonly id: string; readonly kind: string },
): Promise<readonly Elsewhere[]> {
  const { rows } = await sql<Compared>`
    select e.record_id as record, e.id, e.name, r.chapter_id as "chapterId", r.press,
      e.other_names as names, own.name || own.other_names as own
    from record_entry own
      join record_entry e on e.kind = own.kind and e.name_keys && own.name_keys and e.record_id <> own.record_id
      join record r on r.id = e.record_id
    where own.record_id = ${record} and own.id = ${id} and own.kind = ${kind}
      and e.is_public and not r.is_withdrawn and e.last = r.version
    order by (select count(*) from unnest(e.name_keys) key where key = any(own.name_keys)) desc, e.record_id, e.id
    limit ${sql.lit(MOST_COMPARED)}`.execute(db)
  return rows
    .map(({ names, own, ...entry }) => {
      const forms = { id: `${entry.record}/${entry.id}`, names: [entry.name, ...names] }
      return { entry, likeness: likest({ id, names: own }, forms).likeness }
    })
    .filter(({ likeness }) => likeness >= TUNING.same)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ entry }) => entry)
}

export { findStanding }
