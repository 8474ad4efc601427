import { sql } from 'kysely'
import type { Database } from '#platform'

/**
 * Nobody else changes the shelf until this transaction ends: two parcels of one book cannot cross, counts are exact, and
 * changes are numbered in the order in which they are seen. Shelving takes some hundredths of a second; a process that is
 * stopped in the middle loses its turn.
 */
export async function holdShelf(tx: Database): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = '60s'`.execute(tx)
  await sql`select change from shelf where press = '' for update`.execute(tx)
}

/** Numbers the change that is being made. */
export async function nextChange(tx: Database, press: string): Promise<number> {
  const { rows } = await sql<{ change: string }>`
    update shelf set change = change + 1 where press = '' returning change`.execute(tx)
  const change = Number(rows[0]?.change)
  await sql`
    insert into shelf (press, change) values (${press}, ${change})
    on conflict (press) do update set change = excluded.change`.execute(tx)
  return change
}

/** The place of a new book among all that its press ever sent, from 0. */
export async function nextOrdinal(tx: Database, press: string): Promise<number> {
  const { rows } = await sql<{ books: number }>`
    update shelf set books = books + 1 where press = ${press} returning books`.execute(tx)
  return (rows[0]?.books ?? 1) - 1
}

/** Grows with every change to the shelf: whoever keeps a page keeps this beside it. */
export async function contentVersion(db: Database): Promise<number> {
  const { rows } = await sql<{ change: string }>`select change from shelf where press = ''`.execute(db)
  return Number(rows[0]?.change ?? 0)
}
