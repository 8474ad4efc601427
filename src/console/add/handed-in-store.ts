import { sql } from 'kysely'
import type { Issue } from '#book'
import {
  type Change,
  dropDraft,
  findCorrections,
  keepCorrections,
  mergeCorrections,
  type Shelved,
  shelveDraft,
} from '#catalogue'
import type { Database } from '#platform'
import type { HandedIn, HandedInState } from './handed-in.ts'

const FIELDS = sql`id, batch, kind, press, openness, account_id as "accountId", who, file, folder,
  book_id as "bookId", corrections, note, publish_when_read as "publishWhenRead", state, held, tries, fraction, doing,
  draft_id as "draftId", title, chapters, version, issues, changes, publish_at as "publishAt", made, settled`

export type NewHandedIn = Pick<
  HandedIn,
  'id' | 'batch' | 'kind' | 'press' | 'openness' | 'accountId' | 'who' | 'file' | 'folder' | 'bookId'
> &
  Pick<HandedIn, 'corrections' | 'note' | 'publishWhenRead'>

const asJson = (value: unknown) => sql`${JSON.stringify(value)}::text::json`

export async function addHandedIn(tx: Database, one: NewHandedIn): Promise<void> {
  await sql`
    insert into handed_in (id, batch, kind, press, openness, account_id, who, file, folder, book_id, corrections, note,
      publish_when_read)
    values (${one.id}, ${one.batch}, ${one.kind}, ${one.press}, ${one.openness}, ${one.accountId}, ${one.who},
      ${one.file}, ${one.folder}, ${one.bookId}, ${one.corrections === null ? null : asJson(one.corrections)}::jsonb,
      ${one.note}, ${one.publishWhenRead})`.execute(tx)
}

export async function findHandedIn(db: Database, id: string): Promise<HandedIn | null> {
  const { rows } = await sql<HandedIn>`select ${FIELDS} from handed_in where id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function listHandedIn(
  db: Database,
  query: {
    readonly presses: readonly string[]
    readonly batch?: string
    readonly bookId?: string
    readonly open?: boolean
    readonly after?: string
    readonly limit: number
  },
): Promise<readonly HandedIn[]> {
  const { presses, batch, bookId, open, after, limit } = query
  const { rows } = await sql<HandedIn>`
    select ${FIELDS} from handed_in where press = any(${[...presses]}::text[])
      ${batch === undefined ? sql`` : sql`and batch = ${batch}`}
      ${bookId === undefined ? sql`` : sql`and book_id = ${bookId}`}
      ${open === true ? sql`and state in ('waiting', 'reading', 'read', 'scheduled')` : sql``}
      ${after === undefined ? sql`` : sql`and (made, id) < (select made, id from handed_in where id = ${after})`}
    order by made desc, id desc limit ${limit}`.execute(db)
  return rows
}

const LEASE = sql`now() + interval '60 seconds'`

/**
 * The next to be read, or this one. Whoever claims it says every now and then that he lives; should he die, another takes it
 * up.
 */
export async function claimUnread(db: Database, id?: string): Promise<HandedIn | null> {
  const { rows } = await sql<HandedIn>`
    update handed_in set state = 'reading', lease = ${LEASE}, tries = tries + 1, fraction = 0, doing = null
    where id = (select id from handed_in
      where state in ('waiting', 'reading') and (lease is null or lease < now())
        ${id === undefined ? sql`` : sql`and id = ${id}`}
      order by made, id limit 1 for update skip locked)
    returning ${FIELDS}`.execute(db)
  return rows[0] ?? null
}

export async function noteProgress(
  db: Database,
  id: string,
  { fraction, what }: { readonly fraction: number; readonly what: string },
): Promise<void> {
  await sql`update handed_in set fraction = ${fraction}, doing = ${what}, lease = ${LEASE}
    where id = ${id} and state = 'reading'`.execute(db)
}

export type ReadingEnd =
  | { readonly state: 'refused'; readonly issues: readonly Issue[] }
  | { readonly state: 'failed' }
  | {
      readonly state: 'read' | 'unchanged'
      readonly issues: readonly Issue[]
      readonly changes: readonly Change[]
      readonly title: string
      readonly chapters: number
      readonly bookId: string | null
      readonly draftId: string | null
    }

export async function noteRead(db: Database, id: string, end: ReadingEnd): Promise<void> {
  const known = 'title' in end ? end : null
  await sql`
    update handed_in set state = ${end.state}, lease = null, fraction = 1, doing = null, folder = null,
      issues = ${asJson('issues' in end ? end.issues : [])}, changes = ${asJson(known?.changes ?? [])},
      title = ${known?.title ?? null}, chapters = ${known?.chapters ?? null},
      book_id = coalesce(${known?.bookId ?? null}, book_id), draft_id = ${known?.draftId ?? null},
      settled = ${end.state === 'read' ? null : sql`now()`}
    where id = ${id}`.execute(db)
}

/** Something broke: it is tried again soon, and not for ever. */
export async function tryLater(db: Database, id: string): Promise<void> {
  await sql`update handed_in set state = 'waiting', lease = now() + interval '2 seconds'
    where id = ${id} and state = 'reading'`.execute(db)
}

/** Gives it back, untried: the program is stopping. */
export async function giveBack(db: Database, id: string): Promise<void> {
  await sql`update handed_in set state = 'waiting', lease = null, tries = greatest(tries - 1, 0)
    where id = ${id} and state = 'reading'`.execute(db)
}

export type Publication = {
  readonly handedIn: HandedIn
  readonly shelved: Shelved
}

/** Puts it on the shelf, with its corrections, in the caller's transaction. Null: it is not one that waits. */
export async function publishHandedIn(tx: Database, id: string, now: Date): Promise<Publication | null> {
  const { rows } = await sql<HandedIn>`select ${FIELDS} from handed_in
    where id = ${id} and state in ('read', 'scheduled') for update`.execute(tx)
  const [one] = rows
  if (one === undefined || one.draftId === null) return null
  const shelved = await shelveDraft(tx, one.draftId, { note: one.note, now })
  if (shelved === null) return null
  if (one.kind === 'edit' && one.corrections !== null)
    await keepCorrections(
      tx,
      shelved.bookId,
      mergeCorrections(await findCorrections(tx, shelved.bookId), one.corrections),
    )
  const isNews = shelved.kind === 'shelved'
  await sql`
    update handed_in set state = ${isNews ? 'published' : 'unchanged'}, book_id = ${shelved.bookId}, draft_id = null,
      version = ${isNews ? shelved.version : null}, settled = ${now}, held = false,
      changes = ${asJson(isNews ? shelved.changes : [])}
    where id = ${id}`.execute(tx)
  return { handedIn: one, shelved }
}

/** Those whose time has come. */
export async function listDue(db: Database, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from handed_in where state = 'scheduled' and publish_at <= ${now} order by publish_at limit 20`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** `publishAt`: null holds it. False: it is not one that waits. */
export async function scheduleHandedIn(tx: Database, id: string, publishAt: Date | null): Promise<boolean> {
  const state: HandedInState = publishAt === null ? 'read' : 'scheduled'
  const { rows } = await sql`
    update handed_in set state = ${state}, publish_at = ${publishAt}, held = ${publishAt === null}
    where id = ${id} and state in ('read', 'scheduled') returning id`.execute(tx)
  return rows.length > 0
}

export async function dropHandedIn(tx: Database, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ draft_id: string | null }>`
    update handed_in set state = 'dropped', settled = ${now} where id = ${id} and state in ('read', 'scheduled')
    returning draft_id`.execute(tx)
  const [dropped] = rows
  if (dropped === undefined) return false
  await sql`update handed_in set draft_id = null where id = ${id}`.execute(tx)
  if (dropped.draft_id !== null) await dropDraft(tx, dropped.draft_id)
  return true
}

/** Folders of which somebody still needs to read. */
export async function listFolders(db: Database): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ folder: string }>`
    select folder from handed_in where folder is not null and state in ('waiting', 'reading')`.execute(db)
  return new Set(rows.map(({ folder }) => folder))
}

/** What is settled is told for a year. */
export async function forgetOldHandedIn(db: Database, before: Date): Promise<void> {
  await sql`delete from handed_in where settled < ${before}`.execute(db)
}
