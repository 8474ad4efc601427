/**
 * The shape of the tables, in steps. Every slice exports `migrations` for the tables it owns; `program` joins them.
 * A name is `NNNN-slice-what`: the number decides the order over all slices, and a step that was ever published is never
 * edited, renamed or taken out.
 */
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { OperatorError } from './operator-error.ts'

export type Migrations = Readonly<Record<string, Migration>>

/** Brings the tables up to date; safe when several processes start at once. Returns the steps that were run. */
export async function migrate(db: Database, migrations: Migrations): Promise<readonly string[]> {
  const { missing, pending } = await compare(db, migrations)
  if (missing.length > 0) throw new OperatorError(tooNew(missing))
  if (pending.length === 0) return []
  const { error, results } = await migrator(db, migrations).migrateToLatest()
  if (error) throw error
  return results?.map((result) => result.migrationName) ?? []
}

/** Steps the program knows and the database has not taken. */
export const pendingMigrations = async (db: Database, migrations: Migrations): Promise<readonly string[]> =>
  (await compare(db, migrations)).pending

async function compare(db: Database, migrations: Migrations) {
  const done = await executedMigrations(db)
  const known = Object.keys(migrations).sort()
  return {
    missing: done.filter((name) => !known.includes(name)),
    pending: known.filter((name) => !done.includes(name)),
  }
}

export async function executedMigrations(db: Database): Promise<readonly string[]> {
  const tables = db.withTables<{
    kysely_migration: { name: string }
    'information_schema.tables': { table_name: string; table_schema: string }
  }>()
  const { there } = await tables
    .selectNoFrom((eb) =>
      eb
        .exists(
          eb
            .selectFrom('information_schema.tables')
            .select('table_name')
            .where('table_name', '=', 'kysely_migration')
            .where('table_schema', '=', (eb) => eb.fn<string>('current_schema', [])),
        )
        .as('there'),
    )
    .executeTakeFirstOrThrow()
  if (!there) return []
  const rows = await tables.selectFrom('kysely_migration').select('name').orderBy('name').execute()
  return rows.map((row) => row.name)
}

const migrator = (db: Kysely<never> | Database, migrations: Migrations) =>
  new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    // A slice's later step may carry a lower number than another slice's last one.
    allowUnorderedMigrations: true,
  })

const tooNew = (missing: readonly string[]): string =>
  `The database has been used by a newer Chapterhouse: this one does not know its step “${missing[0]}”` +
  `${missing.length > 1 ? ` and ${missing.length - 1} more` : ''}. Start the newer version, or restore an older backup.`

/** What one migration does: each statement after the other, in its transaction. */
export async function inTurn(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
