import { sql } from 'kysely'
import { newId } from '#base'
import { type Database, inTransaction } from '#platform'
import type { LibraryRequest } from './library-request.ts'

export type Asked = Omit<LibraryRequest, 'id' | 'state' | 'answer' | 'asked' | 'answered'>

/** `already`: the same reader asked the same library for it, and nobody has answered yet. */
export async function addRequest(
  db: Database,
  asked: Asked,
  now: Date,
): Promise<{ readonly kind: 'asked' | 'already'; readonly request: LibraryRequest }> {
  return await inTransaction(db, async (tx) => {
    const open = await findSame(tx, asked)
    if (open !== null) return { kind: 'already', request: open }
    const { rows } = await sql<RequestRow>`
      insert into library_request (id, product_id, press, institution_id, institution_name, account_id, email, name,
        message, language, state, asked)
      values (${newId()}, ${asked.productId}, ${asked.press}, ${asked.institutionId}, ${asked.institutionName},
        ${asked.accountId}, ${asked.email}, ${asked.name}, ${asked.message}, ${asked.language}, 'open', ${now})
      returning ${COLUMNS}`.execute(tx)
    const [request] = rows
    if (request === undefined) throw new Error('A request could not be written')
    return { kind: 'asked', request }
  })
}

async function findSame(db: Database, asked: Asked): Promise<LibraryRequest | null> {
  const { accountId, email } = asked
  if (accountId === null && email === null) return null
  const { rows } = await sql<RequestRow>`
    select ${COLUMNS} from library_request
    where state = 'open' and product_id = ${asked.productId} and institution_name = ${asked.institutionName}
      and ${accountId === null ? sql`account_id is null and email = ${email}` : sql`account_id = ${accountId}`}
    limit 1`.execute(db)
  return rows[0] ?? null
}

/** What a librarian has done about it. Null: there is no such request, or it has been answered. */
export async function answerRequest(
  db: Database,
  id: string,
  answer: { readonly state: 'settled' | 'declined'; readonly answer: string | null; readonly by: string },
  now: Date,
): Promise<LibraryRequest | null> {
  const { rows } = await sql<RequestRow>`
    update library_request set state = ${answer.state}, answer = ${answer.answer}, answered = ${now},
      answered_by = ${answer.by}
    where id = ${id} and state = 'open' returning ${COLUMNS}`.execute(db)
  return rows[0] ?? null
}

export async function findRequest(db: Database, id: string): Promise<LibraryRequest | null> {
  const { rows } = await sql<RequestRow>`select ${COLUMNS} from library_request where id = ${id}`.execute(db)
  return rows[0] ?? null
}

export type RequestQuery = {
  readonly institutionIds?: readonly string[]
  readonly press?: string
  readonly accountId?: string
  readonly state?: LibraryRequest['state']
  /** Id of the last one seen. */
  readonly after?: string
  readonly limit: number
}

/** For queues: those that wait longest first. */
export async function listRequests(db: Database, query: RequestQuery): Promise<readonly LibraryRequest[]> {
  const { institutionIds, press, accountId, state, after } = query
  const { rows } = await sql<RequestRow>`
    select ${COLUMNS} from library_request where true
      ${institutionIds === undefined ? sql`` : sql`and institution_id = any(${[...institutionIds]}::text[])`}
      ${press === undefined ? sql`` : sql`and press = ${press}`}
      ${accountId === undefined ? sql`` : sql`and account_id = ${accountId}`}
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${after === undefined ? sql`` : sql`and (asked, id) > (select asked, id from library_request where id = ${after})`}
    order by asked, id limit ${query.limit}`.execute(db)
  return rows
}

/** Whoever closes an account is no longer named in what he asked for. */
export async function forgetRequester(db: Database, accountId: string): Promise<void> {
  await sql`update library_request set account_id = null, email = null, name = null, message = null
    where account_id = ${accountId}`.execute(db)
}

type RequestRow = LibraryRequest

const COLUMNS = sql.raw(
  'id, product_id as "productId", press, institution_id as "institutionId", institution_name as "institutionName", ' +
    'account_id as "accountId", email, name, message, language, state, answer, asked, answered',
)
