/** Connections in the database. Tokens are in it sealed, each bound to its row. */
import { type Kysely, sql } from 'kysely'
import { fail, newId, type Result } from '#base'
import type { Database } from '#platform'
import type { CloudName, NoToken } from './cloud.ts'
import type { Connection } from './connection.ts'
import type { Tokens } from './oauth.ts'
import type { SealedColumn } from './sealing/change-keys.ts'
import type { SealFault, Seals, Spot } from './sealing/seals.ts'

/** Every column of ours in which something is sealed. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'cloud_connection', row: 'id', field: 'access_sealed' },
  { table: 'cloud_connection', row: 'id', field: 'refresh_sealed' },
  { table: 'cloud_consent', row: 'state_hash', field: 'verifier_sealed' },
]

type Row = {
  id: string
  account_id: string
  cloud: CloudName
  label: string | null
  access_sealed: string | null
  access_expires: Date | null
  refresh_sealed: string
  state: Connection['state']
  why: Connection['why']
  folder: string | null
  made: Date
  used: Date | null
}

const toConnection = (row: Row): Connection => ({
  id: row.id,
  accountId: row.account_id,
  cloud: row.cloud,
  label: row.label,
  state: row.state,
  why: row.why,
  folder: row.folder,
  made: row.made,
  used: row.used,
})

const spot = (row: string, field: 'access_sealed' | 'refresh_sealed'): Spot => ({
  table: 'cloud_connection',
  row,
  field,
})

/**
 * Keeps what a reader has just granted; the connection of before, if there is one, goes on with it, so that what waits for it
 * finds it again.
 */
export async function keepConnection<T>(
  transaction: Kysely<T>,
  seals: Seals,
  granted: {
    readonly accountId: string
    readonly cloud: CloudName
    readonly label: string | null
    readonly tokens: Tokens & { readonly refresh: string }
    readonly now: Date
  },
): Promise<Connection> {
  const { accountId, cloud, label, tokens, now } = granted
  const { rows: known } = await sql<{ id: string; label: string | null }>`
    select id, label from cloud_connection
    where account_id = ${accountId} and cloud = ${cloud} and state <> 'leaving' for update`.execute(
    transaction,
  )
  const id = known[0]?.id ?? newId()
  const access = await seals.seal(transaction, tokens.access, spot(id, 'access_sealed'))
  const refresh = await seals.seal(transaction, tokens.refresh, spot(id, 'refresh_sealed'))
  // The folder in somebody else's Drive is not ours to find.
  const sameOwner = known[0] !== undefined && known[0].label === label && label !== null
  const { rows } = await sql<Row>`
    insert into cloud_connection
      (id, account_id, cloud, label, access_sealed, access_expires, refresh_sealed, state, made)
    values (${id}, ${accountId}, ${cloud}, ${label}, ${access}, ${tokens.expires}, ${refresh}, 'active', ${now})
    on conflict (id) do update set label = excluded.label, access_sealed = excluded.access_sealed,
      access_expires = excluded.access_expires, refresh_sealed = excluded.refresh_sealed, state = 'active',
      why = null, folder = case when ${sameOwner} then cloud_connection.folder end
    returning *`.execute(transaction)
  const [row] = rows
  if (!row) throw new Error('A connection was not kept')
  return toConnection(row)
}

/** Of a reader, to be used or mended. */
export async function findConnection<T>(
  db: Kysely<T>,
  accountId: string,
  cloud: CloudName,
): Promise<Connection | null> {
  const { rows } = await sql<Row>`select * from cloud_connection
    where account_id = ${accountId} and cloud = ${cloud} and state <> 'leaving'`.execute(db)
  return rows[0] ? toConnection(rows[0]) : null
}

export async function listConnections(db: Database, accountId: string): Promise<readonly Connection[]> {
  const { rows } = await sql<Row>`select * from cloud_connection
    where account_id = ${accountId} and state <> 'leaving' order by cloud`.execute(db)
  return rows.map(toConnection)
}

export type ConnectionState = Connection['state']

export type ConnectionCount = {
  readonly cloud: CloudName
  readonly state: ConnectionState
  readonly why: Connection['why']
  readonly count: number
}

/** For those who look after the site: how many there are, and not whose. */
export async function countConnections(db: Database): Promise<readonly ConnectionCount[]> {
  const { rows } = await sql<ConnectionCount>`select cloud, state, why, count(*)::int as count
    from cloud_connection group by cloud, state, why order by cloud, state, why`.execute(db)
  return rows
}

export type OpenedConnection = Connection & {
  readonly access: { readonly token: string; readonly expires: Date } | null
  /** In its sealed form: opened only when it is needed. */
  readonly refreshSealed: string
}

/** With its row held until the end of the transaction: nobody refreshes the same tokens twice. */
export async function lockConnection<T>(
  transaction: Kysely<T>,
  seals: Seals,
  id: string,
): Promise<OpenedConnection | null> {
  const { rows } = await sql<Row>`select * from cloud_connection where id = ${id} for update`.execute(
    transaction,
  )
  const [row] = rows
  if (!row) return null
  const opened =
    row.access_sealed === null
      ? fail('damaged' as const)
      : await seals.open(transaction, row.access_sealed, spot(id, 'access_sealed'))
  const access =
    opened.ok && row.access_expires !== null ? { token: opened.value, expires: row.access_expires } : null
  return { ...toConnection(row), access, refreshSealed: row.refresh_sealed }
}

export async function openRefresh<T>(
  db: Kysely<T>,
  seals: Seals,
  { id, refreshSealed }: Pick<OpenedConnection, 'id' | 'refreshSealed'>,
): Promise<Result<string, SealFault>> {
  return seals.open(db, refreshSealed, spot(id, 'refresh_sealed'))
}

export async function keepTokens<T>(
  transaction: Kysely<T>,
  seals: Seals,
  id: string,
  tokens: Tokens,
): Promise<void> {
  const access = await seals.seal(transaction, tokens.access, spot(id, 'access_sealed'))
  const refresh =
    tokens.refresh === null ? null : await seals.seal(transaction, tokens.refresh, spot(id, 'refresh_sealed'))
  await sql`update cloud_connection set access_sealed = ${access}, access_expires = ${tokens.expires},
      refresh_sealed = coalesce(${refresh}, refresh_sealed)
    where id = ${id}`.execute(transaction)
}

export async function markBroken<T>(db: Kysely<T>, id: string, why: Exclude<NoToken, 'gone'>): Promise<void> {
  await sql`update cloud_connection set state = 'broken', why = ${why}
    where id = ${id} and state = 'active'`.execute(db)
}

export async function markUsed(db: Database, id: string, now: Date): Promise<void> {
  await sql`update cloud_connection set used = ${now} where id = ${id}`.execute(db)
}

export async function findFolderOf(db: Database, id: string): Promise<string | null> {
  const { rows } = await sql<{ folder: string | null }>`
    select folder from cloud_connection where id = ${id}`.execute(db)
  return rows[0]?.folder ?? null
}

/** What the folder is to be called from now on, if it is still what `instead` says: of two who make one, one wins. */
export async function keepFolder(
  db: Database,
  id: string,
  folder: string,
  instead: string | null,
): Promise<string | null> {
  await sql`update cloud_connection set folder = ${folder}
    where id = ${id} and folder is not distinct from ${instead}`.execute(db)
  return findFolderOf(db, id)
}

/** Given up here, at once; a worker gives it back over there. Null: there was none. */
export async function leave<T>(
  db: Kysely<T>,
  { accountId, cloud }: { readonly accountId: string; readonly cloud: CloudName | null },
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update cloud_connection set state = 'leaving', why = null, left_at = ${now}
    where account_id = ${accountId} and state <> 'leaving' and (${cloud}::text is null or cloud = ${cloud})
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

export async function listLeaving(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from cloud_connection where state = 'leaving' order by left_at limit 100`.execute(db)
  return rows.map(({ id }) => id)
}

export async function noteLeavingTried(db: Database, id: string): Promise<number> {
  const { rows } = await sql<{ tries: number }>`
    update cloud_connection set tries = tries + 1 where id = ${id} returning tries`.execute(db)
  return rows[0]?.tries ?? 0
}

export async function removeConnection(db: Database, id: string): Promise<void> {
  await sql`delete from cloud_connection where id = ${id} and state = 'leaving'`.execute(db)
}
