import { userInfo } from 'node:os'
import { Kysely } from 'kysely'
import postgres from 'postgres'
import { arrayTypes } from './array-types.ts'
import { postgresDialect } from './connection-pool.ts'
import { applicationName, type ServerAddress } from './postgres/embedded-postgres.ts'

/**
 * The connection pool. Each slice names the tables it owns: `db.withTables<CatalogueTables>()`.
 * Others use its front door.
 */
// biome-ignore lint/complexity/noBannedTypes: "no tables yet" is what an empty object type says to Kysely
export type Database = Kysely<{}>

/** The caller's own, where there is one: what belongs together happens together, or not at all. */
export const inTransaction = async <T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work)

export type DatabasePool = {
  readonly db: Database
  /** A client with a connection of its own, for what Kysely has no words for: COPY and LISTEN. Close it with `end`. */
  connect(watch?: ClientWatch): postgres.Sql
  close(): Promise<void>
}

export type ClientWatch = {
  /** The session has ended, or could not be begun. */
  readonly onLoss?: () => void
  readonly onNotify?: (channel: string, payload: string) => void
}

export function connectDatabase(address: ServerAddress | string, connections = 10): DatabasePool {
  const connect = (watch: ClientWatch = {}) => openClient(address, watch)
  const dialect = postgresDialect((onLoss) => connect({ onLoss }), connections)
  const db: Database = new Kysely({ dialect })
  return { db, connect, close: () => db.destroy() }
}

function openClient(address: ServerAddress | string, { onLoss, onNotify }: ClientWatch): postgres.Sql {
  const options = {
    max: 1,
    // A lifetime would cut a connection off in the middle of somebody's work.
    max_lifetime: null,
    connect_timeout: 10,
    fetch_types: false,
    types: arrayTypes,
    backoff: (tries: number) => Math.min(0.05 * tries, 1),
    onnotice: () => {},
    connection: { application_name: applicationName },
    ...(onLoss ? { onclose: onLoss } : {}),
    ...(onNotify ? { onnotify: onNotify } : {}),
  }
  const where = typeof address === 'string' ? fromUrl(address) : address
  return typeof where === 'string' ? postgres(where, options) : postgres({ ...where, ...options })
}

/** libpq's way of naming a socket's folder, `postgres:///name?host=/var/run/postgresql`, which postgres.js does not know. */
function fromUrl(text: string): ServerAddress | string {
  const url = new URL(text)
  const host = url.searchParams.get('host')
  if (host === null) return text
  return {
    host,
    port: Number(url.searchParams.get('port') ?? (url.port || 5432)),
    user: decodeURIComponent(url.username || url.searchParams.get('user') || userInfo().username),
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
  }
}
