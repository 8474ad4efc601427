/** Devices that are remembered: table `pairing`. Of what a device keeps, only the hash is here. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#base'
import type { Database } from '#platform'
import type { Affiliation } from '../institution.ts'

export type Pairing = {
  readonly id: string
  readonly institutionId: string
  readonly accountId: string | null
  readonly affiliation: Affiliation
  /** "Firefox, Linux" */
  readonly device: string
  readonly made: Date
  readonly until: Date
}

export type NewPairing = Pick<Pairing, 'institutionId' | 'accountId' | 'affiliation' | 'device'> & {
  readonly days: number
  readonly now: Date
}

const DAY_MS = 86_400_000

/** Returns what the device is to keep: it is not to be had again. */
export async function makePairing(
  db: Database,
  { institutionId, accountId, affiliation, device, days, now }: NewPairing,
): Promise<{ readonly token: string; readonly until: Date }> {
  const token = randomBytes(24).toString('base64url')
  const until = new Date(now.getTime() + days * DAY_MS)
  await sql`
    insert into pairing (id, token, institution_id, account_id, affiliation, device, made, until)
    values (${newId()}, ${digestOf(token)}, ${institutionId}, ${accountId}, ${affiliation}, ${device}, ${now}, ${until})`.execute(
    db,
  )
  return { token, until }
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export const isPairingToken = (text: string): boolean => /^[\w-]{32}$/.test(text)

/** Null: it has run out, was ended, or never was. */
export async function findPairing(db: Database, token: string, now: Date): Promise<Pairing | null> {
  const { rows } = await sql<Row>`
    select * from pairing where token = ${digestOf(token)} and ended is null and until > ${now}`.execute(db)
  return rows[0] === undefined ? null : toPairing(rows[0])
}

/** Those that hold, newest first. */
export async function listPairings(
  db: Database,
  of: { readonly accountId: string } | { readonly institutionId: string },
  now: Date,
): Promise<readonly Pairing[]> {
  const whose =
    'accountId' in of ? sql`account_id = ${of.accountId}` : sql`institution_id = ${of.institutionId}`
  const { rows } = await sql<Row>`
    select * from pairing where ${whose} and ended is null and until > ${now}
    order by made desc, id limit 500`.execute(db)
  return rows.map(toPairing)
}

/** By the device itself, by the account that made it, or by the institution; false: there is none, or none of theirs. */
export async function endPairing(
  db: Database,
  which: { readonly token: string } | { readonly id: string; readonly by: EndedBy },
  now: Date,
): Promise<boolean> {
  const where =
    'token' in which
      ? sql`token = ${digestOf(which.token)}`
      : 'accountId' in which.by
        ? sql`id = ${which.id} and account_id = ${which.by.accountId}`
        : sql`id = ${which.id} and institution_id = ${which.by.institutionId}`
  const { rows } = await sql`
    update pairing set ended = ${now} where ${where} and ended is null returning id`.execute(db)
  return rows.length > 0
}

export type EndedBy = { readonly accountId: string } | { readonly institutionId: string }

/** When an institution's addresses turn out to have been wrong, or its agreement ends. */
export async function endPairingsOf(db: Database, institutionId: string, now: Date): Promise<number> {
  const { rows } = await sql`
    update pairing set ended = ${now}
    where institution_id = ${institutionId} and ended is null and until > ${now} returning id`.execute(db)
  return rows.length
}

/** A job's work: nobody asks for those that have ended. */
export async function forgetOldPairings(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 30 * DAY_MS)
  await sql`delete from pairing where until < ${before} or ended < ${before}`.execute(db)
}

type Row = {
  id: string
  institution_id: string
  account_id: string | null
  affiliation: Affiliation
  device: string
  made: Date
  until: Date
}

const toPairing = ({ institution_id, account_id, id, affiliation, device, made, until }: Row): Pairing => ({
  ...{ id, institutionId: institution_id, accountId: account_id, affiliation, device, made, until },
})
