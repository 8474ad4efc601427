/** Where a running program keeps things: its own PostgreSQL or the operator's, and the folder of files. */
import { join } from 'node:path'
import type { Config } from './config.ts'
import { connectDatabase, type Database, type DatabasePool } from './database.ts'
import { type Files, openFiles } from './files.ts'
import type { ServerAddress } from './postgres/embedded-postgres.ts'

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
  readonly onTrouble?: (message: string) => void
}

export async function openStorage(config: Config, use: StorageUse): Promise<Storage> {
  const filesFolder = join(config.dataDir, 'files')
  const server = config.databaseUrl === null ? await openEmbedded(config, use) : null
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
    },
  }
}

async function openEmbedded(config: Config, use: StorageUse) {
  const { openEmbeddedPostgres } = await import('./postgres/embedded-postgres.ts')
  return openEmbeddedPostgres({ ...use, home: join(config.dataDir, 'postgres') })
}

const given = ({ databaseUrl }: Config): ServerAddress | string => databaseUrl ?? ''
