import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { accessMigrations, listLicences } from '#access'
import { type Database, mailMigrations, noticeMigrations, withDatabase } from '#platform'
import { hearEvent } from './hear.ts'
import { migrations } from './migrations.ts'
import { addOrder } from './orders/order-store.ts'
import { listPapers } from './orders/papers.ts'
import type { PaymentEvent } from './provider.ts'
import { sellersOf } from './seller.ts'
import { sampleOrder } from './testing/sample-order.fixture.ts'
import { PRESS, SECRET, SILENT } from './testing/silent-till.fixture.ts'

const TELLER = join(import.meta.dirname, 'testing/killed-teller.fixture.ts')

type End = { readonly signal: string | null; readonly said: string }

const tell = (url: string, place: number | 'answer' | 'nowhere', event: PaymentEvent): Promise<End> =>
  new Promise((done) => {
    const told = [TELLER, url, String(place), JSON.stringify(event)]
    execFile(process.execPath, told, (error, stdout, stderr) =>
      done({ signal: error?.signal ?? null, said: stdout + (error?.signal == null ? stderr : '') }),
    )
  })

const eventOf = (orderId: string): PaymentEvent => ({
  ...{ id: `evt_${orderId}`, kind: 'checkout.session.completed' },
  about: { orderId, sessionId: null, paymentId: `pi_${orderId}` },
  news: { kind: 'paid', total: 750, currency: 'GBP' },
})

const letters = async (db: Database): Promise<number> =>
  Number((await sql<{ n: string }>`select count(*) as n from mail`.execute(db)).rows[0]?.n)

describe('a process that is killed while it is told of a payment', () => {
  it('leaves one licence, one letter and numbers without a gap, wherever it dies and whoever is told again', () =>
    withDatabase(
      { ...noticeMigrations, ...mailMigrations, ...accessMigrations, ...migrations },
      async (db, { url }) => {
        const addOne = (id: string) => addOrder(db, { ...sampleOrder({ id }), attempt: null })
        await addOne('whole')
        const { signal, said } = await tell(url, 'nowhere', eventOf('whole'))
        assert.equal(signal, null)
        const statements = Number(/^changed (\d+)$/.exec(said)?.[1])
        assert.ok(statements > 8, said)
        const places = [...Array.from({ length: statements }, (_, i) => i + 1), 'answer' as const]
        for (const place of places) await addOne(`order${place}`)
        const waiting = [...places]
        const killThem = async (): Promise<void> => {
          for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
            const killed = await tell(url, place, eventOf(`order${place}`))
            assert.equal(killed.signal, 'SIGKILL', `${place}: ${killed.said}`)
          }
        }
        await Promise.all([killThem(), killThem(), killThem()])
        assert.equal(
          (await listLicences(db, { limit: 99 })).length,
          2,
          'the whole one, and the one unanswered',
        )
        assert.equal(await letters(db), 2)
        // Stripe tells again until it is answered.
        const till = {
          db,
          secretKey: SECRET,
          now: () => new Date(),
          sellerOf: sellersOf([PRESS], PRESS),
          provider: SILENT,
        }
        for (const place of places) {
          const heard = await hearEvent(till, eventOf(`order${place}`))
          assert.equal(heard.kind, place === 'answer' ? 'told-before' : 'changed')
        }
        const licences = await listLicences(db, { limit: 99 })
        const sources = licences.map(({ source }) => source)
        assert.equal(new Set(sources).size, places.length + 1)
        assert.equal(sources.length, places.length + 1)
        assert.equal(await letters(db), places.length + 1)
        const papers = await listPapers(db, ['whole', ...places.map((place) => `order${place}`)])
        assert.deepEqual(
          papers.map(({ number }) => number).toSorted((a, b) => a - b),
          Array.from({ length: places.length + 1 }, (_, i) => i + 1),
        )
      },
    ))
})
