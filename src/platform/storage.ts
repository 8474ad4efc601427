/** Where a running program keeps things: its own PostgreSQL or the operator's, and the folder of files. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { fail, ok, type Result } from '#base'
import type { Config } from './config/config.ts'
import { connectDatabase, type Database, type DatabasePool } from './database.ts'
import { type Files, openFiles } from './files.ts'
import { OperatorError } from './operator-error.ts'
import { takeFolderLock } from './postgres/folder-lock.ts'

export type Storage = {
  readonly db: Database
  readonly pool: DatabasePool
  readonly files: Files
  readonly filesFolder: string
  /** `embedded`, or that of DATABASE_URL. */
  readonly server: 'embedded' | 'own'
  close(): Promise<void>
}

export type StorageUse = {
  /** Told to others who find the data folder taken: `serve`, `add`. */
  readonly command: string
  /** A site or a worker; a single command leaves again. */
  readonly lasting: boolean
  /** Refuses a data folder in which another that must be alone is at work: two sites, a site and a restore. */
  readonly alone?: boolean
  readonly onTrouble?: (message: string) => void
}

export async function openStorage(config: Config, use: StorageUse): Promise<Storage> {
  const filesFolder = join(config.dataDir, 'files')
  const lock = use.alone ? await lockFolder(config, use) : null
  const server = await openEmbedded(config, use).catch(async (error: unknown) => {
    await lock?.release()
    throw error
  })
  const pool = connectDatabase(server?.address ?? given(config), config.databaseConnections)
  try {
    if (server === null) await awaitServer(pool, use)
  } catch (error) {
    await pool.close()
    await lock?.release()
    throw error
  }
  return {
    db: pool.db,
    pool,
    files: openFiles(filesFolder),
    filesFolder,
    server: server ? 'embedded' : 'own',
    close: async () => {
      await pool.close()
      await server?.close()
      await lock?.release()
    },
  }
}

async function openEmbedded(config: Config, use: StorageUse) {
  if (config.databaseUrl !== null) return null
  const { openEmbeddedPostgres } = await import('./postgres/embedded-postgres.ts')
  return openEmbeddedPostgres({ ...use, home: join(config.dataDir, 'postgres') })
}

/** On a machine that starts, a site may be there before its database is: what stays waits for it. */
async function awaitServer({ db }: DatabasePool, { lasting, onTrouble }: StorageUse): Promise<void> {
  const patience = Date.now() + (lasting ? 30_000 : 0)
  for (let told = false; ; told = true) {
    const answer = await versionOf(db)
    if (answer.ok && answer.value >= 15) return
    if (answer.ok)
      throw new OperatorError(`DATABASE_URL leads to PostgreSQL ${answer.value}; it must be 15 or later.`)
    if (Date.now() >= patience)
      throw new OperatorError(
        `The database of DATABASE_URL does not answer: ${answer.error}. ` +
          'See whether it is running, and whether host, port, name and password are right.',
      )
    if (!told) onTrouble?.(`The database does not answer yet: ${answer.error}`)
    await sleep(500)
  }
}

async function versionOf(db: Database): Promise<Result<number, string>> {
  try {
    const { rows } = await sql<{ version: number }>`
      select current_setting('server_version_num')::integer / 10000 as version`.execute(db)
    return ok(rows[0]?.version ?? 0)
  } catch (error) {
    return fail(error instanceof Error ? error.message || String(error) : String(error))
  }
}

async function lockFolder({ dataDir }: Config, { command }: StorageUse) {
  const lock = await takeFolderLock(dataDir, 'alone', command)
  if (lock.kind === 'taken') return lock
  const who = lock.by
    ? `Process ${lock.by.pid} (chapterhouse ${lock.by.command}, since ${lock.by.since})`
    : 'Another Chapterhouse'
  throw new OperatorError(
    `${who} is at work in the data folder ${dataDir}. Stop it first, or name another folder in DATA_DIR.`,
  )
}

const given = ({ databaseUrl }: Config): string => databaseUrl ?? ''
