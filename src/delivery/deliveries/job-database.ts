/** Our own connections, as pg-boss asks for them: in the caller's transaction, or outside of one. */
import { CompiledQuery } from 'kysely'
import type { Db } from 'pg-boss'
import type { Database, DatabasePool } from '#platform'

/** One statement at a time, with the caller's connection. */
export const toJobDatabase = (db: Database): Db => ({
  executeSql: async (text, values = []) => {
    const { rows } = await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]))
    return { rows: [...rows] }
  },
})

/** Whole scripts as well, on a connection of their own: setting up its tables is one. */
export const openJobDatabase = (pool: Pick<DatabasePool, 'db' | 'connect'>): Db => ({
  executeSql: async (text, values) => {
    const given = values ?? []
    if (given.length > 0 || !isScript(text)) return toJobDatabase(pool.db).executeSql(text, given)
    const client = pool.connect()
    try {
      const results: unknown = await client.unsafe(text)
      return { rows: lastRows(results) }
    } finally {
      await client.end({ timeout: 5 })
    }
  },
})

const isScript = (text: string): boolean => /;\s*\S/.test(text)

/** Of a script, postgres.js answers with the rows of each statement. */
function lastRows(results: unknown): Record<string, unknown>[] {
  if (!Array.isArray(results)) return []
  const last: unknown = results.some(Array.isArray) ? results.findLast((rows) => rows.length > 0) : results
  return Array.isArray(last) ? [...last] : []
}
