import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { beginDelivery } from '../deliveries/moves.ts'
import { log, wish, withPond } from '../deliveries/paper-boat.fixture.ts'
import { dropboxCloud } from '../dropbox/cloud.ts'
import { DROPBOX_CLIENT, openDropboxDouble } from '../dropbox/testing/dropbox-double.ts'
import { keepConnection, leave } from './connection-store.ts'
import { forgetConnectionsOf } from './leave-cloud.ts'
import { lookAfter } from './look-after.ts'
import { openSeals } from './sealing/seals.ts'
import { grantConnection } from './testing/grant-connection.fixture.ts'

describe('looking after connections', () => {
  it('gives back what was left when the cloud answers again, and what a closed account leaves', async () => {
    const there = await openDropboxDouble()
    const settings = {
      clientId: DROPBOX_CLIENT.id,
      clientSecret: DROPBOX_CLIENT.secret,
      apiBase: there.origin,
    }
    const cloud = dropboxCloud(settings)
    try {
      await withPond(async ({ db, queue, now }) => {
        const seals = openSeals({ now: 'a secret of a site under test, long enough', before: null })
        const deps = { db, queue, now, log, seals, clouds: [cloud] }
        const connect = (accountId: string) => grantConnection(deps, cloud, accountId)
        const left = async () =>
          (await sql<{ id: string }>`select id from cloud_connection where state = 'leaving'`.execute(db))
            .rows.length
        await connect('one')
        await connect('two')
        await leave(db, { accountId: 'one', cloud: 'dropbox' }, now())
        await forgetConnectionsOf(db, 'two', now())
        assert.equal(await left(), 2)
        there.fail({ match: /revoke/, wrong: { kind: 'drop' }, times: 2 })
        await lookAfter(deps)
        assert.deepEqual([await left(), there.grants()], [2, 2])
        there.expireAccess()
        await lookAfter(deps)
        assert.deepEqual([await left(), there.grants()], [0, 0])
      })
    } finally {
      await there.close()
    }
  })

  it('lets go on what waits although its reader is connected', () =>
    withPond(async ({ db, queue, now }) => {
      const seals = openSeals({ now: 'a secret of a site under test, long enough', before: null })
      const tokens = { access: 'a', refresh: 'r', expires: now() }
      const granted = { accountId: 'reader', cloud: 'dropbox', label: 'Ada', tokens, now: now() } as const
      const { id: target } = await db.transaction().execute((tx) => keepConnection(tx, seals, granted))
      const waiting = wish({ target: null, targetLabel: null })
      const id = await beginDelivery({ db, queue, now }, waiting, { code: 'not-connected', facts: {} })
      await lookAfter({ db, queue, now, log, seals, clouds: [] })
      const { rows } = await sql<{ state: string; target: string }>`
        select state, target from delivery where id = ${id}`.execute(db)
      assert.deepEqual(rows, [{ state: 'queued', target }])
    }))
})
