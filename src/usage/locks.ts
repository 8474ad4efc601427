/** Advisory locks share one name space. */
import { sql } from 'kysely'
import type { DatabasePool } from '#platform'

/** Shared by those who move; alone by whoever needs that nothing moves. 'usg' in ASCII. */
export const MOVING = sql.lit(0x757367)
/** Two that count one month would each put their own in place. 'usc' in ASCII. */
export const COUNTING = sql.lit(0x757363)

/** While spool and tables are copied together, nothing goes from the one to the other. */
export const whileNothingMoves = <T>(pool: DatabasePool, work: () => Promise<T>): Promise<T> =>
  pool.db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MOVING})`.execute(connection)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${MOVING})`.execute(connection).catch(() => {})
    }
  })
