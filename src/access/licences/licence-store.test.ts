import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Database, Notice } from '#platform'
import { day, NOW, withAccess } from '../access.fixture.ts'
import type { Holder } from './licence.ts'
import {
  changeLicence,
  findLicence,
  grantLicence,
  type LicenceOrder,
  listLicences,
  listLicencesOf,
  moveLicences,
  restoreLicence,
  revokeLicence,
} from './licence-store.ts'

const fenwick: Holder = { kind: 'institution', id: 'fenwick' }
const by = { now: NOW, by: 'test' }

const order = (more: Partial<LicenceOrder> = {}): LicenceOrder => ({
  kind: 'subscription',
  holder: fenwick,
  covers: [{ kind: 'collection', id: 'history' }],
  ...more,
})

const notices = async (db: Database): Promise<readonly Notice[]> => {
  const { rows } = await sql<{ notice: Notice }>`select notice from notice order by id`.execute(db)
  return rows.map(({ notice }) => notice)
}

describe('licences', () => {
  it('are kept as they were granted, and told to everybody who follows', () =>
    withAccess(async (db) => {
      const { licence } = await grantLicence(
        db,
        order({ until: day(365), graceDays: 30, seats: 3, affiliations: ['member'], note: 'By letter' }),
        by,
      )
      assert.deepEqual(await findLicence(db, licence.id), licence)
      assert.deepEqual(
        { from: licence.from, until: licence.until, seats: licence.seats, downloads: licence.downloads },
        { from: NOW, until: day(365), seats: 3, downloads: true },
      )
      assert.deepEqual(await notices(db), [{ kind: 'licences-changed', holders: ['institution:fenwick'] }])
    }))

  it('are granted once for one order, however often and from however many sides it comes', () =>
    withAccess(async (db) => {
      const bought = order({ kind: 'purchase', holder: { kind: 'account', id: 'a1' }, source: 'order:7' })
      const granted = await Promise.all([1, 2, 3, 4, 5].map(() => grantLicence(db, bought, by)))
      assert.deepEqual(granted.map(({ kind }) => kind).sort(), [
        ...Array<string>(4).fill('already-granted'),
        'granted',
      ])
      assert.equal(new Set(granted.map(({ licence }) => licence.id)).size, 1)
      assert.equal((await notices(db)).length, 1)
    }))

  it('are not there when the transaction that granted them fails', () =>
    withAccess(async (db) => {
      const failing = db.transaction().execute(async (tx) => {
        await grantLicence(tx, order({ source: 'order:8' }), by)
        throw new Error('The payment was not kept')
      })
      await assert.rejects(failing)
      assert.deepEqual(await listLicences(db, { limit: 10 }), [])
      assert.deepEqual(await notices(db), [])
    }))

  it('are withdrawn once, by themselves or by what they were granted for', () =>
    withAccess(async (db) => {
      await grantLicence(db, order({ source: 'order:9' }), by)
      const [revoked] = await revokeLicence(db, { source: 'order:9' }, { ...by, reason: 'Refunded' })
      assert.deepEqual(revoked?.revoked, { at: NOW, by: 'test', reason: 'Refunded' })
      assert.deepEqual(await revokeLicence(db, { id: revoked?.id ?? '' }, by), [])
      assert.equal((await notices(db)).length, 2)
    }))

  it('hold again when they were withdrawn wrongly', () =>
    withAccess(async (db) => {
      const { licence } = await grantLicence(db, order({ source: 'order:10' }), by)
      await revokeLicence(db, { source: 'order:10' }, { ...by, reason: 'disputed' })
      assert.deepEqual(await restoreLicence(db, { source: 'order:10' }), [licence])
      assert.deepEqual(await restoreLicence(db, { source: 'order:10' }), [])
      assert.equal((await notices(db)).length, 3)
    }))

  it('are renewed without becoming others', () =>
    withAccess(async (db) => {
      const { licence } = await grantLicence(db, order({ until: day(1) }), by)
      const renewed = await changeLicence(db, licence.id, { until: day(366), seats: 2 })
      assert.deepEqual(renewed, { ...licence, until: day(366), seats: 2 })
      assert.deepEqual(await findLicence(db, licence.id), renewed)
      assert.equal(await changeLicence(db, 'none', { seats: 1 }), null)
    }))

  it('of a guest become those of the account that claims them', () =>
    withAccess(async (db) => {
      const guest: Holder = { kind: 'bearer', hash: 'h' }
      const account: Holder = { kind: 'account', id: 'a1' }
      await grantLicence(db, order({ holder: guest, kind: 'purchase' }), by)
      assert.equal(await moveLicences(db, guest, account, ['purchase']), 1)
      assert.equal(await moveLicences(db, guest, account, ['purchase']), 0)
      assert.equal((await listLicencesOf(db, [account], day(-1))).length, 1)
      assert.deepEqual((await notices(db)).at(-1), {
        kind: 'licences-changed',
        holders: ['bearer:h', 'account:a1'],
      })
    }))

  it('are found for all who hold them, with those that ended a while ago', () =>
    withAccess(async (db) => {
      await grantLicence(db, order({ from: day(-900), until: day(-800) }), by)
      await grantLicence(db, order({ from: day(-900), until: day(-20), graceDays: 10 }), by)
      await grantLicence(db, order({ holder: { kind: 'email', email: 'Ada@Fenwick.example' } }), by)
      await grantLicence(db, order({ holder: { kind: 'institution', id: 'other' } }), by)
      const found = await listLicencesOf(
        db,
        [fenwick, { kind: 'email', email: 'ada@fenwick.EXAMPLE' }],
        day(-400),
      )
      assert.deepEqual(found.map(({ holder, graceDays }) => [holder.kind, graceDays]).sort(), [
        ['email', 0],
        ['institution', 10],
      ])
    }))

  it('are listed by holder, by what they cover and by whether they are in force', () =>
    withAccess(async (db) => {
      await grantLicence(db, order({ until: day(2) }), by)
      await grantLicence(
        db,
        order({ from: day(-9), until: day(-2), covers: [{ kind: 'product', id: 'b1' }] }),
        by,
      )
      const count = async (query: Partial<Parameters<typeof listLicences>[1]>) =>
        (await listLicences(db, { limit: 10, ...query })).length
      assert.equal(await count({}), 2)
      assert.equal(await count({ holder: fenwick, inForce: NOW }), 1)
      assert.equal(await count({ covers: { kind: 'product', id: 'b1' } }), 1)
      assert.equal(await count({ kind: 'trial' }), 0)
      const [first] = await listLicences(db, { limit: 1 })
      assert.equal((await listLicences(db, { limit: 10, after: first?.id ?? '' })).length, 1)
    }))
})
