import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { followNotices, type Notice, noticeMigrations, postNotice } from './notices.ts'
import { withDatabase } from './test-database.ts'

const withdrawn = (n: number): Notice => ({ kind: 'book-withdrawn', bookId: `book-${n}` })

async function until(truth: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !truth(); tries++) await sleep(10)
  assert.ok(truth())
}

describe('notices', () => {
  it('reach every follower in the order in which they became true', async () => {
    await withDatabase(noticeMigrations, async (db, pool) => {
      const [one, two]: [Notice[], Notice[]] = [[], []]
      const followers = [
        await followNotices(pool, (notice) => void one.push(notice)),
        await followNotices(pool, (notice) => void two.push(notice)),
      ]
      const post = (n: number) => db.transaction().execute((trx) => postNotice(trx, withdrawn(n)))
      await Promise.all(Array.from({ length: 30 }, (_, n) => post(n)))
      await until(() => one.length === 30 && two.length === 30)
      assert.deepEqual(one, two)
      for (const follower of followers) await follower.stop()
    })
  })

  it('are not told when the transaction fails, and not before it is done', async () => {
    await withDatabase(noticeMigrations, async (db, pool) => {
      const heard: Notice[] = []
      const follower = await followNotices(pool, (notice) => void heard.push(notice))
      await assert.rejects(
        db.transaction().execute(async (trx) => {
          await postNotice(trx, withdrawn(1))
          throw new Error('changed my mind')
        }),
      )
      await db.transaction().execute(async (trx) => {
        await postNotice(trx, withdrawn(2))
        await sleep(100)
        assert.equal(heard.length, 0)
      })
      await until(() => heard.length > 0)
      assert.deepEqual(heard, [withdrawn(2)])
      await follower.stop()
    })
  })

  it('are caught up after the connection was lost', async () => {
    await withDatabase(noticeMigrations, async (db, pool) => {
      const heard: Notice[] = []
      const follower = await followNotices(pool, (notice) => void heard.push(notice))
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'
        and datname = current_database()`.execute(db)
      await db.transaction().execute((trx) => postNotice(trx, withdrawn(1)))
      await until(() => heard.length === 1)
      await db.transaction().execute((trx) => postNotice(trx, withdrawn(2)))
      await until(() => heard.length === 2)
      await follower.stop()
    })
  })

  it('go on after a reaction that failed', async () => {
    await withDatabase(noticeMigrations, async (db, pool) => {
      const heard: Notice[] = []
      const troubles: unknown[] = []
      const follower = await followNotices(
        pool,
        (notice) => {
          heard.push(notice)
          if (heard.length === 1) throw new Error('cannot')
        },
        (trouble) => troubles.push(trouble),
      )
      for (const n of [1, 2]) await db.transaction().execute((trx) => postNotice(trx, withdrawn(n)))
      await until(() => heard.length === 2)
      assert.equal(troubles.length, 1)
      await follower.stop()
    })
  })
})
