/** Who is signed in, and since when. A row that is gone ends the session; see session-memory.ts for who remembers it. */
import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { newId } from '#base'
import type { Database } from '#platform'
import type { SignedInAccount, StaffIdentity } from './identity.ts'
import { SESSION_SECONDS } from './session-cookie.ts'

/** After so many days everybody signs in again, however busy. */
const LONGEST_DAYS = 90
/** Staff that went home is signed out (OWASP ASVS 7.3). */
const STAFF_SECONDS = 12 * 3600
const OWED_SECONDS = 600

export type Factor = 'owed' | 'first' | 'second'

export type Begun = { readonly token: string; readonly seconds: number }

export async function beginSession<T>(
  db: Kysely<T>,
  session: {
    readonly accountId: string
    readonly factor: Factor
    readonly userAgent: string
    readonly now: Date
  },
): Promise<Begun> {
  const token = randomBytes(32).toString('base64url')
  const seconds = session.factor === 'owed' ? OWED_SECONDS : SESSION_SECONDS
  await sql`insert into account_session (id, token, user_id, factor, user_agent, created_at, updated_at, expires_at)
    select ${newId()}, ${token}, ${session.accountId}, ${session.factor}, ${session.userAgent.slice(0, 300)},
      ${session.now}, ${session.now}, ${session.now}::timestamptz + make_interval(secs =>
        case when exists (select from staff_role where account_id = ${session.accountId})
        then least(${seconds}::int, ${STAFF_SECONDS}::int) else ${seconds}::int end)`.execute(db)
  return { token, seconds: session.factor === 'owed' ? OWED_SECONDS : LONGEST_DAYS * 86_400 }
}

type Row = {
  id: string
  factor: Factor
  begun: Date
  used: Date
  account: string
  email: string
  name: string
  verified: boolean
  roles: readonly StaffIdentity[]
  librarianOf: readonly string[]
}

const findRow = async (db: Database, token: string, now: Date): Promise<Row | null> => {
  const { rows } = await sql<Row>`select s.id, s.factor, s.created_at as begun, s.updated_at as used,
      u.id as account, u.email, u.name, u.email_verified as verified,
      coalesce((select json_agg(json_build_object('press', r.press, 'role', r.role) order by r.press, r.role)
        from staff_role r where r.account_id = u.id), '[]') as roles,
      array(select l.institution_id from institution_librarian l where l.account_id = u.id order by l.added)
        as "librarianOf"
    from account_session s join account_user u on u.id = s.user_id
    where s.token = ${token} and s.expires_at > ${now}`.execute(db)
  return rows[0] ?? null
}

/** One look by an index. Whoever still owes a code is nobody yet. */
export async function findSignedIn(db: Database, token: string, now: Date): Promise<SignedInAccount | null> {
  const row = await findRow(db, token, now)
  if (row === null || row.factor === 'owed') return null
  if (now.getTime() - row.used.getTime() > TOUCHED_EVERY_MS) await touch(db, row, now)
  return {
    account: { id: row.account, email: row.email, name: row.name, verified: row.verified },
    staff: row.factor === 'second' ? row.roles : [],
    librarianOf: row.librarianOf,
    session: {
      id: row.id,
      begun: row.begun,
      factor: row.factor,
      owesSecondFactor: row.roles.length > 0 && row.factor === 'first',
    },
  }
}

const TOUCHED_EVERY_MS = 1_800_000

async function touch(db: Database, { id, roles }: Row, now: Date): Promise<void> {
  const seconds = roles.length > 0 ? STAFF_SECONDS : SESSION_SECONDS
  await sql`update account_session set updated_at = ${now},
      expires_at = least(created_at + make_interval(days => ${LONGEST_DAYS}),
        ${now}::timestamptz + make_interval(secs => ${seconds}))
    where id = ${id}`.execute(db)
}

/** Who has given the first proof and still owes the second. */
export async function findOwing(db: Database, token: string, now: Date): Promise<string | null> {
  const row = await findRow(db, token, now)
  return row?.factor === 'owed' ? row.account : null
}

export async function endSession<T>(db: Kysely<T>, token: string): Promise<void> {
  await sql`delete from account_session where token = ${token}`.execute(db)
}

export async function endSessionOf(db: Database, accountId: string, id: string): Promise<void> {
  await sql`delete from account_session where id = ${id} and user_id = ${accountId}`.execute(db)
}

export async function endSessions<T>(
  db: Kysely<T>,
  accountId: string,
  except: string | null = null,
): Promise<void> {
  await sql`delete from account_session where user_id = ${accountId} and id is distinct from ${except}`.execute(
    db,
  )
}

export type SessionLine = {
  readonly id: string
  readonly begun: Date
  readonly used: Date
  readonly userAgent: string
}

export async function listSessions(
  db: Database,
  accountId: string,
  now: Date,
): Promise<readonly SessionLine[]> {
  const { rows } = await sql<SessionLine>`select id, created_at as begun, updated_at as used,
      coalesce(user_agent, '') as "userAgent"
    from account_session where user_id = ${accountId} and expires_at > ${now} and factor <> 'owed'
    order by updated_at desc`.execute(db)
  return rows
}
