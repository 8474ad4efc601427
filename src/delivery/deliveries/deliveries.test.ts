import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { fail } from '#base'
import { findDelivery, listByRequest, listDeliveriesOf } from './delivery-store.ts'
import { listEvents } from './event-store.ts'
import { beginOtherwise, followWish, resumeWaiting, settleDelivery, tellNews } from './moves.ts'
import { boat, withPond } from './paper-boat.fixture.ts'
import { lookOnce } from './start-worker.ts'

const saved = async () => ({ kind: 'saved', remote: 'https://pond.example/file' }) as const
const fault = { code: 'pond-full', facts: { needs: 5 } }

describe('a delivery', () => {
  it('is made once of a form sent twice, and goes all the way once', () =>
    withPond(async (pond) => {
      const requestKey = 'K:epub'
      const ids = await Promise.all([pond.begin({ requestKey }), pond.begin({ requestKey })])
      const [id] = ids.filter((one) => one !== null)
      assert.equal(ids.filter((one) => one !== null).length, 1)
      let hands = 0
      await pond.work(
        boat(async ({ checkpoint }) => {
          hands++
          await checkpoint({ session: 's' }, { sent: 3 })
          return saved()
        }),
      )
      const done = await pond.until(id ?? '', ({ state }) => state === 'saved')
      assert.equal(hands, 1)
      assert.equal(done.remote, 'https://pond.example/file')
      assert.equal(done.sentBytes, 3)
      assert.deepEqual(done.checkpoint, { session: 's' })
      assert.notEqual(done.counted, null)
      const kinds = (await listEvents(pond.db, id ?? '')).map(({ kind }) => kind)
      assert.deepEqual(kinds, ['queued', 'assembling', 'sending', 'progress', 'saved'])
    }))

  it('is in the queue if, and only if, the transaction that made it is kept', () =>
    withPond(async (pond) => {
      await pond.queue.ready()
      const lost = pond.db.transaction().execute(async (tx) => {
        await pond.queue.put(
          tx,
          { id: 'x', destination: 'dropbox', accountId: 'reader', made: pond.now() },
          null,
        )
        throw new Error('no')
      })
      await assert.rejects(lost)
      const { rows } = await sql`select 1 from delivery_queue.job where data->>'deliveryId' = 'x'`.execute(
        pond.db,
      )
      assert.equal(rows.length, 0)
    }))

  it('waits behind those of its own reader, and not behind those of a busier one', () =>
    withPond(async (pond) => {
      const of = (accountId: string) => pond.begin({ accountId })
      for (let n = 0; n < 6; n++) await of('busy')
      const single = (await of('single')) ?? ''
      const running = { busy: 0, single: 0 }
      const order: string[] = []
      let most = 0
      await pond.work(
        boat(async ({ delivery: { accountId } }) => {
          const who = accountId === 'busy' ? 'busy' : 'single'
          order.push(who)
          most = Math.max(most, ++running[who])
          await new Promise((resolve) => setImmediate(resolve))
          running[who]--
          return saved()
        }),
      )
      await pond.until(single, ({ state }) => state === 'saved')
      assert.ok(order.indexOf('single') < 2, order.join(', '))
      for (const { id } of await listDeliveriesOf(pond.db, 'busy'))
        await pond.until(id, ({ state }) => state === 'saved')
      assert.equal(most, 1, 'of one reader one at a time')
    }))

  it('tries again what may go better later, and begins where it had written down', () =>
    withPond(async (pond) => {
      const id = (await pond.begin()) ?? ''
      const seen: unknown[] = []
      await pond.work(
        boat(async ({ delivery, checkpoint, now }) => {
          seen.push(delivery.checkpoint)
          if (seen.length > 1) return saved()
          await checkpoint({ offset: 7 })
          return { kind: 'retry-later', when: now(), fault }
        }),
      )
      await pond.until(id, ({ state }) => state === 'saved')
      assert.deepEqual(seen, [null, { offset: 7 }])
    }))

  it('waits for its reader, and goes on when he has connected', () =>
    withPond(async (pond) => {
      const id = (await pond.begin({ target: null, targetLabel: null })) ?? ''
      await pond.work(boat(saved))
      const waiting = await pond.until(id, ({ state }) => state === 'waiting-for-reader')
      assert.notEqual(waiting.due, null)
      const connected = { destination: 'dropbox', target: 'pond', label: 'The pond' } as const
      assert.equal(await resumeWaiting(pond, { ...connected, accountId: 'another' }), 0)
      assert.equal(await resumeWaiting(pond, { ...connected, accountId: 'reader' }), 1)
      assert.equal((await pond.until(id, ({ state }) => state === 'saved')).targetLabel, 'The pond')
    }))

  it('ends when its reader was waited for in vain', () =>
    withPond(async (pond) => {
      const id = (await pond.begin({ target: null })) ?? ''
      pond.moveClock(8 * 86_400_000)
      await lookOnce(pond)
      assert.equal((await pond.until(id, ({ state }) => state === 'failed')).fault?.code, 'waited-too-long')
    }))

  it('ends, and is not sent, when its reader may no longer have it', () =>
    withPond(async (pond) => {
      const id = (await pond.begin()) ?? ''
      let hands = 0
      const destination = boat(async () => {
        hands++
        return saved()
      })
      await pond.work(destination, { check: async () => fail({ code: 'access-ended', facts: {} }) })
      const ended = await pond.until(id, ({ state }) => state === 'failed')
      assert.equal(ended.fault?.code, 'access-ended')
      assert.equal(ended.counted, null)
      assert.equal(hands, 0)
    }))

  it('that was cancelled is stopped at its next step, and what a worker says after that is not believed', () =>
    withPond(async (pond) => {
      const id = (await pond.begin()) ?? ''
      const reached = Promise.withResolvers<void>()
      const cancelled = Promise.withResolvers<void>()
      const ended = Promise.withResolvers<unknown>()
      await pond.work(
        boat(async ({ checkpoint }) => {
          reached.resolve()
          await cancelled.promise
          await checkpoint({ far: true }).catch((error: unknown) => {
            ended.resolve(error)
            throw error
          })
          return saved()
        }),
      )
      await reached.promise
      assert.equal(await followWish(pond, { id, accountId: 'another' }, 'cancel'), false)
      assert.equal(await followWish(pond, { id, accountId: 'reader' }, 'cancel'), true)
      cancelled.resolve()
      assert.match(String(await ended.promise), /HandingEnded/)
      const left = await pond.until(id, ({ state }) => state === 'cancelled')
      assert.equal(left.checkpoint, null)
      assert.equal(await settleDelivery(pond, left, await saved()), false)
    }))

  it('cannot be called back once it is being handed over', () =>
    withPond(async (pond) => {
      const id = (await pond.begin()) ?? ''
      const go = Promise.withResolvers<void>()
      await pond.work(
        boat(async ({ checkpoint }) => {
          await checkpoint({ handing: true }, { committing: true })
          await go.promise
          return { kind: 'unconfirmed', remote: null, fault: { code: 'cut', facts: {} } }
        }),
      )
      await pond.until(id, ({ committing }) => committing)
      assert.equal(await followWish(pond, { id, accountId: 'reader' }, 'cancel'), false)
      go.resolve()
      const doubtful = await pond.until(id, ({ state }) => state === 'unconfirmed')
      assert.notEqual(doubtful.counted, null)
      assert.equal(await tellNews(pond, id, { kind: 'accepted' }), true)
      assert.equal(await tellNews(pond, id, { kind: 'accepted' }), false)
    }))

  it('is counted once, however often its reader has it sent', () =>
    withPond(async (pond) => {
      const id = (await pond.begin()) ?? ''
      let counted = 0
      let hands = 0
      const destination = boat(async ({ delivery }) => {
        assert.equal(delivery.checkpoint, null)
        return hands++ === 0
          ? { kind: 'unconfirmed', remote: null, fault: { code: 'cut', facts: {} } }
          : { kind: 'handed', remote: null }
      })
      await pond.work(destination, {
        count: async () => {
          counted++
          return true
        },
      })
      await pond.until(id, ({ state }) => state === 'unconfirmed')
      assert.equal(await followWish(pond, { id, accountId: 'reader' }, 'retry'), true)
      await pond.until(id, ({ state }) => state === 'handed')
      assert.deepEqual([hands, counted], [2, 1])
    }))

  it('is sent once more in another manner as a delivery of its own, however often that is asked for', () =>
    withPond(async (pond) => {
      const id = (await pond.begin()) ?? ''
      const made: unknown[] = []
      await pond.work(
        boat(async () => ({ kind: 'handed', remote: null })),
        {
          makeArtefact: async ({ thing }) => {
            made.push(thing.manners)
            return fail({ code: 'cannot-be-made', facts: {} })
          },
        },
      )
      const first = await pond.until(id, ({ state }) => state === 'failed')
      const anew = await beginOtherwise(pond, first, 'plain')
      assert.equal(await beginOtherwise(pond, first, 'plain'), null)
      await pond.until(anew ?? '', ({ state }) => state === 'failed')
      assert.deepEqual(made, [undefined, ['plain']])
      assert.equal((await findDelivery(pond.db, id))?.state, 'failed', 'what became of the first stays told')
      assert.deepEqual(
        (await listByRequest(pond.db, 'reader', id)).map((one) => one.id),
        [anew],
      )
    }))

  it('gets a job again when the queue has lost it', () =>
    withPond(async (pond) => {
      const id = (await pond.begin()) ?? ''
      await sql`delete from delivery_queue.job`.execute(pond.db)
      pond.moveClock(200_000)
      await lookOnce(pond)
      await pond.work(boat(saved))
      await pond.until(id, ({ state }) => state === 'saved')
    }))

  it('keeps its history as it was', () =>
    withPond(async (pond) => {
      await pond.begin()
      await assert.rejects(sql`update delivery_event set kind = 'saved'`.execute(pond.db), /never changed/)
    }))

  it('is taken up by another worker where the first one stopped', () =>
    withPond(async (pond) => {
      const id = (await pond.begin()) ?? ''
      const reached = Promise.withResolvers<void>()
      const first = await pond.work(
        boat(async ({ checkpoint, signal }) => {
          await checkpoint({ offset: 4 })
          reached.resolve()
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
          return saved()
        }),
      )
      await reached.promise
      await first.stop()
      const began: unknown[] = []
      await pond.work(
        boat(async ({ delivery }) => {
          began.push(delivery.checkpoint)
          return saved()
        }),
      )
      await pond.until(id, ({ state }) => state === 'saved')
      assert.deepEqual(began, [{ offset: 4 }])
    }))
})
