import { Kysely } from 'kysely'
import postgres from 'postgres'
import { postgresDialect } from './connection-pool.ts'
import { applicationName, type ServerAddress } from './postgres/embedded-postgres.ts'

/**
 * The connection pool. Each slice names the tables it owns: `db.withTables<CatalogueTables>()`.
 * Others use its front door.
 */
// biome-ignore lint/complexity/noBannedTypes: "no tables yet" is what an empty object type says to Kysely
export type Database = Kysely<{}>

export type DatabasePool = {
  readonly db: Database
  /** A client with a connection of its own, for what Kysely has no words for: COPY and LISTEN. Close it with `end`. */
  connect(onLoss?: () => void): postgres.Sql
  close(): Promise<void>
}

export function connectDatabase(address: ServerAddress | string, connections = 10): DatabasePool {
  const connect = (onLoss?: () => void) => openClient(address, onLoss)
  const db: Database = new Kysely({ dialect: postgresDialect(connect, connections) })
  return { db, connect, close: () => db.destroy() }
}

function openClient(address: ServerAddress | string, onLoss?: () => void): postgres.Sql {
  const options = {
    max: 1,
    // A lifetime would cut a connection off in the middle of somebody's work.
    max_lifetime: null,
    connect_timeout: 10,
    backoff: (tries: number) => Math.min(0.05 * tries, 1),
    onnotice: () => {},
    connection: { application_name: applicationName },
    ...(onLoss ? { onclose: onLoss } : {}),
  }
  return typeof address === 'string' ? postgres(address, options) : postgres({ ...address, ...options })
}
