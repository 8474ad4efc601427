import { sql } from 'kysely'
import { newId } from '#base'
import { type Database, inTransaction } from '#platform'
import type { CopyFile, CopyRequest, CopyState } from './copy-request.ts'

export type CopyWish = Pick<
  CopyRequest,
  'productId' | 'press' | 'accountId' | 'name' | 'forms' | 'message'
> & {
  readonly email: string
  readonly language: CopyRequest['language']
}

/** How many requests may wait for one address at once: nobody fills somebody else's letter box. */
const MOST_WAITING = 5

export type CopyAsked =
  | { readonly kind: 'asked' | 'already'; readonly request: CopyRequest }
  | { readonly kind: 'too-many' }

/** `already`: the same address waits for a copy of it. */
export async function addCopyRequest(db: Database, wish: CopyWish, now: Date): Promise<CopyAsked> {
  return await inTransaction(db, async (tx) => {
    // One address at a time, so that two forms sent at once are one request.
    await sql`select pg_advisory_xact_lock(hashtext(${`accessible copy ${wish.email.toLowerCase()}`}))`.execute(
      tx,
    )
    const { rows: waiting } = await sql<Row>`
      select ${COLUMNS} from copy_request
      where lower(email) = ${wish.email.toLowerCase()} and state in ('new', 'in-hand')
      limit ${MOST_WAITING}`.execute(tx)
    const same = waiting.find(({ productId }) => productId === wish.productId)
    if (same !== undefined) return { kind: 'already', request: toRequest(same) }
    if (waiting.length >= MOST_WAITING) return { kind: 'too-many' }
    const { rows } = await sql<Row>`
      insert into copy_request (id, product_id, press, account_id, email, name, forms, message, language, state, asked)
      values (${newId()}, ${wish.productId}, ${wish.press}, ${wish.accountId}, ${wish.email}, ${wish.name},
        ${[...wish.forms]}::text[], ${wish.message}, ${wish.language}, 'new', ${now})
      returning ${COLUMNS}`.execute(tx)
    const [row] = rows
    if (row === undefined) throw new Error('A request could not be written')
    return { kind: 'asked', request: toRequest(row) }
  })
}

export async function findCopyRequest(db: Database, id: string): Promise<CopyRequest | null> {
  const { rows } = await sql<Row>`select ${COLUMNS} from copy_request where id = ${id}`.execute(db)
  return rows[0] === undefined ? null : toRequest(rows[0])
}

/** Held until the end of the transaction: two of the staff do not answer at once. */
export async function lockCopyRequest(tx: Database, id: string): Promise<CopyRequest | null> {
  const { rows } = await sql<Row>`select ${COLUMNS} from copy_request where id = ${id} for update`.execute(tx)
  return rows[0] === undefined ? null : toRequest(rows[0])
}

export type CopyQuery = {
  readonly presses?: readonly string[]
  readonly accountId?: string
  readonly states?: readonly CopyState[]
  /** Id of the last one seen. */
  readonly after?: string
  readonly limit: number
}

/** For queues: those that wait longest first. */
export async function listCopyRequests(db: Database, query: CopyQuery): Promise<readonly CopyRequest[]> {
  const { presses, accountId, states, after } = query
  const { rows } = await sql<Row>`
    select ${COLUMNS} from copy_request where true
      ${presses === undefined ? sql`` : sql`and press = any(${[...presses]}::text[])`}
      ${accountId === undefined ? sql`` : sql`and account_id = ${accountId}`}
      ${states === undefined ? sql`` : sql`and state = any(${[...states]}::text[])`}
      ${after === undefined ? sql`` : sql`and (asked, id) > (select asked, id from copy_request where id = ${after})`}
    order by asked, id limit ${query.limit}`.execute(db)
  return rows.map(toRequest)
}

/** How many nobody has taken up yet. */
export async function countNewCopies(db: Database, presses: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from copy_request where state = 'new' and press = any(${[...presses]}::text[])`.execute(
    db,
  )
  return Number(rows[0]?.n ?? 0)
}

export async function noteTaken(tx: Database, id: string, by: string, now: Date): Promise<void> {
  await sql`update copy_request set state = 'in-hand', taken = ${now}, taken_by = ${by}, settled = null,
    settled_by = null, answer = null, licence_id = null, file_name = null, file_bytes = null, file_until = null
    where id = ${id}`.execute(tx)
}

export async function noteSettled(
  tx: Database,
  id: string,
  settled: {
    readonly state: 'sent' | 'declined'
    readonly answer: string | null
    readonly file: CopyFile | null
    readonly licenceId: string | null
    readonly by: string
  },
  now: Date,
): Promise<void> {
  const { state, answer, file, licenceId, by } = settled
  await sql`update copy_request set state = ${state}, answer = ${answer}, settled = ${now}, settled_by = ${by},
    licence_id = ${licenceId}, file_name = ${file?.name ?? null}, file_bytes = ${file?.bytes ?? null},
    file_until = ${file?.until ?? null} where id = ${id}`.execute(tx)
}

type Row = Omit<CopyRequest, 'file'> & {
  readonly fileName: string | null
  readonly fileBytes: string | null
  readonly fileUntil: Date | null
}

const toRequest = ({ fileName, fileBytes, fileUntil, ...row }: Row): CopyRequest => ({
  ...row,
  file:
    fileName === null || fileUntil === null
      ? null
      : { name: fileName, bytes: Number(fileBytes ?? 0), until: fileUntil },
})

const COLUMNS = sql.raw(
  'id, product_id as "productId", press, account_id as "accountId", email, name, forms, message, language, state, ' +
    'answer, asked, taken, settled, file_name as "fileName", file_bytes as "fileBytes", file_until as "fileUntil", ' +
    'licence_id as "licenceId"',
)
