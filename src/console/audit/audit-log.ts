/**
 * What staff did, and nobody can undo having done: rows that are only ever added, each with the hash of the one before it,
 * so that a row that is changed, left out or put in between shows. Each hash is sealed with the site's own key as well:
 * whoever can write to the database alone cannot make the chain anew.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#platform'

/** Everything that is noted. Each can be done by the console or by a command, and mostly by both. */
export const ACTS = [
  'parcel-handed-in',
  'parcel-dropped',
  'parcel-held',
  'parcel-scheduled',
  'book-published',
  'book-edited',
  'book-withdrawn',
  'book-restored',
  'corrections-dropped',
  'amendment-made',
  'amendment-removed',
  'access-changed',
  'price-changed',
  'licence-granted',
  'licence-changed',
  'licence-revoked',
  'collection-added',
  'collection-changed',
  'collection-removed',
  'institution-added',
  'institution-changed',
  'ranges-changed',
  'sign-in-changed',
  'librarian-added',
  'librarian-removed',
  'codes-made',
  'codes-revoked',
  'link-made',
  'link-revoked',
  'request-answered',
  'order-refunded',
  'invoice-settled',
  'role-given',
  'role-taken',
  'mail-sent-again',
  'reviewer-named',
  'reviewer-removed',
  'record-reviewed',
  'claim-reviewed',
  'copy-taken',
  'copy-sent',
  'copy-declined',
  'account-added',
  'account-verified',
  'account-deleted',
  'password-set',
  'devices-forgotten',
  'federation-added',
  'federation-removed',
  'provider-changed',
  'keys-changed',
  'kindle-resumed',
  'tax-changed',
  'order-offered',
  'order-billed',
  'order-cancelled',
] as const

export type Act = (typeof ACTS)[number]

export type AuditEntry = {
  readonly number: number
  readonly at: Date
  /** Who did it: an account's id and address, or `worker`. */
  readonly accountId: string | null
  readonly who: string
  readonly press: string | null
  readonly act: Act
  /** Whose id it was done to. */
  readonly about: string | null
  /** In words of the time: a title, a name. */
  readonly name: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly hash: string
}

export type Deed = Pick<AuditEntry, 'accountId' | 'who' | 'press' | 'act'> &
  Partial<Pick<AuditEntry, 'about' | 'name' | 'details'>>

/** Who does it: an account, or a command. */
export type Doer = Pick<Deed, 'accountId' | 'who'>

/** What was done, whoever did it. */
export type Done = Omit<Deed, keyof Doer>

const ONE_BY_ONE = sql.lit(0x617564)
const START = '0'.repeat(64)

/** In the transaction of what was done, as its last step: entries are numbered one by one. */
export async function noteDeed(tx: Database, secretKey: string, deed: Deed, at: Date): Promise<void> {
  if (!tx.isTransaction)
    return await tx.transaction().execute((inner) => noteDeed(inner, secretKey, deed, at))
  await sql`select pg_advisory_xact_lock(${ONE_BY_ONE})`.execute(tx)
  const { rows } = await sql<{ number: string; hash: string }>`
    select number, hash from audit_entry order by number desc limit 1`.execute(tx)
  const entry = {
    number: Number(rows[0]?.number ?? 0) + 1,
    at: at.toISOString(),
    accountId: deed.accountId,
    who: deed.who,
    press: deed.press,
    act: deed.act,
    about: deed.about ?? null,
    name: deed.name ?? null,
    details: JSON.stringify(deed.details ?? {}),
  }
  const hash = hashOf(rows[0]?.hash ?? START, entry)
  await sql`
    insert into audit_entry (number, at, account_id, who, press, act, about, name, details, hash, seal)
    values (${entry.number}, ${entry.at}, ${entry.accountId}, ${entry.who}, ${entry.press}, ${entry.act},
      ${entry.about}, ${entry.name}, ${entry.details}, ${hash}, ${sealOf(secretKey, hash)})`.execute(tx)
}

type Hashed = {
  readonly number: number
  readonly at: string
  readonly accountId: string | null
  readonly who: string
  readonly press: string | null
  readonly act: string
  readonly about: string | null
  readonly name: string | null
  readonly details: string
}

const hashOf = (before: string, one: Hashed): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        ...[before, one.number, one.at, one.accountId, one.who, one.press, one.act, one.about],
        ...[one.name, one.details],
      ]),
    )
    .digest('hex')

/** Begins with a mark of the key, so that a site whose key was replaced can still tell which seals are its own. */
function sealOf(secretKey: string, hash: string): string {
  const key = createHmac('sha256', secretKey).update('audit').digest()
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 8)
  return `${mark}.${createHmac('sha256', key).update(hash).digest('hex')}`
}

type Row = {
  readonly number: string
  readonly at: Date
  readonly account_id: string | null
  readonly who: string
  readonly press: string | null
  readonly act: Act
  readonly about: string | null
  readonly name: string | null
  readonly details: string
  readonly hash: string
  readonly seal: string
}

const toEntry = (row: Row): AuditEntry => ({
  number: Number(row.number),
  at: row.at,
  accountId: row.account_id,
  who: row.who,
  press: row.press,
  act: row.act,
  about: row.about,
  name: row.name,
  details: JSON.parse(row.details),
  hash: row.hash,
})

export type AuditQuery = {
  /** Null: of every press, and of the site. */
  readonly presses: readonly string[] | null
  readonly about?: string
  readonly words?: string
  /** Number of the last one seen. */
  readonly before?: number
  readonly limit: number
}

/** The newest first. */
export async function listDeeds(db: Database, query: AuditQuery): Promise<readonly AuditEntry[]> {
  const { presses, about, words, before, limit } = query
  const like = words === undefined ? null : `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Row>`
    select * from audit_entry where true
      ${presses === null ? sql`` : sql`and press = any(${[...presses]}::text[])`}
      ${about === undefined ? sql`` : sql`and about = ${about}`}
      ${like === null ? sql`` : sql`and (who ilike ${like} or name ilike ${like} or act ilike ${like})`}
      ${before === undefined ? sql`` : sql`and number < ${before}`}
    order by number desc limit ${limit}`.execute(db)
  return rows.map(toEntry)
}

export type AuditVerdict =
  | { readonly kind: 'whole'; readonly entries: number; readonly head: string; readonly foreignSeals: number }
  | { readonly kind: 'broken'; readonly number: number }

const AT_ONCE = 1000

/** Walks the whole chain. `broken`: this entry, or one before it, is not as it was written. */
export async function verifyAudit(db: Database, secretKey: string): Promise<AuditVerdict> {
  const mark = sealOf(secretKey, '').slice(0, 8)
  let [head, last, foreignSeals] = [START, 0, 0]
  for (;;) {
    const { rows } = await sql<Row>`
      select * from audit_entry where number > ${last} order by number limit ${AT_ONCE}`.execute(db)
    for (const row of rows) {
      const number = Number(row.number)
      const entry = { ...row, number, at: row.at.toISOString(), accountId: row.account_id }
      const isOwn = row.seal.startsWith(`${mark}.`)
      const holds = number === last + 1 && hashOf(head, entry) === row.hash
      if (!holds || (isOwn && !isSame(row.seal, sealOf(secretKey, row.hash))))
        return { kind: 'broken', number }
      if (!isOwn) foreignSeals += 1
      head = row.hash
      last = number
    }
    if (rows.length < AT_ONCE) return { kind: 'whole', entries: last, head, foreignSeals }
  }
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
