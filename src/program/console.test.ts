import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { addLibrarian } from '#accounts'
import { newId } from '#base'
import { findBook, listBooks } from '#catalogue'
import { startReader, verifyAudit } from '#console'
import { loadSecretKey } from '#platform'
import {
  addNamed,
  browserOf,
  configOf,
  SECRET_KEY,
  type Staff,
  signedIn,
  withConsole,
} from './console.fixture.ts'
import { routesOf } from './http/app.ts'
import { withSite } from './http/site.fixture.ts'
import { sampleBook, sampleEpub } from './sample-parcels.fixture.ts'
import { handedInFolder } from './site.ts'
import type { TestPlace } from './workplace.fixture.ts'

const startReading = (place: TestPlace) => {
  const config = configOf(place)
  return startReader({ ...place, secretKey: loadSecretKey(config), handedInFolder: handedInFolder(config) })
}

/** Until the page says so; the reading process takes its time on a busy machine. */
async function until(page: () => Promise<{ readonly body: string }>, pattern: RegExp): Promise<string> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const { body } = await page()
    if (pattern.test(body)) return body
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error(`never ${pattern}`)
}

async function handIn(staff: Staff, key: string, words?: string): Promise<string> {
  const sent = await staff.upload(
    '/console/add',
    { press: 'house', access: 'closed' },
    { 'a.epub': sampleEpub(sampleBook(key, words)) },
  )
  assert.equal(sent.statusCode, 303, sent.body)
  return String(sent.headers.location)
}

describe('the console', () => {
  it('answers nobody but those who work for the press, at every address it has', () =>
    withConsole(async (app, { db }, staff) => {
      const nobody = browserOf(app, '')
      const reader = browserOf(app, (await signedIn(db, [])).cookie)
      const elsewhere = browserOf(app, (await signedIn(db, [['larkspur', 'owner']])).cookie)
      const owing = browserOf(app, (await signedIn(db, [['house', 'owner']], 'first')).cookie)
      const own = routesOf(app).filter(({ url, method }) => url.startsWith('/console') && method !== 'HEAD')
      assert.ok(own.length > 50)
      for (const { method, url } of own) {
        const address = url.replaceAll(/:\w+/g, newId()).replaceAll('*', 'x')
        const ask = (browser: Staff) => (method === 'GET' ? browser.get(address) : browser.post(address))
        const [stranger, other, foreign, half] = await Promise.all(
          [nobody, reader, elsewhere, owing].map(ask),
        )
        assert.match(String(stranger?.headers.location), /^\/sign-in\?to=/, `${method} ${url}`)
        assert.equal(other?.statusCode, 403, `${method} ${url}`)
        assert.equal(foreign?.statusCode, 403, `${method} ${url}`)
        assert.match(String(half?.headers.location), /^\/account\/code\?to=/, `${method} ${url}`)
        for (const answer of [stranger, other, foreign, half])
          assert.match(String(answer?.headers['cache-control']), /no-store/, `${method} ${url}`)
      }
      assert.equal((await staff.get('/console')).statusCode, 200)
    }))

  it('lets an editor do books, and not licences, staff or the site', () =>
    withConsole(async (app, { db }) => {
      const editor = browserOf(app, (await signedIn(db, [['house', 'editor']])).cookie)
      for (const [path, status] of [
        ['/console/add', 200],
        ['/console/books', 200],
        ['/console/licences', 403],
        ['/console/staff', 403],
        ['/console/site', 403],
        ['/console/audit', 403],
      ] as const)
        assert.equal((await editor.get(path)).statusCode, status, path)
      assert.equal(
        (await editor.post('/console/staff', { email: 'a@b.example', press: '*', role: 'owner' })).statusCode,
        403,
      )
    }))

  it('lets a librarian see the own institution, claim addresses that are free, and nothing else', () =>
    withConsole(async (app, { db }, staff) => {
      const by = { by: 'test', now: new Date() }
      const [own, other] = [
        await addNamed(db, { name: 'Sidmouth' }),
        await addNamed(db, { name: 'Larkspur' }),
      ]
      const { id, cookie } = await signedIn(db, [])
      await addLibrarian(db, { institutionId: own, accountId: id }, by)
      const librarian = browserOf(app, cookie)
      assert.equal((await librarian.get(`/console/institutions/${own}`)).statusCode, 200)
      assert.equal((await librarian.get(`/console/institutions/${other}`)).statusCode, 404)
      for (const path of ['/console/licences', '/console/books', '/console/site'])
        assert.equal((await librarian.get(path)).statusCode, 403, path)
      await staff.post(`/console/institutions/${other}/ranges`, { ranges: '131.111.0.0/16', what: 'set' })
      const claimed = await librarian.post(`/console/institutions/${own}/ranges`, {
        ranges: '131.111.7.0/24',
        what: 'set',
      })
      assert.equal(claimed.statusCode, 422)
      assert.match(claimed.body, /Larkspur/)
      const free = await librarian.post(`/console/institutions/${own}/ranges`, {
        ranges: '131.112.7.0/24',
        what: 'set',
      })
      assert.equal(free.headers.location, `/console/institutions/${own}?done=ranges`)
      assert.equal((await librarian.get(`/console/institutions/${other}/sign-in`)).statusCode, 404)
    }))

  it('reads what is handed in, shows it to staff alone, and publishes it on their word', () =>
    withConsole(async (app, place, staff) => {
      const reader = startReading(place)
      try {
        const parcel = await handIn(staff, 'Ada', 'Secretcurlew is said here.')
        assert.match(parcel, /^\/console\/parcels\/\w{16}$/)
        await until(() => staff.get(parcel), /Waits for your decision/)
        assert.equal((await listBooks(place.db, { limit: 1 })).total, 0)
        const first = String((await staff.get(parcel.replace('parcels', 'preview'))).headers.location)
        const chapter =
          /href="(\/console\/preview\/[^"]+\/chapters\/[^"]+)"/.exec((await staff.get(first)).body)?.[1] ?? ''
        const seen = await staff.get(chapter)
        assert.match(seen.body, /Secretcurlew/)
        assert.match(String(seen.headers['cache-control']), /private, no-store/)
        for (const cookie of ['', (await signedIn(place.db, [['larkspur', 'owner']])).cookie])
          assert.doesNotMatch((await browserOf(app, cookie).get(chapter)).body, /Secretcurlew/)
        assert.deepEqual(await readdir(handedInFolder(configOf(place))), [])
        await staff.post(`${parcel}/publish`)
        const { books } = await listBooks(place.db, { limit: 1 })
        assert.equal(books[0]?.title, 'The Book of Ada')
        assert.equal((await verifyAudit(place.db, SECRET_KEY)).kind, 'whole')
      } finally {
        await reader.stop()
      }
    }))

  it('publishes on the day that was set, also when the worker was not there at that time', () =>
    withConsole(async (_app, place, staff) => {
      const reader = startReading(place)
      const parcel = await handIn(staff, 'Bea')
      await until(() => staff.get(parcel), /Waits for your decision/)
      assert.equal((await staff.post(`${parcel}/schedule`, { at: 'yesterday' })).statusCode, 422)
      await staff.post(`${parcel}/schedule`, { at: '2999-01-01 09:00' })
      assert.match((await staff.get(parcel)).body, /2999-01-01 09:00 UTC/)
      await reader.stop()
      await sql`update handed_in set publish_at = now() - interval '1 hour'`.execute(place.db)
      const next = startReading(place)
      try {
        await until(() => staff.get(parcel), /It is on the shelf/)
        assert.equal((await listBooks(place.db, { limit: 1 })).total, 1)
      } finally {
        await next.stop()
      }
    }))

  it('keeps what was corrected through a new version of the files, and takes a book off and back', () =>
    withConsole(async (_app, place, staff) => {
      const reader = startReading(place)
      try {
        const first = await handIn(staff, 'Cyd')
        await until(() => staff.get(first), /Waits for your decision/)
        await staff.post(`${first}/publish`)
        const id = (await listBooks(place.db, { limit: 1 })).books[0]?.id ?? ''
        const wrong = await staff.post(`/console/books/${id}/edit`, { 'identifiers.doi': 'nonsense' })
        assert.equal(wrong.statusCode, 422)
        assert.match(wrong.body, /id="field-identifiers-doi-problem"/)
        const form = { title: 'The Book of Cyd, Mended', 'identifiers.doi': '10.5555/cyd', 'at-once': 'yes' }
        const edited = await staff.post(`/console/books/${id}/edit`, form)
        await until(() => staff.get(String(edited.headers.location)), /It is on the shelf/)
        const second = await handIn(staff, 'Cyd', 'It was a loud year for letters.')
        await until(() => staff.get(second), /Waits for your decision/)
        await staff.post(`${second}/publish`)
        const found = await findBook(place.db, id)
        assert.ok(found?.kind === 'book')
        assert.equal(found.book.title, 'The Book of Cyd, Mended')
        assert.equal(found.book.identifiers.doi, '10.5555/cyd')
        assert.equal(found.book.version, 3)
        assert.equal((await staff.post(`/console/books/${id}/withdraw`, { keep: 'yes' })).statusCode, 422)
        await staff.post(`/console/books/${id}/withdraw`, { keep: 'yes', sure: 'yes', reason: 'By mistake.' })
        assert.equal((await findBook(place.db, id))?.kind, 'withdrawn')
        const restored = await staff.post(`/console/books/${id}/restore`)
        await until(() => staff.get(String(restored.headers.location)), /It is on the shelf/)
        const back = await findBook(place.db, id)
        assert.equal(back?.kind === 'book' && back.book.title, 'The Book of Cyd, Mended')
      } finally {
        await reader.stop()
      }
    }))

  it('refuses what is no book in sentences, and clears away what a form left that was cut off', () =>
    withConsole(async (_app, place, staff) => {
      const folder = handedInFolder(configOf(place))
      assert.match(
        (await staff.upload('/console/add', { press: 'house' }, {})).body,
        /Choose at least one file/,
      )
      assert.match(
        (await staff.upload('/console/add', { press: 'house' }, { 'notes.txt': Buffer.from('x') })).body,
        /None of the files is a book/,
      )
      assert.match(
        (await staff.upload('/console/add', { press: 'larkspur' }, { 'a.epub': Buffer.from('x') })).body,
        /Choose the press/,
      )
      assert.deepEqual(await readdir(folder), [])
      await mkdir(join(folder, 'left'), { recursive: true })
      await writeFile(join(folder, 'left', 'a.epub'), 'half')
      const parcel = await staff.upload(
        '/console/add',
        { press: 'house' },
        { 'a.epub': Buffer.from('Once upon a time') },
      )
      const reader = startReading(place)
      try {
        await until(() => staff.get(String(parcel.headers.location)), /It cannot be shelved as it is/)
      } finally {
        await reader.stop()
      }
      assert.deepEqual(await readdir(folder), ['left'], 'what is young may still be on its way')
    }))

  it('shows who sends to Kindles and how that goes, and lets a sender go on that pauses', () =>
    withSite(
      {
        ...{ PUBLIC_URL: 'http://books.example.org', SECRET_KEY, SMTP_URL: 'smtp://127.0.0.1:9' },
        KINDLE_SENDER: 'kindle@press.example',
      },
      async (app, { db }) => {
        const browser = async (role: string) => browserOf(app, (await signedIn(db, [['house', role]])).cookie)
        const [owner, editor] = [await browser('owner'), await browser('editor')]
        const page = async (staff: Staff) => (await staff.get('/console/deliveries')).body
        assert.match(await page(owner), /kindle@press\.example<\/code><\/th><td[^>]*>Sends/)
        assert.match(await page(owner), /DROPBOX_CLIENT_ID/)
        for (const reader of ['ada', 'bea', 'cleo']) await sendInVain(db, reader)
        await sql`insert into kindle_pause (sender, why, since, until)
          values ('kindle@press.example', 'missing', now(), now() + interval '1 day')`.execute(db)
        for (const sign of [/Pauses since/, /SendtoKindleTOU@amazon\.com/, /E999/, /Go on now/])
          assert.match(await page(owner), sign)
        assert.doesNotMatch(await page(editor), /Go on now/)
        assert.match((await (await browser('owner')).get('/fr/console/deliveries')).body, /Suspendu depuis/)
        const form = { sender: 'kindle@press.example' }
        assert.equal((await editor.post('/console/deliveries/resume', form)).statusCode, 403)
        const resumed = await owner.post('/console/deliveries/resume', form)
        assert.equal(resumed.headers.location, '/console/deliveries?done=resumed')
        assert.match(await page(owner), /<td[^>]*>Sends/)
        assert.match((await owner.get('/console/audit')).body, /Sender to Kindle let go on/)
      },
    ))
})

/** A reader who says that nothing arrived, and what Amazon wrote. */
async function sendInVain(db: TestPlace['db'], reader: string): Promise<void> {
  const id = newId()
  const thing = { of: 'book', id: newId(), bookId: newId(), format: 'epub', title: 'Harbours' }
  await sql`insert into delivery (id, account_id, press, destination, target, sender, thing, product_id, origin, base,
      language, basis, request_key, state, made, changed)
    values (${id}, ${reader}, 'house', 'kindle', 'k', 'kindle@press.example', ${JSON.stringify(thing)}::text::jsonb,
      ${thing.id}, 'http://books.example.org', '', 'en', '{}', ${id}, 'missing', now(), now())`.execute(db)
  await sql`insert into kindle_report (delivery_id, account_id, press, sender, book_id, said, code, at)
    values (${id}, ${reader}, 'house', 'kindle@press.example', ${thing.bookId}, 'missing', 'E999', now())`.execute(
    db,
  )
}
