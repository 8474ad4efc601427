/**
 * From the spool into the database, each line once: how far a segment is moved is written in the transaction that moved it,
 * and its row is held meanwhile, so that several movers take turns. What a killed process left of a line is no line.
 */
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database, Log } from '#platform'
import { MOVING } from '../locks.ts'
import { findYears } from './find-years.ts'
import { BATCH_BYTES, type PlacedUse, parseBatch } from './parse-batch.ts'
import { FINAL_AFTER_MS, isSegmentName, spoolFolder } from './segment.ts'

export type Moved = {
  readonly uses: number
  /** Lines that are none. */
  readonly damaged: number
  /** Of months whose uses are gone already. */
  readonly late: number
}

export type Mover = { readonly db: Database; readonly log: Log; readonly folder: string }

/** `signal`: between two batches it may be stopped. */
export async function moveSpool(mover: Mover, now: Date, signal?: AbortSignal): Promise<Moved> {
  let moved: Moved = { uses: 0, damaged: 0, late: 0 }
  const folder = spoolFolder(mover.folder)
  for (const name of await listSegments(folder)) {
    if (signal?.aborted) break
    moved = add(moved, await moveSegment(mover, { name, path: join(folder, name) }, now, signal))
  }
  return moved
}

export const listSegments = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter(isSegmentName).sort()

const add = (a: Moved, b: Moved): Moved => ({
  uses: a.uses + b.uses,
  damaged: a.damaged + b.damaged,
  late: a.late + b.late,
})

type Segment = { readonly name: string; readonly path: string }

async function moveSegment(mover: Mover, segment: Segment, now: Date, signal?: AbortSignal): Promise<Moved> {
  let moved: Moved = { uses: 0, damaged: 0, late: 0 }
  // Somebody else may have moved and removed it.
  const found = await stat(segment.path).catch(() => null)
  if (found === null) return moved
  const isFinal = now.getTime() - found.mtimeMs > FINAL_AFTER_MS
  let at = await movedBytesOf(mover.db, segment.name)
  while (at < found.size && !signal?.aborted) {
    const began = performance.now()
    const step = await moveBatch(mover, segment, now)
    if (step === null) return moved
    if (signal !== undefined)
      await rest(decideRest(performance.now() - began, await seeBusyness(signal)), signal)
    moved = add(moved, step)
    if (step.at === at) break
    at = step.at
  }
  if (moved.damaged > 0) mover.log.warn({ segment: segment.name, lines: moved.damaged }, 'Usage was damaged')
  if (isFinal && !signal?.aborted) await finish(mover, segment, found.size - at)
  return moved
}

/**
 * Milliseconds. In the spool nothing is lost and nobody waits for it, so moving takes a fifth of the time at most, and next
 * to nothing while readers keep this process busy: it goes on a thousand uses a second even so.
 */
const decideRest = (took: number, busyness: number): number =>
  busyness > BUSY ? Math.max(took * SHARE_LEFT, WHEN_BUSY_MS) : took * SHARE_LEFT

const SHARE_LEFT = 4
const BUSY = 0.7
const WHEN_BUSY_MS = 1000
const SEEN_MS = 100

/** The part of a moment, up to 1, in which this process had something to do while nothing was moved. */
async function seeBusyness(signal: AbortSignal): Promise<number> {
  const before = performance.eventLoopUtilization()
  await rest(SEEN_MS, signal)
  return performance.eventLoopUtilization(before).utilization
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal, ref: false }).catch(() => {})

async function finish({ log }: Mover, { name, path }: Segment, left: number): Promise<void> {
  if (left > 0) log.warn({ segment: name, bytes: left }, 'The last line of a segment was never finished')
  await rm(path, { force: true })
}

async function movedBytesOf(db: Database, name: string): Promise<number> {
  const { rows } = await sql<{ moved: string }>`
    select moved_bytes as moved from usage_segment where name = ${name}`.execute(db)
  return Number(rows[0]?.moved ?? 0)
}

/** Null: a backup is under way, for which nothing may move. */
async function moveBatch(
  { db }: Mover,
  { name, path }: Segment,
  now: Date,
): Promise<(Moved & { readonly at: number }) | null> {
  return db.transaction().execute(async (tx) => {
    const { rows: locks } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock_shared(${MOVING}) as free`.execute(tx)
    if (locks[0]?.free !== true) return null
    await sql`insert into usage_segment (name, moved_bytes, moved) values (${name}, 0, ${now})
      on conflict (name) do nothing`.execute(tx)
    const { rows } = await sql<{ id: number; moved: string }>`
      select id, moved_bytes as moved from usage_segment where name = ${name} for update`.execute(tx)
    const [row] = rows
    if (row === undefined) throw new Error(`The segment ${name} has no row although it was given one`)
    const from = Number(row.moved)
    const batch = parseBatch(await readFrom(path, from), from)
    const kept = await insertUses(tx, row.id, batch.uses)
    await sql`update usage_segment set moved_bytes = ${batch.end}, moved = ${now} where id = ${row.id}`.execute(
      tx,
    )
    return { uses: kept, damaged: batch.damaged, late: batch.uses.length - kept, at: batch.end }
  })
}

async function readFrom(path: string, from: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BATCH_BYTES), 0, BATCH_BYTES, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** How many of them were kept: those of a month that is final come too late. */
export async function insertUses(tx: Database, segment: number, uses: readonly PlacedUse[]): Promise<number> {
  if (uses.length === 0) return 0
  const years = await findYears(tx, [...new Set(uses.map(({ bookId }) => bookId))])
  const rows = uses.flatMap(({ items, ...use }) => items.map((item) => ({ ...use, item })))
  const of = <T>(pick: (row: (typeof rows)[number]) => T): T[] => rows.map(pick)
  const { rows: kept } = await sql<{ places: number }>`
    with given as (
      select to_timestamp(g.at / 1000.0) as at, g.place, g.item_id, g.kind, g.press, g.book_id, g.year, g.access,
        g.method, g.link, g.session, g.robot = 1 as robot, string_to_array(g.institutions, ',') as institutions
      from unnest(
        ${of(({ at }) => at)}::float8[], ${of(({ place }) => place)}::float8[], ${of(({ item }) => item.id)}::text[],
        ${of(({ kind }) => kind)}::text[], ${of(({ press }) => press)}::text[], ${of(({ bookId }) => bookId)}::text[],
        ${of(({ bookId }) => years.get(bookId) ?? null)}::integer[], ${of(({ item }) => item.access)}::text[],
        ${of(({ method }) => method)}::text[], ${of(({ link }) => link)}::text[],
        ${of(({ session }) => session)}::text[], ${of(({ robot }) => (robot ? 1 : 0))}::integer[],
        ${of(({ institutions }) => institutions.join(','))}::text[]
      ) as g (at, place, item_id, kind, press, book_id, year, access, method, link, session, robot, institutions)
    ), kept as (
      select * from given where not exists (
        select from usage_month m where m.final and m.month = date_trunc('month', given.at at time zone 'UTC')::date)
    ), inserted as (
      insert into usage_event (at, segment, place, item_id, kind, press, book_id, year, access, method, link,
        session, robot, institutions)
      select at, ${segment}, place, item_id, kind, press, book_id, year, access, method, link,
        session, robot, institutions
      from kept on conflict do nothing
    )
    select count(distinct place)::integer as places from kept`.execute(tx)
  return kept[0]?.places ?? 0
}
