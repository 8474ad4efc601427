/** Readers on their way to a cloud and back: each way can be come back on once, by whoever set out, in the same session. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { CloudName } from './cloud.ts'
import type { Seals, Spot } from './sealing/seals.ts'

export type Traveller = { readonly accountId: string; readonly sessionId: string }

export type Consent = Traveller & {
  readonly cloud: CloudName
  /** A page of ours, with language and press. */
  readonly returnTo: string
  /** What waits for it. */
  readonly deliveryId: string | null
}

const LONGEST_MS = 10 * 60_000

const hashOf = (state: string): string => createHash('sha256').update(state).digest('base64url')

const spotOf = (hash: string): Spot => ({ table: 'cloud_consent', row: hash, field: 'verifier_sealed' })

export async function noteConsent(
  db: Database,
  seals: Seals,
  consent: Consent,
  asked: { readonly state: string; readonly verifier: string; readonly now: Date },
): Promise<void> {
  const hash = hashOf(asked.state)
  const { accountId, sessionId, cloud, returnTo, deliveryId } = consent
  const expires = new Date(asked.now.getTime() + LONGEST_MS)
  await db.transaction().execute(async (transaction) => {
    const sealed = await seals.seal(transaction, asked.verifier, spotOf(hash))
    await sql`insert into cloud_consent
        (state_hash, account_id, session_id, cloud, verifier_sealed, return_to, delivery_id, expires)
      values (${hash}, ${accountId}, ${sessionId}, ${cloud}, ${sealed}, ${returnTo}, ${deliveryId}, ${expires})`.execute(
      transaction,
    )
  })
}

export type TakenConsent =
  | { readonly kind: 'taken'; readonly consent: Consent; readonly verifier: string }
  /** Too late, or for the second time: but it is known where the reader came from. */
  | { readonly kind: 'expired'; readonly consent: Consent }
  /** Nobody set out like that, or somebody else did, who is told nothing. */
  | { readonly kind: 'unknown' }

export async function takeConsentNote(
  db: Database,
  seals: Seals,
  { accountId, sessionId, cloud }: Traveller & Pick<Consent, 'cloud'>,
  state: string,
  now: Date,
): Promise<TakenConsent> {
  const hash = hashOf(state)
  const own = sql`state_hash = ${hash} and account_id = ${accountId} and session_id = ${sessionId} and cloud = ${cloud}`
  const { rows: taken } = await sql<Row>`
    update cloud_consent set used = ${now} where ${own} and used is null and expires > ${now}
    returning *`.execute(db)
  const [row] = taken
  if (row) {
    const opened = await seals.open(db, row.verifier_sealed, spotOf(hash))
    const consent = toConsent(row)
    return opened.ok ? { kind: 'taken', consent, verifier: opened.value } : { kind: 'expired', consent }
  }
  const { rows: late } = await sql<Row>`select * from cloud_consent where ${own}`.execute(db)
  return late[0] ? { kind: 'expired', consent: toConsent(late[0]) } : { kind: 'unknown' }
}

export async function forgetOldConsents(db: Database, now: Date): Promise<void> {
  await sql`delete from cloud_consent where expires < ${new Date(now.getTime() - 86_400_000)}`.execute(db)
}

type Row = {
  account_id: string
  session_id: string
  cloud: CloudName
  verifier_sealed: string
  return_to: string
  delivery_id: string | null
}

const toConsent = (row: Row): Consent => ({
  accountId: row.account_id,
  sessionId: row.session_id,
  cloud: row.cloud,
  returnTo: row.return_to,
  deliveryId: row.delivery_id,
})
