/** The form "Save to …" and My deliveries, as a browser sees them, on a real database; files are made by nobody here. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { accessMigrations, NOBODY, type Visitor } from '#access'
import { ok } from '#base'
import { migrations as catalogueMigrations } from '#catalogue'
import { noticeMigrations, openLog, openTestDatabase, type TestDatabase } from '#platform'
import { openPresses } from '#press'
import { openAssets, paths } from '#web'
import { listDeliveriesOf } from '../deliveries/delivery-store.ts'
import type { Destination } from '../deliveries/destination.ts'
import { listEvents } from '../deliveries/event-store.ts'
import { type DeliveryQueue, openQueue } from '../deliveries/open-queue.ts'
import { boat } from '../deliveries/paper-boat.fixture.ts'
import { shelveHarbours } from '../download/harbours.fixture.ts'
import { deliveryMigrations } from '../migrations.ts'
import { myDeliveriesRoutes } from '../my-deliveries/routes.ts'
import type { SavingDeps } from './deps.ts'
import { saveRoutes } from './save-routes.ts'

const ADA = { id: 'ada', email: 'ada@example.org', name: 'Ada', verified: true }
const EVE = { ...ADA, id: 'eve', email: 'eve@example.org' }
const tables = { ...noticeMigrations, ...catalogueMigrations, ...accessMigrations, ...deliveryMigrations }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

type Desk = {
  readonly database: TestDatabase
  readonly app: FastifyInstance
  readonly chapter: { readonly id: string }
  readonly closed: { readonly id: string }
  be(account: typeof ADA | null): void
  get(url: string): Promise<{ status: number; body: string; location: string }>
  post(url: string, form: readonly (readonly [string, string])[]): ReturnType<Desk['get']>
  key(): Promise<string>
}

type Shelf = {
  readonly database: TestDatabase
  readonly queue: DeliveryQueue
  readonly chapter: { readonly id: string }
  readonly closed: { readonly id: string }
  drop(): Promise<void>
}

/** One for all of them: a book with an open and a closed chapter. */
let shelf: Promise<Shelf> | null = null

after(async () => (await shelf)?.drop())

async function openShelf(): Promise<Shelf> {
  const { database, drop } = await openTestDatabase(tables)
  const { db } = database
  const { chapter, closed } = await shelveHarbours(db)
  const queue = openQueue(database, openLog('silent'))
  return {
    ...{ database, queue, chapter, closed },
    drop: async () => {
      await queue.close()
      await drop()
    },
  }
}

const withDesk = async (
  use: (desk: Desk) => Promise<void>,
  destinations: readonly Destination[] = [boat(async () => ({ kind: 'saved', remote: null }))],
): Promise<void> => {
  shelf ??= openShelf()
  const { database, queue, chapter, closed } = await shelf
  const { db } = database
  await sql`delete from delivery`.execute(db)
  const presses = openPresses([], openAssets())
  let visitor: Visitor = NOBODY
  const app = Fastify()
  const deps = {
    ...{ db, pool: database, queue, destinations, presses, log: openLog('silent'), now: () => new Date() },
    assembly: {
      assemble: async () => ok({ path: '/nowhere', bytes: 340_000, etag: 'e' }),
      remake: async () => ok({ path: '/nowhere', bytes: 340_000, etag: 'e' }),
      sizeOf: async () => 340_000,
      underWay: 0,
      sweep: async () => 0,
      close: async () => {},
    },
    collectionsOf: () => [],
    passes: { hashesOf: () => [] },
    siteOf: () => ({
      place: { origin: 'http://books.example.org', base: '', language: 'en' as const },
      brand: presses.brandOf('aldine', 'en'),
      press: null,
    }),
    visitorOf: async () => visitor,
    onGiven: () => {},
    answerShell: async (_request, reply, page) =>
      reply
        .code(page.status ?? 200)
        .type('text/html')
        .send(page.main.text),
  } satisfies SavingDeps
  await app.register(saveRoutes(deps))
  await app.register(myDeliveriesRoutes(deps))
  const answer = async (options: { method: 'GET' | 'POST'; url: string; payload?: string }) => {
    const { statusCode, body, headers } = await app.inject({
      ...options,
      headers: options.payload === undefined ? {} : FORM,
    })
    return { status: statusCode, body, location: String(headers.location ?? '') }
  }
  const url = paths.save(chapter, 'dropbox')
  try {
    await use({
      ...{ database, app, chapter, closed },
      be: (account) => {
        visitor = { ...NOBODY, account }
      },
      get: (address) => answer({ method: 'GET', url: address }),
      post: (address, form) =>
        answer({
          ...{ method: 'POST', url: address },
          payload: String(new URLSearchParams(form.map(([name, value]) => [name, value]))),
        }),
      key: async () =>
        /name="key" value="(\w+)"/.exec((await answer({ method: 'GET', url })).body)?.[1] ?? '',
    })
  } finally {
    await app.close()
  }
}

describe('Save to …', () => {
  it('says truly what can be saved, with sizes, and what cannot, with the reason', () =>
    withDesk(async ({ get, be, chapter }) => {
      be(ADA)
      const { body } = await get(paths.save(chapter, 'dropbox'))
      assert.match(body, /This chapter<\/span> <cite lang="en">Pilots/)
      assert.match(body, /value="chapter:epub" checked/)
      assert.match(body, /EPUB <span class="label">340 kB/)
      assert.match(body, /value="chapter:pdf" disabled/)
      assert.match(body, /There is no such file of it/)
      assert.match(body, /The whole book can be saved by those who may read all of it/)
      assert.doesNotMatch(body, /value="book:/)
    }))

  it('is not there where nothing is configured, and asks a stranger to sign in and come back', () =>
    withDesk(async ({ get, post, chapter }) => {
      assert.equal((await get(paths.save(chapter, 'kindle'))).status, 404)
      const url = paths.save(chapter, 'dropbox')
      assert.match((await get(url)).body, new RegExp(`sign-in\\?to=${encodeURIComponent(url)}`))
      assert.match((await post(url, [['item', 'chapter:epub']])).location, /^\/sign-in\?to=/)
    }))

  it('shows nothing to choose of what is closed to this reader, and takes no form for it', () =>
    withDesk(async ({ be, get, post, closed, database }) => {
      be(ADA)
      const url = paths.save(closed, 'dropbox')
      assert.doesNotMatch((await get(url)).body, /name="item"/)
      assert.equal((await post(url, [['item', 'chapter:epub']])).status, 422)
      assert.deepEqual(await listDeliveriesOf(database.db, 'ada'), [])
    }))

  it('makes one delivery of a form sent twice, by a double click or later by the back button', () =>
    withDesk(async ({ be, post, key, chapter, database }) => {
      be(ADA)
      const url = paths.save(chapter, 'dropbox')
      const form = [
        ['key', await key()],
        ['item', 'chapter:epub'],
      ] as const
      const answers = [...(await Promise.all([post(url, form), post(url, form)])), await post(url, form)]
      const [delivery, ...more] = await listDeliveriesOf(database.db, 'ada')
      assert.deepEqual(more, [])
      for (const { status, location } of answers)
        assert.deepEqual([status, location], [303, paths.delivery(delivery?.id ?? '')])
    }))

  it('goes on with what is on its way already, whichever form asks for it', () =>
    withDesk(async ({ be, post, key, chapter, database }) => {
      be(ADA)
      const url = paths.save(chapter, 'dropbox')
      for (let i = 0; i < 2; i++)
        await post(url, [
          ['key', await key()],
          ['item', 'chapter:epub'],
        ])
      assert.equal((await listDeliveriesOf(database.db, 'ada')).length, 1)
      // With lighter pictures it is another file.
      await sql`update delivery set thing = thing || '{"manners": ["light"]}'`.execute(database.db)
      await post(url, [
        ['key', await key()],
        ['item', 'chapter:epub'],
      ])
      assert.equal((await listDeliveriesOf(database.db, 'ada')).length, 2)
    }))

  it('keeps to so many a day, and says when the next can go', () =>
    withDesk(
      async ({ be, post, key, chapter, database }) => {
        be(ADA)
        const { status, body } = await post(paths.save(chapter, 'dropbox'), [
          ['key', await key()],
          ['item', 'chapter:epub'],
        ])
        assert.equal(status, 422)
        assert.match(body, /You can save 0 things there in a day. The next one can go at \d\d:\d\d/)
        assert.deepEqual(await listDeliveriesOf(database.db, 'ada'), [])
      },
      [
        boat(async () => ({ kind: 'saved', remote: null }), {
          limits: () => ({ perReader: 0, sender: null, perSender: null, spacedSeconds: 0 }),
        }),
      ],
    ))

  it('offers lighter pictures beside what is too large, and sends what was chosen', () =>
    withDesk(
      async ({ be, get, post, key, chapter, database }) => {
        be(ADA)
        const url = paths.save(chapter, 'dropbox')
        const { body } = await get(url)
        assert.match(body, /value="chapter:epub" disabled/)
        assert.match(body, /It could not be sent/)
        assert.match(body, /value="chapter:epub:light" checked[^>]*><label[^>]*>EPUB, with lighter pictures/)
        assert.doesNotMatch(body, /pdf:light/)
        const chosen = ['item', 'chapter:epub:light'] as const
        assert.equal((await post(url, [['key', await key()], chosen])).status, 303)
        const [delivery, ...more] = await listDeliveriesOf(database.db, 'ada')
        assert.deepEqual([delivery?.thing.manners, more], [['light'], []])
        assert.match((await get(paths.delivery(delivery?.id ?? ''))).body, /EPUB, with lighter pictures/)
      },
      [
        boat(async () => ({ kind: 'saved', remote: null }), {
          accepts: (_press, { format }) =>
            format === 'pdf'
              ? { kind: 'accepted' }
              : { kind: 'refused', fault: { code: 'too-heavy', facts: {} }, instead: 'light' },
        }),
      ],
    ))

  it('says of lighter pictures about how large they will be, and how large once somebody had them', () =>
    withDesk(
      async ({ be, get, post, key, chapter, database }) => {
        be(ADA)
        const url = paths.save(chapter, 'dropbox')
        const light = async () =>
          /value="chapter:epub:light"[\s\S]*?<\/label>/.exec((await get(url)).body)?.[0] ?? ''
        assert.match(await light(), /about 61 kB/)
        await post(url, [
          ['key', await key()],
          ['item', 'chapter:epub:light'],
        ])
        const came = (bytes: number) => sql`update delivery set bytes = ${bytes}`.execute(database.db)
        await came(58_000)
        assert.match(await light(), /class="label">58 kB/)
        await came(200_000)
        assert.match(await light(), / disabled/)
      },
      [
        boat(async () => ({ kind: 'saved', remote: null }), {
          making: { module: 'copy.ts', version: 1, formats: ['epub'], estimate: async () => 61_000 },
          accepts: (_press, { bytes }) =>
            bytes === null || bytes < 100_000
              ? { kind: 'accepted' }
              : { kind: 'refused', fault: { code: 'too-heavy', facts: {} }, instead: 'light' },
        }),
      ],
    ))

  it('asks each place whether everybody may read it, which some presses want', async () => {
    const asked: boolean[] = []
    await withDesk(
      async ({ be, get, chapter }) => {
        be(ADA)
        await get(paths.save(chapter, 'dropbox'))
        assert.deepEqual(asked, [true])
      },
      [
        boat(async () => ({ kind: 'saved', remote: null }), {
          accepts: (_press, { format, isForEveryone }) => {
            if (format === 'epub') asked.push(isForEveryone)
            return { kind: 'accepted' }
          },
        }),
      ],
    )
  })

  it('lets a delivery wait where the reader must first connect, and loses nothing on the way', () =>
    withDesk(
      async ({ be, post, get, key, chapter, database }) => {
        be(ADA)
        const { location } = await post(paths.save(chapter, 'dropbox'), [
          ['key', await key()],
          ['item', 'chapter:epub'],
        ])
        const [delivery] = await listDeliveriesOf(database.db, 'ada')
        assert.equal(delivery?.state, 'waiting-for-reader')
        assert.equal(location, `/connect?back=${paths.delivery(delivery.id)}`)
        assert.match((await get(paths.delivery(delivery.id))).body, /It waits for seven days/)
      },
      [
        boat(async () => ({ kind: 'saved', remote: null }), {
          readFields: async () => ok({ kind: 'connect', go: (back) => `/connect?back=${back}` }),
        }),
      ],
    ))

  it('pauses in words, and offers the download instead', () =>
    withDesk(
      async ({ be, get, post, chapter }) => {
        be(ADA)
        const url = paths.save(chapter, 'dropbox')
        const { body } = await get(url)
        assert.match(body, /Saving to Paper boat pauses for now/)
        assert.match(body, new RegExp(paths.save(chapter, 'download')))
        assert.equal((await post(url, [['item', 'chapter:epub']])).status, 422)
      },
      [
        boat(async () => ({ kind: 'saved', remote: null }), {
          standing: async () => ({ kind: 'paused', until: null, fault: { code: 'switched-off', facts: {} } }),
        }),
      ],
    ))
})

describe('My deliveries', () => {
  const begun = async ({ be, post, key, chapter, database }: Desk): Promise<string> => {
    be(ADA)
    await post(paths.save(chapter, 'dropbox'), [
      ['key', await key()],
      ['item', 'chapter:epub'],
    ])
    const [delivery] = await listDeliveriesOf(database.db, 'ada')
    return delivery?.id ?? ''
  }

  it('shows a reader their own, and to nobody else that there are any', () =>
    withDesk(async (desk) => {
      const id = await begun(desk)
      assert.match((await desk.get(paths.deliveries)).body, /Pilots/)
      assert.match((await desk.get(paths.delivery(id))).body, /Waiting its turn/)
      desk.be(EVE)
      assert.doesNotMatch((await desk.get(paths.deliveries)).body, /Pilots/)
      for (const url of [paths.delivery(id), paths.deliveryPart(id, 'events')])
        assert.equal((await desk.get(url)).status, 404)
      assert.equal((await desk.post(paths.deliveryPart(id, 'cancel'), [])).status, 404)
      desk.be(null)
      assert.match((await desk.get(paths.delivery(id))).location, /^\/sign-in/)
    }))

  it('cancels once, tries again, and says when it is too late', () =>
    withDesk(async (desk) => {
      const id = await begun(desk)
      const act = async (part: 'cancel' | 'retry') =>
        (await desk.post(paths.deliveryPart(id, part), [])).location.split('=')[1]
      assert.deepEqual([await act('cancel'), await act('cancel')], ['cancel', 'late'])
      assert.match((await desk.get(paths.delivery(id))).body, /Cancelled/)
      assert.deepEqual([await act('retry'), await act('retry')], ['retry', 'late'])
      const kinds = (await listEvents(desk.database.db, id)).map(({ kind }) => kind)
      assert.deepEqual(kinds, ['queued', 'cancelled', 'queued'])
    }))

  it('tells events as they come, from where a browser left off, and ends with the delivery', () =>
    withDesk(async (desk) => {
      const id = await begun(desk)
      await desk.post(paths.deliveryPart(id, 'cancel'), [])
      const events = await listEvents(desk.database.db, id)
      const all = await desk.app.inject({ url: paths.deliveryPart(id, 'events') })
      assert.match(String(all.headers['content-type']), /^text\/event-stream/)
      assert.deepEqual(
        [...all.body.matchAll(/"kind":"(\w+)"/g)].map(([, kind]) => kind),
        ['queued', 'cancelled'],
      )
      const rest = await desk.app.inject({
        url: paths.deliveryPart(id, 'events'),
        headers: { 'last-event-id': events[0]?.number ?? '' },
      })
      assert.deepEqual(
        [...rest.body.matchAll(/"kind":"(\w+)"/g)].map(([, kind]) => kind),
        ['cancelled'],
      )
      assert.match(rest.body, /event: end/)
    }))
})
