/** The few things this installation must remember of itself, such as that its first start is over. */
import { sql } from 'kysely'
import type { Database, Migrations } from '#platform'

export const installationMigrations: Migrations = {
  '0900-program-installation': {
    up: async (db) => {
      await sql`create table installation (name text primary key, value text not null)`.execute(db)
    },
  },
}

/**
 * `samples`: begun | done. `swept`: when files that no row names were last looked for; `federations-asked`: when federations
 * were; both ISO 8601.
 */
export type Remembered = 'samples' | 'swept' | 'federations-asked'

export async function recall(db: Database, name: Remembered): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`select value from installation where name = ${name}`.execute(
    db,
  )
  return rows[0]?.value ?? null
}

export async function remember(db: Database, name: Remembered, value: string): Promise<void> {
  await sql`insert into installation (name, value) values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`.execute(db)
}
