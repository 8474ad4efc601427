/** A spool and a database of its own for a test. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrations as catalogueMigrations } from '#catalogue'
import { type Database, type DatabasePool, openLog, withDatabase } from '#platform'
import { migrations } from './migrations.ts'
import { buildLine, buildTail } from './spool/build-line.ts'
import { type Moved, moveSpool } from './spool/move-spool.ts'
import { spoolFolder } from './spool/segment.ts'
import { openSpoolWriter, type SpoolWriter } from './spool/spool-writer.ts'
import type { Use } from './use.ts'

export type UsagePlace = {
  readonly db: Database
  readonly pool: DatabasePool
  /** Of usage, below a data folder. */
  readonly folder: string
  readonly spool: SpoolWriter
  move(now?: Date): Promise<Moved>
}

export const withUsage = (use: (place: UsagePlace) => Promise<void>): Promise<void> =>
  withDatabase({ ...catalogueMigrations, ...migrations }, async (db, pool) => {
    const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-usage-'))
    const spool = openSpoolWriter(spoolFolder(folder), (error) => {
      throw error
    })
    const mover = { db, log: openLog('silent'), folder }
    try {
      await use({ db, pool, folder, spool, move: (now = new Date()) => moveSpool(mover, now) })
    } finally {
      spool.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

export const NOON = Date.UTC(2026, 10, 23, 12)

export const aUse = (more: Partial<Use> = {}): Use => ({
  ...{ at: NOON, session: 'ada', robot: false, kind: 'request', method: 'regular', press: 'aldine' },
  ...{ bookId: 'b1', items: [{ id: 'c1', access: 'open' }], link: 'page', institutions: [] },
  ...more,
})

export const toLine = (use: Use): string => buildLine(use, buildTail(use))

export const note = (spool: SpoolWriter, uses: readonly Use[]): void => {
  for (const use of uses) spool.append(toLine(use), Date.now())
}

export const countEvents = async (db: Database): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from usage_event`.execute(db)
  return rows[0]?.n ?? 0
}
