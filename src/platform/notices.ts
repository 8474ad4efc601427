/**
 * What has happened, told downstream. Posted in the transaction that made it true, delivered to every process, in order,
 * at least once: reactions are idempotent.
 */
import { type Kysely, sql } from 'kysely'
import type { Database, DatabasePool } from './database.ts'
import { inTurn, type Migrations } from './migrations.ts'

export type Notice =
  | { readonly kind: 'book-shelved'; readonly bookId: string; readonly version: number }
  | { readonly kind: 'book-withdrawn'; readonly bookId: string }
  /** Their names, addresses, consortia or settings: pages that name them, and whoever keeps them in memory. */
  | { readonly kind: 'institutions-changed'; readonly institutionIds: readonly string[] }
  | { readonly kind: 'account-closed'; readonly accountId: string }
  /** Of this account: one has ended, or what it says of the account is otherwise. Posted by the database itself. */
  | { readonly kind: 'sessions-changed'; readonly accountId: string }
  /** Of these holders, as `access` writes them: `institution:ID`, `account:ID`, `email:ADDRESS`, `bearer:HASH`. */
  | { readonly kind: 'licences-changed'; readonly holders: readonly string[] }
  | { readonly kind: 'collections-changed'; readonly collectionIds: readonly string[] }
  /** A record was published, withdrawn, or its quotations were found elsewhere. */
  | { readonly kind: 'record-changed'; readonly recordId: string; readonly bookId: string }
  /** Pages that say what these products cost. */
  | { readonly kind: 'prices-changed'; readonly productIds: readonly string[] }

type NoticeTables = { notice: { id: string; notice: Notice; posted: Date } }

export const noticeMigrations: Migrations = {
  '0001-platform-notices': {
    up: async (db) => {
      await db.schema
        .createTable('notice')
        .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
        .addColumn('notice', 'jsonb', (column) => column.notNull())
        .addColumn('posted', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .execute()
    },
  },
  '0002-platform-notices-from-within': { up: (db) => inTurn(db, FROM_WITHIN) },
}

const CHANNEL = 'chapterhouse_notice'
/** Advisory locks share one name space: 'ntc' in ASCII. */
const POSTING = 0x6e7463

/** A trigger that posts has to be deferred, so that it is the last thing in the transaction there as well. */
const FROM_WITHIN = [
  `create function post_notice(told jsonb) returns void language plpgsql as $$
   begin
     perform pg_advisory_xact_lock(${POSTING});
     insert into notice (notice) values (told);
     perform pg_notify('${CHANNEL}', '');
   end $$`,
]

/**
 * Call it as the last thing in the transaction. Posters go one by one from here to their commit, so that numbers become
 * visible in their order and nobody following can overtake one that is still on its way.
 */
export async function postNotice<Tables>(transaction: Kysely<Tables>, notice: Notice): Promise<void> {
  await sql`select post_notice(${JSON.stringify(notice)}::text::jsonb)`.execute(transaction)
}

export type Following = {
  /** False while the connection is being made anew. */
  isConnected(): boolean
  stop(): Promise<void>
}

/**
 * Calls `onNotice` for everything posted from now on. What is posted while the connection is down is caught up when it
 * is back. A reaction that throws is told to `onTrouble` and does not hold up the next.
 */
export async function followNotices(
  pool: DatabasePool,
  onNotice: (notice: Notice) => void | Promise<void>,
  onTrouble: (error: unknown) => void = () => {},
): Promise<Following> {
  let seen = await lastNotice(pool.db)
  let stopped = false
  let reading = Promise.resolve()
  const readNew = async () => {
    if (stopped) return
    for (const { id, notice } of await noticesAfter(pool.db, seen)) {
      await Promise.resolve(notice).then(onNotice).catch(onTrouble)
      seen = id
    }
  }
  const readOn = () => {
    reading = reading.then(readNew).catch(onTrouble)
  }
  const listener = keepListening(pool, readOn)
  // A silent network may swallow a connection without a word.
  const nowAndThen = setInterval(readOn, 15_000)
  nowAndThen.unref()
  await listener.listening
  return {
    isConnected: listener.isConnected,
    stop: async () => {
      stopped = true
      clearInterval(nowAndThen)
      await listener.stop()
      await reading
    },
  }
}

/** LISTEN on a connection of its own, begun again whenever it is lost. */
function keepListening(pool: DatabasePool, onWord: () => void) {
  let stopped = false
  let client: ReturnType<DatabasePool['connect']> | null = null
  const listen = async (): Promise<void> => {
    if (stopped) return
    const mine = pool.connect({ onNotify: onWord, onLoss: () => client === mine && beginAgain() })
    client = mine
    await mine.unsafe(`listen ${CHANNEL}`).catch(() => {})
    onWord()
  }
  const beginAgain = () => {
    const lost = client
    client = null
    void lost?.end({ timeout: 0 })
    if (!stopped) setTimeout(listen, 300).unref()
  }
  return {
    isConnected: () => client !== null,
    listening: listen(),
    stop: async () => {
      stopped = true
      await client?.end({ timeout: 1 })
    },
  }
}

async function lastNotice(db: Database): Promise<string> {
  const row = await db
    .withTables<NoticeTables>()
    .selectFrom('notice')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirst()
  return row?.last ?? '0'
}

const noticesAfter = (db: Database, id: string) =>
  db
    .withTables<NoticeTables>()
    .selectFrom('notice')
    .select(['id', 'notice'])
    .where('id', '>', id)
    .orderBy('id')
    .execute()

/** Nobody looks further back than to the moment at which he began to follow. */
export async function forgetOldNotices(db: Database, before: Date): Promise<void> {
  await db.withTables<NoticeTables>().deleteFrom('notice').where('posted', '<', before).execute()
}
