import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, followNotices, mailMigrations, noticeMigrations, withDatabase } from '#platform'
import { addAccount, giveRole, removeAccount } from './commands.ts'
import { institutionMigrations } from './institutions/index.ts'
import { migrations } from './migrations.ts'
import { openSessionMemory } from './session-memory.ts'
import { beginSession, endSession, endSessions } from './session-store.ts'

const INES = { email: 'ines@example.org', name: 'Ines Marchetti', password: null }

const withReader = (
  use: (reader: {
    readonly db: Database
    readonly accountId: string
    readonly signIn: () => Promise<string>
    /** That of another process, which hears of changes by notices alone. */
    readonly elsewhere: ReturnType<typeof openSessionMemory>
    readonly asked: () => number
    readonly passTime: (milliseconds: number) => void
  }) => Promise<void>,
) =>
  withDatabase(
    { ...noticeMigrations, ...mailMigrations, ...institutionMigrations, ...migrations },
    async (db, pool) => {
      const made = await addAccount(db, INES)
      assert.ok(made.ok)
      let asked = 0
      const counting = db.withPlugin({
        transformQuery: ({ node }) => {
          asked += 1
          return node
        },
        transformResult: async ({ result }) => result,
      })
      let ahead = 0
      const now = () => new Date(Date.now() + ahead)
      const elsewhere = openSessionMemory(counting, now)
      const following = await followNotices(pool, elsewhere.follow)
      const begin = () =>
        beginSession(db, { accountId: made.value.id, factor: 'first', userAgent: '', now: now() })
      await use({
        ...{ db, accountId: made.value.id, elsewhere },
        signIn: async () => (await begin()).token,
        asked: () => asked,
        passTime: (milliseconds) => {
          ahead += milliseconds
        },
      })
      await following.stop()
    },
  )

async function until(truth: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500 && !(await truth()); tries++) await sleep(10)
  assert.ok(await truth())
}

describe('a session that is remembered', () => {
  it('is asked for once, for half a minute', () =>
    withReader(async ({ signIn, elsewhere, asked, passTime }) => {
      const token = await signIn()
      for (let times = 0; times < 5; times++) assert.ok(await elsewhere.find(token))
      assert.equal(asked(), 1)
      passTime(30_000)
      assert.ok(await elsewhere.find(token))
      assert.equal(asked(), 2)
    }))

  for (const [ends, end] of [
    ['signed out', ({ db, token }) => endSession(db, token)],
    ['ended with all others of the account', ({ db, accountId }) => endSessions(db, accountId)],
    ['of an account that is removed', async ({ db }) => void (await removeAccount(db, INES.email))],
    [
      'ended by hand in the database',
      ({ db }) => sql`delete from account_session`.execute(db).then(() => {}),
    ],
  ] satisfies [string, (one: { db: Database; accountId: string; token: string }) => Promise<void>][])
    it(`is forgotten in every process when it is ${ends}`, () =>
      withReader(async ({ db, accountId, signIn, elsewhere }) => {
        const token = await signIn()
        assert.ok(await elsewhere.find(token))
        await end({ db, accountId, token })
        await until(async () => (await elsewhere.find(token)) === null)
      }))

  it('tells of a new name and a first role as soon as they are given', () =>
    withReader(async ({ db, signIn, elsewhere }) => {
      const token = await signIn()
      assert.ok(await elsewhere.find(token))
      await sql`update account_user set name = 'Ines M.'`.execute(db)
      await until(async () => (await elsewhere.find(token))?.account.name === 'Ines M.')
      assert.ok((await giveRole(db, INES.email, { press: '*', role: 'operator' })).ok)
      await until(async () => (await elsewhere.find(token))?.session.owesSecondFactor === true)
    }))

  it('of somebody with a role is asked for each time', () =>
    withReader(async ({ db, signIn, elsewhere, asked }) => {
      assert.ok((await giveRole(db, INES.email, { press: '*', role: 'operator' })).ok)
      const token = await signIn()
      for (let times = 0; times < 3; times++) assert.ok(await elsewhere.find(token))
      assert.equal(asked(), 3)
    }))

  it('is asked for anew after its browser sent something, until everybody has heard of that', () =>
    withReader(async ({ signIn, elsewhere, asked, passTime }) => {
      const token = await signIn()
      await elsewhere.find(token)
      elsewhere.doubt(token)
      for (let times = 0; times < 3; times++) await elsewhere.find(token)
      assert.equal(asked(), 4)
      passTime(5000)
      for (let times = 0; times < 3; times++) await elsewhere.find(token)
      assert.equal(asked(), 5)
    }))

  it('that is begun, used or run out tells nobody anything', () =>
    withReader(async ({ db, signIn }) => {
      await signIn()
      await sql`update account_session set updated_at = now()`.execute(db)
      await sql`update account_session set expires_at = now() - interval '1 hour'`.execute(db)
      await sql`delete from account_session`.execute(db)
      const { rows } = await sql`select from notice`.execute(db)
      assert.equal(rows.length, 0)
    }))
})
