import { Kysely } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import postgres from 'postgres'
import { applicationName, type ServerAddress } from './postgres/embedded-postgres.ts'

/**
 * The connection pool. Each slice names the tables it owns: `db.withTables<CatalogueTables>()`.
 * Others use its front door.
 */
// biome-ignore lint/complexity/noBannedTypes: "no tables yet" is what an empty object type says to Kysely
export type Database = Kysely<{}>

/** One pool, seen in two ways: Kysely for most, postgres.js itself for COPY, LISTEN and the hottest reads. */
export type DatabasePool = {
  readonly db: Database
  readonly sql: postgres.Sql
  close(): Promise<void>
}

export function connectDatabase(address: ServerAddress | string, connections = 10): DatabasePool {
  const options = {
    max: connections,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: applicationName },
  }
  const sql = typeof address === 'string' ? postgres(address, options) : postgres({ ...address, ...options })
  const db: Database = new Kysely({ dialect: new PostgresJSDialect({ postgres: sql }) })
  return { db, sql, close: () => sql.end({ timeout: 5 }) }
}
