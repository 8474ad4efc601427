/**
 * Folders in which one parcel each is read. Whoever dies over one leaves it, and by its name and content one can tell that
 * he is dead and which files he may have kept that no row names: so nothing else has to be looked through at start.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, type DatabasePool, type Files, removeFolder, sweepUnfinished } from '#platform'
import { findUnnamedFiles } from '../find-places.ts'

export type Job = {
  readonly folder: string
  /** The book is on the shelf, or it was refused: nothing of it is left here. */
  finish(): Promise<void>
  /** Something broke: whatever it kept is to be swept. */
  abandon(): Promise<void>
}

/** Process numbers come again (in a container, at every start); this does not. */
const SELF = randomBytes(6).toString('hex')

export async function beginJob(jobsFolder: string): Promise<Job> {
  const mark = randomBytes(6).toString('hex')
  const folder = join(jobsFolder, `${hostname()}.${process.pid}.${SELF}.${mark}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return {
    folder,
    finish: () => removeFolder(folder),
    abandon: () => rename(folder, join(jobsFolder, `abandoned.${mark}`)).catch(() => {}),
  }
}

/** Files are kept before the rows that name them. While anybody is in between, no file is swept. */
const SHELVING = sql.lit(0x73686c)

/** Held from the first file of a book to its last row; others may shelve at the same time. */
export const whileShelving = <T>(pool: DatabasePool, work: () => Promise<T>): Promise<T> =>
  pool.db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock_shared(${SHELVING})`.execute(connection)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock_shared(${SHELVING})`.execute(connection).catch(() => {})
    }
  })

export type Shelf = {
  readonly pool: DatabasePool
  readonly db: Database
  readonly files: Files
  readonly filesFolder: string
  readonly jobsFolder: string
}

export type Swept = { readonly jobs: number; readonly files: number }

/** Clears away what killed processes left. Nothing is done while somebody is shelving: he sweeps, or the next start does. */
export async function sweepJobs(shelf: Shelf, now: Date): Promise<Swept> {
  const dead = await deadJobs(shelf.jobsFolder, now)
  const swept = await whileNobodyShelves(shelf.pool, async () => {
    let files = await sweepUnfinished(shelf.filesFolder)
    for (const folder of dead) {
      files += await removeUnnamed(shelf, (await readdir(folder)).filter(isSha256))
      await removeFolder(folder)
    }
    return { jobs: dead.length, files }
  })
  return swept ?? { jobs: 0, files: 0 }
}

/** Looks through everything kept, a folder at a time, so that nobody waits for long. */
export async function sweepFiles(shelf: Shelf): Promise<number> {
  let swept = 0
  for (const batch of await batchesOf(shelf.files))
    swept += (await whileNobodyShelves(shelf.pool, () => removeUnnamed(shelf, batch))) ?? 0
  return swept
}

/** All that is kept, in handy lots. */
export async function batchesOf(files: Files): Promise<readonly (readonly string[])[]> {
  const byShelf = new Map<string, string[]>()
  for await (const sha256 of files.list()) {
    const shelf = byShelf.get(sha256.slice(0, 2))
    if (shelf) shelf.push(sha256)
    else byShelf.set(sha256.slice(0, 2), [sha256])
  }
  return [...byShelf.values()]
}

async function removeUnnamed({ db, files }: Shelf, sha256s: readonly string[]): Promise<number> {
  let removed = 0
  for (const sha256 of await findUnnamedFiles(db, sha256s)) {
    if ((await files.size(sha256)) === null) continue
    await files.remove(sha256)
    removed += 1
  }
  return removed
}

/** Null when somebody is shelving. */
const whileNobodyShelves = <T>(pool: DatabasePool, work: () => Promise<T>): Promise<T | null> =>
  pool.db.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${SHELVING}) as mine`.execute(
      connection,
    )
    if (!rows[0]?.mine) return null
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${SHELVING})`.execute(connection).catch(() => {})
    }
  })

async function deadJobs(jobsFolder: string, now: Date): Promise<readonly string[]> {
  const names = await readdir(jobsFolder).catch(() => [])
  const dead: string[] = []
  for (const name of names) {
    const folder = join(jobsFolder, name)
    const made = await stat(folder).catch(() => null)
    if (made?.isDirectory() && isDead(name, now.getTime() - made.mtimeMs)) dead.push(folder)
  }
  return dead
}

/** Of a process of another machine nothing is known but when it began. */
function isDead(name: string, age: number): boolean {
  if (name.startsWith('abandoned.') || age > 86_400_000) return true
  const [, host, pid, self] = /^(.*)\.(\d+)\.([0-9a-f]+)\.[0-9a-f]+$/.exec(name) ?? []
  if (host !== hostname() || self === SELF) return false
  return Number(pid) === process.pid || !isAlive(Number(pid))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const isSha256 = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)
