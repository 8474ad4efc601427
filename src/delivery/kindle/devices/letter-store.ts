/**
 * Letters that prove that a Kindle belongs to whoever reads the mailbox of the account: each is a link that holds for a day and
 * works once. The proof stands in the letter alone; it is made from the id and our secret, and kept nowhere.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { isId, newId } from '#base'
import type { Database } from '#platform'

export const LETTER_HOURS = 24
const MOST_IN_AN_HOUR = 6

export type DeviceLetter = {
  readonly id: string
  readonly deviceId: string
  readonly accountId: string
  /** The page from which the reader came. */
  readonly back: string
}

/** Null: the reader has been sent enough for now. */
export async function addLetter(
  db: Database,
  letter: Omit<DeviceLetter, 'id'> & { readonly now: Date },
): Promise<string | null> {
  const { deviceId, accountId, back, now } = letter
  const { rows } = await sql<{ sent: number }>`select count(*)::int as sent from kindle_letter
    where account_id = ${accountId} and made > ${now}::timestamptz - interval '1 hour'`.execute(db)
  if ((rows[0]?.sent ?? 0) >= MOST_IN_AN_HOUR) return null
  const id = newId()
  await sql`insert into kindle_letter (id, device_id, account_id, back, made, expires)
    values (${id}, ${deviceId}, ${accountId}, ${back}, ${now},
      ${now}::timestamptz + make_interval(hours => ${LETTER_HOURS}))`.execute(db)
  return id
}

export const proofOf = (id: string, secret: string): string =>
  createHmac('sha256', secret).update(`kindle letter ${id}`).digest('base64url')

function isProof(id: string, proof: string, secret: string): boolean {
  const [given, wanted] = [Buffer.from(proof), Buffer.from(proofOf(id, secret))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

type Key = { readonly id: string; readonly proof: string; readonly secret: string; readonly now: Date }

/** Whether it holds still; looking at it does not use it up, since mail programs look at links as well. */
export async function findLetter(
  db: Database,
  { id, proof, secret, now }: Key,
): Promise<DeviceLetter | null> {
  if (!isId(id) || !isProof(id, proof, secret)) return null
  const { rows } = await sql<DeviceLetter>`
    select id, device_id as "deviceId", account_id as "accountId", back from kindle_letter
    where id = ${id} and used is null and expires > ${now}`.execute(db)
  return rows[0] ?? null
}

/** True for one caller, once: the device is confirmed. */
export function useLetter(db: Database, letter: DeviceLetter, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql`update kindle_letter set used = ${now}
      where id = ${letter.id} and used is null and expires > ${now} returning id`.execute(tx)
    if (rows.length === 0) return false
    await sql`update kindle_device set confirmed = coalesce(confirmed, ${now})
      where id = ${letter.deviceId} and account_id = ${letter.accountId}`.execute(tx)
    return true
  })
}

export async function forgetOldKindleLetters(db: Database, now: Date): Promise<void> {
  await sql`delete from kindle_letter where expires < ${now}::timestamptz - interval '7 days'`.execute(db)
}
