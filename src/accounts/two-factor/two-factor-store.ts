/** The key an authenticator app shares with us, and recovery codes, sealed as better-auth seals them. */
import { type Kysely, sql } from 'kysely'
import { newId } from '#base'
import type { Database } from '#platform'

type Row = { secret: string; backup_codes: string; verified: boolean }

export async function findTwoFactor<T>(db: Kysely<T>, accountId: string): Promise<Row | null> {
  const { rows } = await sql<Row>`select secret, backup_codes, coalesce(verified, false) as verified
    from account_two_factor where user_id = ${accountId}`.execute(db)
  return rows[0] ?? null
}

/** What was set up before and never confirmed goes. */
export const beginTwoFactor = (
  db: Database,
  accountId: string,
  sealed: { readonly secret: string; readonly codes: string },
): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await sql`delete from account_two_factor where user_id = ${accountId} and verified is not true`.execute(
      transaction,
    )
    await sql`insert into account_two_factor (id, secret, backup_codes, user_id, verified)
      values (${newId()}, ${sealed.secret}, ${sealed.codes}, ${accountId}, false)`.execute(transaction)
  })

export const confirmTwoFactor = (db: Database, accountId: string): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await sql`update account_two_factor set verified = true where user_id = ${accountId}`.execute(transaction)
    await sql`update account_user set two_factor_enabled = true, updated_at = now()
      where id = ${accountId}`.execute(transaction)
  })

export async function dropTwoFactor<T>(transaction: Kysely<T>, accountId: string): Promise<void> {
  await sql`delete from account_two_factor where user_id = ${accountId}`.execute(transaction)
  await sql`update account_user set two_factor_enabled = false, updated_at = now()
    where id = ${accountId}`.execute(transaction)
}

/** Only if nobody has taken one meanwhile: a recovery code is good once. */
export async function keepCodes(
  db: Database,
  accountId: string,
  codes: { readonly before: string; readonly after: string },
): Promise<boolean> {
  const { rows } = await sql`update account_two_factor set backup_codes = ${codes.after}
    where user_id = ${accountId} and backup_codes = ${codes.before} returning id`.execute(db)
  return rows.length > 0
}
