import type { Kysely } from 'kysely'

/**
 * The connection pool. Each slice names the tables it owns: `db.withTables<CatalogueTables>()`.
 * Others use its front door.
 */
// biome-ignore lint/complexity/noBannedTypes: "no tables yet" is what an empty object type says to Kysely
export type Database = Kysely<{}>
