/** Readers' Kindles. Everything asks for the account: nobody sees, uses or removes another's. */
import { sql } from 'kysely'
import { newId } from '#base'
import type { Database } from '#platform'
import type { KindleAddress } from '../kindle-address.ts'

export type KindleDevice = KindleAddress & {
  readonly id: string
  readonly label: string
  /** Null: nothing is sent there yet. */
  readonly confirmed: Date | null
  /** Amazon said that it does not know it. */
  readonly trouble: string | null
}

export const MOST_DEVICES = 12

const COLUMNS = sql`id, label, name, domain, confirmed, trouble`

export async function listDevices(db: Database, accountId: string): Promise<readonly KindleDevice[]> {
  const { rows } = await sql<KindleDevice>`select ${COLUMNS} from kindle_device
    where account_id = ${accountId} order by made, id`.execute(db)
  return rows
}

export async function findDevice(
  db: Database,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<KindleDevice | null> {
  const { rows } = await sql<KindleDevice>`select ${COLUMNS} from kindle_device
    where id = ${id} and account_id = ${accountId}`.execute(db)
  return rows[0] ?? null
}

/** The one that is there already, where there is one. Null: the account has too many. */
export async function addDevice(
  db: Database,
  device: KindleAddress & { readonly accountId: string; readonly label: string; readonly now: Date },
): Promise<KindleDevice | null> {
  const { accountId, label, name, domain, now } = device
  return db.transaction().execute(async (tx) => {
    // One reader's forms follow each other, so that the count is true.
    await sql`select pg_advisory_xact_lock(hashtext(${`kindle ${accountId}`}))`.execute(tx)
    const known = await listDevices(tx, accountId)
    const same = known.find((one) => one.name === name && one.domain === domain)
    if (same !== undefined) return same
    if (known.length >= MOST_DEVICES) return null
    const { rows } = await sql<KindleDevice>`
      insert into kindle_device (id, account_id, label, name, domain, made)
      values (${newId()}, ${accountId}, ${label}, ${name}, ${domain}, ${now}) returning ${COLUMNS}`.execute(
      tx,
    )
    return rows[0] ?? null
  })
}

export async function removeDevice(
  db: Database,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<boolean> {
  const { rows } = await sql`delete from kindle_device where id = ${id} and account_id = ${accountId}
    returning id`.execute(db)
  return rows.length > 0
}

/** `null`: it works again. */
export async function noteTrouble(db: Database, id: string, trouble: string | null): Promise<void> {
  await sql`update kindle_device set trouble = ${trouble} where id = ${id}`.execute(db)
}

export async function hasApproved(db: Database, accountId: string, sender: string): Promise<boolean> {
  const { rows } = await sql`select 1 from kindle_approval
    where account_id = ${accountId} and sender = ${sender}`.execute(db)
  return rows.length > 0
}

export async function noteApproved(
  db: Database,
  approval: { readonly accountId: string; readonly sender: string; readonly now: Date },
): Promise<void> {
  await sql`insert into kindle_approval (account_id, sender, made)
    values (${approval.accountId}, ${approval.sender}, ${approval.now}) on conflict do nothing`.execute(db)
}

/** Deliveries stay, since they were sent; where to is forgotten with the account. */
export async function forgetKindleReader(db: Database, accountId: string): Promise<void> {
  await sql`delete from kindle_device where account_id = ${accountId}`.execute(db)
  await sql`delete from kindle_approval where account_id = ${accountId}`.execute(db)
  await sql`delete from kindle_report where account_id = ${accountId}`.execute(db)
}
