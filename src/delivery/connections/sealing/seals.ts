/**
 * Secrets of readers at rest: AES-256-GCM under a ring of keys with versions. Each key is made from SECRET_KEY and a salt of its
 * own, so that keys can be changed while SECRET_KEY stays, and SECRET_KEY while what was sealed stays readable. What is sealed
 * is bound to its row and its field: laid into another one, it does not open.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { fail, ok, type Result } from '#base'

/** Where something sealed stands. It opens nowhere else. */
export type Spot = { readonly table: string; readonly row: string; readonly field: string }

/** `foreign-key`: sealed under a key we do not have, such as one made from another SECRET_KEY. */
export type SealFault = 'foreign-key' | 'damaged'

/** `before`: the SECRET_KEY of before, as long as something may be sealed with it. */
export type SealSecrets = { readonly now: string; readonly before: string | null }

export type Seals = {
  /** In the transaction that keeps it: no change of keys can come in between. */
  seal<T>(transaction: Kysely<T>, text: string, spot: Spot): Promise<string>
  open<T>(db: Kysely<T>, sealed: string, spot: Spot): Promise<Result<string, SealFault>>
}

type KeyRow = { readonly version: number; readonly salt: string; readonly proof: string }

export const openSeals = (secrets: SealSecrets): Seals => ({
  async seal(transaction, text, spot) {
    await sql`select pg_advisory_xact_lock_shared(${sql.lit(KEYS)})`.execute(transaction)
    const key = await ownKey(transaction, secrets.now)
    return sealWith(deriveKey(secrets.now, key.salt), key.version, text, spot)
  },
  async open(db, sealed, spot) {
    const version = Number(/^k(\d{1,9})\./.exec(sealed)?.[1] ?? Number.NaN)
    if (Number.isNaN(version)) return fail('damaged')
    const row = (await listRows(db)).find((key) => key.version === version)
    const secret = [secrets.now, secrets.before].find((one) => row && one !== null && isOf(one, row))
    if (!row || secret == null) return fail('foreign-key')
    return openWith(deriveKey(secret, row.salt), sealed, spot)
  },
})

/** Whoever seals holds it together with others; whoever changes the keys holds it alone: 'seal' in ASCII. */
export const KEYS = 0x7365616c
const ADDING = KEYS + 1

async function listRows<T>(db: Kysely<T>): Promise<readonly KeyRow[]> {
  const { rows } = await sql<KeyRow>`select version, salt, proof from seal_key order by version`.execute(db)
  return rows
}

export type KnownKey = {
  readonly version: number
  readonly made: Date
  /** Whether it was made from this secret. */
  readonly isOf: (secret: string) => boolean
}

/** For those who look after them: no key, and nothing that leads to one. */
export async function listKeys<T>(db: Kysely<T>): Promise<readonly KnownKey[]> {
  const { rows } = await sql<KeyRow & { made: Date }>`
    select version, salt, proof, made from seal_key order by version`.execute(db)
  return rows.map((row) => ({ version: row.version, made: row.made, isOf: (secret) => isOf(secret, row) }))
}

/** After a change of SECRET_KEY nothing new is sealed with the one of before. Two who find none make one, not two. */
async function ownKey<T>(transaction: Kysely<T>, secret: string): Promise<KeyRow> {
  const newest = async () => (await listRows(transaction)).at(-1)
  const known = await newest()
  if (known !== undefined && isOf(secret, known)) return known
  await sql`select pg_advisory_xact_lock(${sql.lit(ADDING)})`.execute(transaction)
  const added = await newest()
  return added !== undefined && isOf(secret, added) ? added : addKey(transaction, secret)
}

/** For whoever holds one of the two locks alone. */
export async function addKey<T>(transaction: Kysely<T>, secret: string): Promise<KeyRow> {
  const salt = randomBytes(16).toString('base64url')
  const { rows } = await sql<KeyRow>`insert into seal_key (version, salt, proof)
    select coalesce(max(version), 0) + 1, ${salt}, ${proofOf(deriveKey(secret, salt))} from seal_key
    returning version, salt, proof`.execute(transaction)
  const [added] = rows
  if (added) return added
  throw new Error('A key was not added')
}

/** Whether a key was made from this secret: told by a proof, without opening anything. */
const isOf = (secret: string, { salt, proof }: KeyRow): boolean => proofOf(deriveKey(secret, salt)) === proof

const deriveKey = (secret: string, salt: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'delivery-seals', 32))

const proofOf = (key: Buffer): string =>
  createHmac('sha256', key).update('which key this is').digest('base64url').slice(0, 22)

const bind = ({ table, row, field }: Spot): Buffer => Buffer.from(JSON.stringify([table, row, field]))

export function sealWith(key: Buffer, version: number, text: string, spot: Spot): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bind(spot))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `k${version}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
}

export function openWith(key: Buffer, sealed: string, spot: Spot): Result<string, SealFault> {
  const [, nonce, rest] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'))
  if (nonce?.length !== 12 || rest === undefined || rest.length < 16) return fail('damaged')
  try {
    const opening = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    opening.setAAD(bind(spot))
    opening.setAuthTag(rest.subarray(-16))
    return ok(Buffer.concat([opening.update(rest.subarray(0, -16)), opening.final()]).toString('utf8'))
  } catch {
    return fail('damaged')
  }
}
