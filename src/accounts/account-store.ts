/** Accounts and their passwords, by our own statements; the tables are those better-auth works on. */
import { type Kysely, sql } from 'kysely'
import { newId } from '#base'
import { type Database, inTransaction, postNotice } from '#platform'
import type { Account } from './account.ts'

type Row = {
  id: string
  email: string
  name: string
  email_verified: boolean
  two_factor_enabled: boolean | null
  created_at: Date
}

const toAccount = (row: Row): Account => ({
  id: row.id,
  email: row.email,
  name: row.name,
  verified: row.email_verified,
  twoFactor: row.two_factor_enabled === true,
  since: row.created_at,
})

const COLUMNS = sql`u.id, u.email, u.name, u.email_verified, u.two_factor_enabled, u.created_at`

export async function findAccount<T>(
  db: Kysely<T>,
  by: { readonly id: string } | { readonly email: string },
): Promise<Account | null> {
  const where = 'id' in by ? sql`u.id = ${by.id}` : sql`u.email = ${by.email.toLowerCase()}`
  const { rows } = await sql<Row>`select ${COLUMNS} from account_user u where ${where}`.execute(db)
  return rows[0] ? toAccount(rows[0]) : null
}

export async function listAccounts(
  db: Database,
  { like = '', limit = 100 }: { readonly like?: string; readonly limit?: number } = {},
): Promise<readonly Account[]> {
  const part = `%${like.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Row>`select ${COLUMNS} from account_user u
    where u.email like ${part} or lower(u.name) like ${part} order by u.email limit ${limit}`.execute(db)
  return rows.map(toAccount)
}

/** One statement, whether there is such an account or not; null in both when there is no password. */
export async function findPassword(
  db: Database,
  by: { readonly id: string } | { readonly email: string },
): Promise<{ readonly account: Account; readonly password: string | null } | null> {
  const where = 'id' in by ? sql`u.id = ${by.id}` : sql`u.email = ${by.email.toLowerCase()}`
  const { rows } = await sql<Row & { password: string | null }>`select ${COLUMNS}, c.password
    from account_user u left join account_credential c on c.user_id = u.id and c.provider_id = 'credential'
    where ${where}`.execute(db)
  return rows[0] ? { account: toAccount(rows[0]), password: rows[0].password } : null
}

/** Null: somebody has that address already. */
export async function createAccount<T>(
  db: Kysely<T>,
  { email, name, verified }: { readonly email: string; readonly name: string; readonly verified: boolean },
): Promise<Account | null> {
  const { rows } = await sql<Row>`insert into account_user as u (id, name, email, email_verified)
    values (${newId()}, ${name}, ${email.toLowerCase()}, ${verified})
    on conflict (email) do nothing returning ${COLUMNS}`.execute(db)
  return rows[0] ? toAccount(rows[0]) : null
}

export async function keepPassword<T>(db: Kysely<T>, accountId: string, hash: string): Promise<void> {
  await sql`insert into account_credential (id, account_id, provider_id, user_id, password, updated_at)
    values (${newId()}, ${accountId}, 'credential', ${accountId}, ${hash}, now())
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`.execute(
    db,
  )
}

export async function rename(db: Database, accountId: string, name: string): Promise<void> {
  await sql`update account_user set name = ${name}, updated_at = now() where id = ${accountId}`.execute(db)
}

/** False: somebody else has it. */
export async function changeAddress<T>(db: Kysely<T>, accountId: string, email: string): Promise<boolean> {
  const { rows } = await sql`update account_user set email = ${email.toLowerCase()}, email_verified = true,
      updated_at = now()
    where id = ${accountId} and not exists (select from account_user where email = ${email.toLowerCase()})
    returning id`.execute(db)
  return rows.length > 0
}

export async function markVerified<T>(db: Kysely<T>, accountId: string): Promise<void> {
  await sql`update account_user set email_verified = true, updated_at = now() where id = ${accountId}`.execute(
    db,
  )
}

/** With all that hangs on it here; what other slices hold of it, they let go when they hear of it. */
export async function deleteAccount(db: Database, account: Pick<Account, 'id' | 'email'>): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const { rows } = await sql`delete from account_user where id = ${account.id} returning id`.execute(
      transaction,
    )
    if (rows.length === 0) return false
    await sql`delete from account_letter where email = ${account.email}`.execute(transaction)
    await postNotice(transaction, { kind: 'account-closed', accountId: account.id })
    return true
  })
}

export type Provided = { readonly provider: string; readonly subject: string }

export async function findByProvider<T>(
  db: Kysely<T>,
  { provider, subject }: Provided,
): Promise<Account | null> {
  const { rows } = await sql<Row>`select ${COLUMNS} from account_user u
    join account_credential c on c.user_id = u.id
    where c.provider_id = ${provider} and c.account_id = ${subject}`.execute(db)
  return rows[0] ? toAccount(rows[0]) : null
}

export async function linkProvider<T>(
  db: Kysely<T>,
  accountId: string,
  { provider, subject }: Provided,
): Promise<boolean> {
  const { rows } = await sql`insert into account_credential (id, account_id, provider_id, user_id, updated_at)
    values (${newId()}, ${subject}, ${provider}, ${accountId}, now())
    on conflict (provider_id, account_id) do nothing returning id`.execute(db)
  return rows.length > 0
}

export async function unlinkProvider(db: Database, accountId: string, provider: string): Promise<void> {
  await sql`delete from account_credential
    where user_id = ${accountId} and provider_id = ${provider} and provider_id <> 'credential'`.execute(db)
}

export async function listCredentials(db: Database, accountId: string) {
  const { rows } = await sql<{ provider: string; subject: string; since: Date }>`
    select provider_id as provider, account_id as subject, created_at as since
    from account_credential where user_id = ${accountId} order by created_at`.execute(db)
  return rows
}

export async function listPasskeys(db: Database, accountId: string) {
  const { rows } = await sql<{ id: string; name: string | null; since: Date | null }>`
    select id, name, created_at as since from account_passkey where user_id = ${accountId} order by created_at`.execute(
    db,
  )
  return rows
}

export async function removePasskey(db: Database, accountId: string, id: string): Promise<void> {
  await sql`delete from account_passkey where id = ${id} and user_id = ${accountId}`.execute(db)
}
