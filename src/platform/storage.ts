/** Where a running program keeps things: its own PostgreSQL or the operator's, and the folder of files. */
import { join } from 'node:path'
import type { Config } from './config.ts'
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
