/** A new key for everything that is sealed, in one transaction. Afterwards an older one is known only if it is missed. */
import { type Kysely, sql } from 'kysely'
import { addKey, KEYS, type Seals, type Spot } from './seals.ts'

/** A column of sealed texts, and the column that says which row it is. */
export type SealedColumn = { readonly table: string; readonly row: string; readonly field: string }

export type KeysChanged = {
  readonly version: number
  readonly sealedAnew: number
  /** They were sealed with a SECRET_KEY that nobody told us. */
  readonly unreadable: number
}

/** In a transaction of the caller's. */
export async function changeKeys<T>(
  transaction: Kysely<T>,
  seals: Seals,
  secret: string,
  columns: readonly SealedColumn[],
): Promise<KeysChanged> {
  await sql`select pg_advisory_xact_lock(${sql.lit(KEYS)})`.execute(transaction)
  const { version } = await addKey(transaction, secret)
  const needed: string[] = [`k${version}`]
  let sealedAnew = 0
  for (const column of columns)
    for (const { row, sealed } of await listSealed(transaction, column)) {
      const spot = { table: column.table, row, field: column.field }
      const opened = await seals.open(transaction, sealed, spot)
      if (opened.ok) {
        await replace(transaction, column, spot, await seals.seal(transaction, opened.value, spot))
        sealedAnew += 1
      } else needed.push(sealed.split('.')[0] ?? '')
    }
  await sql`delete from seal_key where not 'k' || version = any(${needed})`.execute(transaction)
  const unreadable = needed.length - 1
  return { version, sealedAnew, unreadable }
}

/** All of them are held until the end: nobody can write over what is being changed. */
async function listSealed<T>(db: Kysely<T>, { table, row, field }: SealedColumn) {
  const { rows } = await sql<{ row: string; sealed: string }>`
    select ${sql.ref(row)} as row, ${sql.ref(field)} as sealed from ${sql.table(table)}
    where ${sql.ref(field)} is not null for update`.execute(db)
  return rows
}

const replace = <T>(db: Kysely<T>, { table, row, field }: SealedColumn, spot: Spot, sealed: string) =>
  sql`update ${sql.table(table)} set ${sql.ref(field)} = ${sealed} where ${sql.ref(row)} = ${spot.row}`.execute(
    db,
  )
