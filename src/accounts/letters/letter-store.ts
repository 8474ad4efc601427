/**
 * Letters asked for. Asking is one insert, the same for everybody: who has an account is looked up when the letter is written,
 * behind the scenes, so that neither the answer nor its time tells anything.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { isId, newId } from '#base'
import type { Database } from '#platform'
import type { Language } from '#web'
import { type Letter, MINUTES, type Wish } from './letter.ts'

export type Asked = Pick<Letter, 'email' | 'wish' | 'language' | 'origin' | 'base' | 'siteName'>

export async function askForLetter<T>(db: Kysely<T>, asked: Asked, now: Date): Promise<string> {
  const id = newId()
  const { kind, ...details } = asked.wish
  await sql`insert into account_letter (id, kind, email, language, origin, base, site_name, details, made, expires)
    values (${id}, ${kind}, ${asked.email.toLowerCase()}, ${asked.language}, ${asked.origin}, ${asked.base},
      ${asked.siteName}, ${JSON.stringify(details)}::text::jsonb, ${now},
      ${now}::timestamptz + make_interval(mins => ${MINUTES[kind]}))`.execute(db)
  return id
}

/** The proof stands in the letter alone: it is made from the id and our secret, and kept nowhere. */
export const proofOf = (id: string, secret: string): string =>
  createHmac('sha256', secret).update(`letter ${id}`).digest('base64url')

const isProof = (id: string, proof: string, secret: string): boolean => {
  const [given, wanted] = [Buffer.from(proof), Buffer.from(proofOf(id, secret))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

type Row = {
  id: string
  kind: Wish['kind']
  email: string
  language: Language
  origin: string
  base: string
  site_name: string
  details: Omit<Wish, 'kind'>
  made: Date
  expires: Date
}

const toLetter = ({ kind, details, site_name: siteName, ...row }: Row): Letter => ({
  ...row,
  siteName,
  wish: toWish(kind, details),
})

/** The kind was parted from the rest by `askForLetter`. */
const toWish = (kind: Wish['kind'], details: Omit<Wish, 'kind'>): Wish => ({ ...details, kind }) as Wish

/** Whether it holds still; looking at it does not use it up, since mail programs look at links as well. */
export async function findLetter(
  db: Database,
  key: { readonly id: string; readonly proof: string; readonly secret: string },
  now: Date,
): Promise<Letter | null> {
  if (!isId(key.id) || !isProof(key.id, key.proof, key.secret)) return null
  const { rows } = await sql<Row>`select * from account_letter
    where id = ${key.id} and used is null and expires > ${now}`.execute(db)
  return rows[0] ? toLetter(rows[0]) : null
}

/** True for one caller, once. */
export async function useLetter<T>(transaction: Kysely<T>, { id }: Letter, now: Date): Promise<boolean> {
  const { rows } = await sql`update account_letter set used = ${now}, details = '{}'
    where id = ${id} and used is null and expires > ${now} returning id`.execute(transaction)
  return rows.length > 0
}

export async function claimUnmailed<T>(transaction: Kysely<T>, most: number): Promise<readonly Letter[]> {
  const { rows } = await sql<Row>`update account_letter set mailed = now() where id in (
      select id from account_letter where mailed is null order by made limit ${most} for update skip locked)
    returning *`.execute(transaction)
  return rows.map(toLetter)
}

/** What was asked for this address before is no longer good: its password has changed. */
export async function dropLetters<T>(transaction: Kysely<T>, email: string): Promise<void> {
  await sql`delete from account_letter where email = ${email.toLowerCase()} and used is null`.execute(
    transaction,
  )
}

export async function forgetOldLetters(db: Database, now: Date): Promise<void> {
  await sql`delete from account_letter where expires < ${now}::timestamptz - interval '1 day'`.execute(db)
}
