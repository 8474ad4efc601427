import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Database, mailMigrations, noticeMigrations, withDatabase } from '#platform'
import {
  addAccount,
  giveRole,
  listAccounts,
  listStaff,
  removeAccount,
  setPassword,
  takeRole,
} from './commands.ts'
import { institutionMigrations } from './institutions/index.ts'
import { migrations } from './migrations.ts'
import { beginSession, findSignedIn } from './session-store.ts'

const withTables = (use: (db: Database) => Promise<void>) =>
  withDatabase({ ...noticeMigrations, ...mailMigrations, ...institutionMigrations, ...migrations }, use)

const INES = { email: 'Ines@Example.org', name: 'Ines Marchetti', password: null }

describe('accounts by command', () => {
  it('are made once for an address, however it is written', () =>
    withTables(async (db) => {
      const made = await addAccount(db, INES)
      assert.ok(made.ok && made.value.email === 'ines@example.org' && made.value.verified)
      assert.ok(!(await addAccount(db, { ...INES, email: 'INES@example.ORG' })).ok)
      assert.ok(!(await addAccount(db, { ...INES, email: 'ines' })).ok)
      assert.ok(!(await addAccount(db, { ...INES, email: 'piers@example.org', password: 'short' })).ok)
      assert.deepEqual((await listAccounts(db, { like: 'march%' })).length, 0)
      assert.deepEqual((await listAccounts(db, { like: 'MARCH' })).length, 1)
    }))

  it('lose every session when their password is set', () =>
    withTables(async (db) => {
      const made = await addAccount(db, INES)
      assert.ok(made.ok)
      const now = new Date()
      const session = { accountId: made.value.id, factor: 'first', userAgent: '', now } as const
      const { token } = await beginSession(db, session)
      assert.ok(await findSignedIn(db, token, now))
      assert.ok((await setPassword(db, 'ines@example.org', 'eight walls and a pillar')).ok)
      assert.equal(await findSignedIn(db, token, now), null)
      assert.ok((await removeAccount(db, 'ines@example.org')).ok)
      assert.ok(!(await removeAccount(db, 'ines@example.org')).ok)
    }))
})

describe('a role', () => {
  it('counts in sessions with a second proof alone, and ends with an idle day', () =>
    withTables(async (db) => {
      const made = await addAccount(db, INES)
      assert.ok(made.ok)
      assert.ok((await giveRole(db, INES.email, { press: 'aldine', role: 'editor' })).ok)
      assert.ok(!(await giveRole(db, INES.email, { press: 'aldine', role: 'king' })).ok)
      const now = new Date()
      const begin = (factor: 'first' | 'second') =>
        beginSession(db, { accountId: made.value.id, factor, userAgent: '', now })
      const [first, second] = [await begin('first'), await begin('second')]
      const weak = await findSignedIn(db, first.token, now)
      assert.deepEqual([weak?.staff, weak?.session.owesSecondFactor], [[], true])
      const strong = await findSignedIn(db, second.token, now)
      assert.deepEqual(strong?.staff, [{ press: 'aldine', role: 'editor' }])
      assert.equal(await findSignedIn(db, second.token, new Date(now.getTime() + 13 * 3_600_000)), null)
      assert.ok((await takeRole(db, INES.email, { press: 'aldine', role: null })).ok)
      assert.deepEqual((await findSignedIn(db, second.token, now))?.staff, [])
      assert.deepEqual(await listStaff(db), [])
    }))
})
