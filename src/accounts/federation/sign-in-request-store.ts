/** Readers on their way to a provider and back: `sign_in_request` and `used_assertion`. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import { digestOf } from './secrets.ts'
import type { SignedIn } from './signed-in.ts'

export type SignInRequest = {
  /** The id of the AuthnRequest, or of the OpenID request. */
  readonly id: string
  /** RelayState, or `state`: opaque, and ours. */
  readonly relay: string
  readonly entityId: string
  /** Where the answer has to come in. */
  readonly address: string
  /** A page of ours. */
  readonly returnTo: string
  /** Hash of the browser's word. */
  readonly browser: string
  /** Sealed. */
  readonly secrets: string | null
  readonly made: Date
}

/** Time to find a password, and a second factor. */
export const LONGEST_SIGN_IN_MS = 3_600_000

export async function noteRequest(db: Database, request: SignInRequest): Promise<void> {
  await sql`
    insert into sign_in_request (id, relay, entity_id, address, return_to, browser, secrets, made)
    values (${request.id}, ${request.relay}, ${request.entityId}, ${request.address}, ${request.returnTo},
            ${request.browser}, ${request.secrets}, ${request.made})`.execute(db)
}

export type TakenRequest =
  | { readonly kind: 'taken'; readonly request: SignInRequest }
  | { readonly kind: 'unknown' | 'used' | 'too-late' }

/** It can be taken once: whoever comes second, even in the same moment, is told that it is used. */
export async function takeRequest(db: Database, by: RequestKey, now: Date): Promise<TakenRequest> {
  const which = 'id' in by ? sql`id = ${by.id}` : sql`relay = ${by.relay}`
  const taken = await sql<Row>`
    update sign_in_request set answered = ${now} where ${which} and answered is null returning *`.execute(db)
  const [row] = taken.rows
  if (row) {
    const request = toRequest(row)
    return now.getTime() - request.made.getTime() > LONGEST_SIGN_IN_MS
      ? { kind: 'too-late' }
      : { kind: 'taken', request }
  }
  const { rows } = await sql`select from sign_in_request where ${which}`.execute(db)
  return { kind: rows.length > 0 ? 'used' : 'unknown' }
}

export type RequestKey = { readonly id: string } | { readonly relay: string }

/** Keeps what came of it until the reader's own browser fetches it, under a word that it is given. */
export async function keepOutcome(
  db: Database,
  request: SignInRequest,
  outcome: SignedIn,
  handle: string,
): Promise<void> {
  await sql`
    update sign_in_request set outcome = ${JSON.stringify(outcome)}::text::jsonb, handle = ${digestOf(handle)}
    where id = ${request.id}`.execute(db)
}

export type FetchedOutcome =
  | { readonly kind: 'fetched'; readonly outcome: SignedIn; readonly returnTo: string }
  | { readonly kind: 'unknown' | 'other-browser' | 'too-late' }

const LONGEST_FETCH_MS = 120_000

/** Once, and by the browser that began: a stolen address is worth nothing, and nobody is signed in as somebody else. */
export async function fetchOutcome(
  db: Database,
  handle: string,
  browser: string | null,
  now: Date,
): Promise<FetchedOutcome> {
  // Whoever asks, and however: the word is used up.
  const { rows } = await sql<FetchedRow>`
    with found as (select id, outcome from sign_in_request where handle = ${digestOf(handle)} for update)
    update sign_in_request r set handle = null, outcome = null from found
    where r.id = found.id and found.outcome is not null
    returning r.browser, r.answered, r.return_to, found.outcome as kept`.execute(db)
  const [row] = rows
  if (!row) return { kind: 'unknown' }
  if (browser === null || digestOf(browser) !== row.browser) return { kind: 'other-browser' }
  if (now.getTime() - (row.answered?.getTime() ?? 0) > LONGEST_FETCH_MS) return { kind: 'too-late' }
  const { until, ...outcome } = row.kept
  return {
    kind: 'fetched',
    outcome: { ...outcome, until: until === null ? null : new Date(until) },
    returnTo: row.return_to,
  }
}

type FetchedRow = Pick<Row, 'browser' | 'answered' | 'return_to'> & { kept: KeptOutcome }

type KeptOutcome = Omit<SignedIn, 'until'> & { readonly until: string | null }

/** False: it was used before. */
export async function useAssertion(
  db: Database,
  assertion: { readonly issuer: string; readonly id: string },
  expires: Date,
): Promise<boolean> {
  const key = digestOf(JSON.stringify([assertion.issuer, assertion.id]))
  const { rows } = await sql`
    insert into used_assertion (key, expires) values (${key}, ${expires})
    on conflict (key) do nothing returning key`.execute(db)
  return rows.length === 1
}

/** A job's work: what is too old to be answered or used again. */
export async function forgetOldSignIns(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 2 * LONGEST_SIGN_IN_MS)
  await sql`delete from sign_in_request where made < ${before}`.execute(db)
  await sql`delete from used_assertion where expires < ${now}`.execute(db)
}

type Row = {
  id: string
  relay: string
  entity_id: string
  address: string
  return_to: string
  browser: string
  secrets: string | null
  made: Date
  answered: Date | null
}

const toRequest = (row: Row): SignInRequest => ({
  id: row.id,
  relay: row.relay,
  entityId: row.entity_id,
  address: row.address,
  returnTo: row.return_to,
  browser: row.browser,
  secrets: row.secrets,
  made: row.made,
})
