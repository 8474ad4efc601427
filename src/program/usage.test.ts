import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { findBook } from '#catalogue'
import { type Database, openLog } from '#platform'
import { moveSpool, spoolFiles, usageFolder } from '#usage'
import { type Ask, openAsking, type Way } from './entitlements/asking.fixture.ts'
import { type Shelved, shelveBooks } from './entitlements/shelf.fixture.ts'
import { makeVisitors, type Visitor } from './entitlements/visitors.fixture.ts'
import { withSite } from './http/site.fixture.ts'

const HOST = 'books.example.org'
const SECRET_KEY = 'counted'.repeat(8)
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

type Noted = {
  readonly kind: string
  readonly item: string
  readonly link: string
  readonly access: string
  readonly credited: number
  readonly robot: boolean
}

type Read = {
  readonly shelved: Shelved
  readonly folder: string
  readonly db: Database
  /** What is noted when this is asked for, by the names of the sample's chapters. */
  readonly noted: (url: string, visitor: string, way?: Partial<Way>) => Promise<readonly Noted[]>
}

const withReaders = async (use: (read: Read) => Promise<void>): Promise<void> => {
  let shelf: Shelved | null = null
  let all: readonly Visitor[] = []
  await withSite(
    { PUBLIC_URL: `http://${HOST}`, TRUSTED_PROXIES: '127.0.0.1', SECRET_KEY },
    async (app, { db, folder }) => {
      const listening = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
      const { ask, close } = openAsking(Number(listening.port), HOST)
      assert.ok(shelf)
      const shelved = shelf
      const who = (name: string) => all.find((one) => one.name === name) ?? assert.fail(name)
      try {
        await use({ shelved, folder, db, noted: noting({ db, folder, shelved, ask, who }) })
      } finally {
        close()
      }
    },
    async (place) => {
      shelf = await shelveBooks(place)
      all = await makeVisitors({
        db: place.db,
        secretKey: SECRET_KEY,
        origin: `http://${HOST}`,
        shelved: shelf,
      })
    },
  )
}

const noting =
  ({
    db,
    folder,
    shelved,
    ask,
    who,
  }: Omit<Read, 'noted'> & { readonly ask: Ask; readonly who: (name: string) => Visitor }): Read['noted'] =>
  async (url, visitor, { method = 'GET', headers = {} } = {}) => {
    await sql`truncate usage_event`.execute(db)
    await ask(url, who(visitor), { name: '', method, headers: { 'user-agent': FIREFOX, ...headers } })
    await moveSpool({ db, log: openLog('silent'), folder: usageFolder(folder) }, new Date())
    const { rows } = await sql<Noted>`select kind, item_id as item, link, access,
      cardinality(institutions) as credited, robot from usage_event order by place, item_id`.execute(db)
    const names = new Map(Object.entries(shelved.ids).map(([name, id]) => [id, name]))
    return rows.map((row) => ({ ...row, item: names.get(row.item) ?? row.item })).toSorted(byItem)
  }

const byItem = (a: Noted, b: Noted) => (a.item < b.item ? -1 : a.item > b.item ? 1 : 0)
const brief = (noted: readonly Noted[]) =>
  noted.map(({ kind, item, access, credited }) => `${kind} ${item} ${access} ${credited}`)

describe('the usage log of a site', () => {
  it('has a line of all that is read, by whose readers it is read', () =>
    withReaders(async ({ shelved, noted }) => {
      const page = (name: keyof Shelved['ids']) => `/chapters/${shelved.slugs[name]}/${shelved.ids[name]}`
      const uses = async (url: string, visitor: string, way?: Partial<Way>) =>
        brief(await noted(url, visitor, way))
      const bookPage = `/books/${shelved.slugs.book}/${shelved.ids.book}`
      // Twice each: rendered, and kept.
      for (const _ of ['rendered', 'kept']) {
        assert.deepEqual(await uses(page('open'), 'stranger'), ['request open open 0'])
        assert.deepEqual(await uses(page('free'), 'stranger'), ['request free free-to-read 0'])
        assert.deepEqual(await uses(page('closed'), 'stranger'), ['investigation closed controlled 0'])
        assert.deepEqual(await uses(page('closed'), 'on campus'), ['request closed controlled 1'])
        assert.deepEqual(await uses(page('open'), 'on campus'), ['request open open 1'])
        assert.deepEqual(await uses(page('closed'), 'campus, no licence'), [
          'investigation closed controlled 1',
          'no-licence closed controlled 1',
        ])
        assert.deepEqual(await uses(page('closed'), 'campus, seats taken'), [
          'investigation closed controlled 1',
          'limit-exceeded closed controlled 1',
        ])
        assert.deepEqual(await uses(bookPage, 'stranger'), ['investigation book controlled 0'])
      }
      assert.deepEqual(await uses(page('closed'), 'bought the chapter'), ['request closed controlled 0'])
      assert.deepEqual(await uses(page('closed'), 'staff'), [])
      assert.deepEqual(await uses(page('early'), 'campus, no licence'), ['investigation early controlled 1'])
      assert.deepEqual(await uses(`/why/${shelved.ids.closed}`, 'stranger'), [
        'no-licence closed controlled 0',
      ])
      for (const file of ['', '.ris'])
        assert.deepEqual(await uses(`/cite/${shelved.ids.closed}${file}`, 'on campus'), [
          'investigation closed controlled 1',
        ])
      // What is nobody’s reading.
      assert.deepEqual(await uses('/books', 'stranger'), [])
      assert.deepEqual(await uses(page('open'), 'stranger', { method: 'HEAD' }), [])
      assert.deepEqual(await uses(page('open'), 'on campus', { headers: { 'sec-purpose': 'prefetch' } }), [])
      assert.deepEqual(await uses(page('open'), 'stranger', { headers: { 'sec-purpose': 'prefetch' } }), [])
      assert.deepEqual(await uses(`/chapters/old-name/${shelved.ids.open}`, 'stranger'), [])
    }))

  it('has a line of all that is taken away, once for each chapter of a book', () =>
    withReaders(async ({ db, shelved, noted }) => {
      const found = await findBook(db, shelved.ids.book)
      const file = `/files/${shelved.ids.book}/${found?.kind === 'book' ? found.book.formats[0]?.fileName : ''}`
      assert.deepEqual(brief(await noted(file, 'on campus')), [
        'request closed controlled 1',
        'request free free-to-read 1',
        'request notes controlled 1',
        'request open open 1',
        'request other controlled 1',
      ])
      assert.deepEqual(brief(await noted(file, 'stranger')), ['no-licence book controlled 0'])
      assert.deepEqual(brief(await noted(file, 'pay-per-view')), [])
      const part = (range: string) => noted(file, 'on campus', { headers: { range } })
      assert.equal((await part('bytes=0-99')).length, 5)
      assert.deepEqual(await part('bytes=100-199'), [])
      assert.deepEqual(await part('bytes=-50'), [])
      assert.deepEqual(await noted(file, 'on campus', { method: 'HEAD' }), [])
    }))

  it('keeps no address and no user agent, and marks robots', () =>
    withReaders(async ({ shelved, folder, noted }) => {
      const page = `/chapters/${shelved.slugs.open}/${shelved.ids.open}`
      await noted(page, 'stranger')
      await noted(page, 'on campus')
      const [robot] = await noted(page, 'stranger', { headers: { 'user-agent': 'Examplebot/1.0' } })
      assert.equal(robot?.robot, true)
      const [spool = ''] = await spoolFiles(join(folder, 'usage'))
      const text = await readFile(spool, 'utf8')
      assert.equal(text.split('\n').length, 4)
      assert.doesNotMatch(text, /Firefox|Mozilla|Examplebot|193\.60|198\.18/)
    }))
})
