import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Database } from '#platform'
import { NOW, withAccess } from '../access.fixture.ts'
import { grantLicence } from '../licences/licence-store.ts'
import { openSeats } from './open-seats.ts'

const withLicence = (use: (db: Database, licence: { id: string; seats: number | null }) => Promise<void>) =>
  withAccess(async (db) => {
    const { licence } = await grantLicence(
      db,
      { kind: 'subscription', holder: { kind: 'institution', id: 'fenwick' }, covers: [], seats: 2 },
      { now: NOW, by: 'test' },
    )
    await use(db, licence)
  })

describe('seats', () => {
  it('are free again a quarter of an hour after the last text', () =>
    withLicence(async (db, licence) => {
      let now = NOW
      const seats = await openSeats(db, { now: () => now, onTrouble: assert.ifError })
      for (const reader of ['ada', 'bea']) {
        assert.equal(seats.stateOf(licence, reader), 'free')
        seats.take(licence.id, reader)
      }
      assert.equal(seats.stateOf(licence, 'cy'), 'taken')
      now = new Date(NOW.getTime() + 10 * 60_000)
      seats.take(licence.id, 'bea')
      now = new Date(NOW.getTime() + 16 * 60_000)
      assert.equal(seats.stateOf(licence, 'cy'), 'free')
      seats.take(licence.id, 'cy')
      assert.deepEqual(
        ['ada', 'bea', 'cy'].map((reader) => seats.stateOf(licence, reader)),
        ['taken', 'free', 'free'],
      )
      await seats.close()
    }))

  it('are counted over all processes', () =>
    withLicence(async (db, licence) => {
      const open = () => openSeats(db, { now: () => NOW, onTrouble: assert.ifError })
      const [here, there] = [await open(), await open()]
      here.stateOf(licence, 'ada')
      here.take(licence.id, 'ada')
      here.take(licence.id, 'bea')
      assert.equal(there.stateOf(licence, 'cy'), 'free')
      await here.exchange()
      await there.exchange()
      assert.equal(there.stateOf(licence, 'cy'), 'taken')
      assert.equal(there.stateOf(licence, 'bea'), 'free')
      await Promise.all([here.close(), there.close()])
    }))
})
