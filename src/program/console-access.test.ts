import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { addLibrarian, findProvider, listSignIns } from '#accounts'
import { listChapters, shelveParcel } from '#catalogue'
import { listDeeds, listHandedIn } from '#console'
import type { Database } from '#platform'
import { listPrices, toAmountText } from '#sales'
import { addNamed, browserOf, signedIn, withConsole } from './console.fixture.ts'
import { sampleBook, sampleEpub } from './sample-parcels.fixture.ts'
import type { TestPlace } from './workplace.fixture.ts'

async function shelve(place: TestPlace, key: string): Promise<string> {
  const file = join(place.folder, `${key}.epub`)
  await writeFile(file, sampleEpub(sampleBook(key)))
  const done = await shelveParcel(place, file, { press: 'house', openness: 'closed', dryRun: false })
  assert.ok(done.kind === 'shelved' && done.bookId !== null)
  return done.bookId
}

const told = async (db: Database, ids: readonly string[]) =>
  (await listPrices(db, ids)).map(({ amount, currency, territory, days, taxIncluded }) =>
    [
      amount === null ? '–' : toAmountText(amount, currency),
      currency,
      territory,
      days ?? 'ever',
      taxIncluded,
    ].join(' '),
  )

const acts = async (db: Database, limit: number) =>
  (await listDeeds(db, { presses: null, limit })).map(({ act }) => act)

describe('prices in the console', () => {
  it('hold in one country, for some days or before tax, for one chapter or for all that are closed', () =>
    withConsole(async (_app, place, staff) => {
      const { db } = place
      const [first, second] = [await shelve(place, 'Ada'), await shelve(place, 'Bea')]
      const page = `/console/books/${first}/access`
      const chapters = (await listChapters(db, first)).map(({ id }) => id)
      const set = (form: Readonly<Record<string, string>>) => staff.post(`${page}/prices`, form)
      const wrong = await set({ for: 'closed', amount: 'much', money: 'EUR', country: 'XX', days: '0' })
      assert.equal(wrong.statusCode, 422)
      for (const field of ['amount', 'country', 'days'])
        assert.match(wrong.body, new RegExp(`id="${field}-problem"|aria-describedby="[^"]*${field}`), field)
      await set({ for: 'closed', amount: '4.50', money: 'eur', country: '', days: '2', 'tax-of-it': 'added' })
      await set({ for: chapters[0] ?? '', amount: '12', money: 'EUR', country: 'FR', days: '' })
      await set({ for: '', amount: '29.99', money: 'GBP', country: '', days: '' })
      assert.deepEqual(await told(db, [first]), ['29.99 GBP * ever true'])
      assert.deepEqual(
        (await told(db, chapters)).sort(),
        ['12.00 EUR FR ever true', ...chapters.map(() => '4.50 EUR * 2 false')].sort(),
      )
      const { body } = await staff.get(page)
      assert.match(body, /France/)
      assert.match(body, /2 days/)
      assert.equal(body.match(/4\.50/g)?.length, 1, 'equal prices of chapters are told once')
      await staff.post(`${page}/prices/remove`, {
        ...{ product: chapters[0] ?? '', currency: 'EUR', country: 'FR', days: '' },
      })
      assert.equal((await told(db, chapters)).length, chapters.length)
      assert.deepEqual(await acts(db, 4), Array(4).fill('price-changed'))

      const several = new URLSearchParams({ access: 'open', for: 'book', amount: '9.99', money: 'USD' })
      for (const id of [first, second]) several.append('book', id)
      assert.match((await staff.get(`/console/books/several?${several}`)).body, /Apply to 2 books/)
      const changed = await staff.postAll('/console/books/several', several)
      assert.equal(changed.headers.location, '/console/books?changed=2')
      for (const id of [first, second])
        assert.ok((await told(db, [id])).includes('9.99 USD * ever true'), 'each of them has the price')
      const waiting = await listHandedIn(db, { presses: ['house'], open: true, limit: 5 })
      assert.deepEqual(waiting.map(({ bookId, kind }) => [bookId, kind]).sort(), [
        ...[first, second].sort().map((id) => [id, 'edit']),
      ])
    }))
})

describe('what is granted in the console', () => {
  it('stands in the log with what was agreed, and once', () =>
    withConsole(async (_app, { db }, staff) => {
      await addNamed(db, { name: 'Sidmouth', contact: 'library@sidmouth.example' })
      const made = await staff.post('/console/collections', { name: 'History', year: '2020', put: '' })
      const collection = String(made.headers.location).replace('?done=made', '')
      const granted = await staff.post('/console/licences', {
        ...{ institution: 'Sidmouth', covers: 'press:house', kind: 'trial', until: '2999-12-31', seats: '3' },
      })
      const licence = String(granted.headers.location).replace('?done=granted', '')
      await staff.post(licence, { until: '2999-06-30', downloads: 'yes' })
      await staff.post(`${licence}/revoke`, { reason: 'Over' })
      await staff.post(`${licence}/revoke`, { reason: 'Again' })
      await staff.post(collection, { name: 'Histories', year: '2021' })
      await staff.post(`${collection}/remove`)
      await staff.post('/console/orders/taxes', { press: 'house', country: 'FR', rate: '5,5', name: 'TVA' })
      assert.match((await staff.get('/console/orders/taxes')).body, /France[\s\S]*5\.5 %[\s\S]*TVA/)
      await staff.post('/console/orders/taxes/remove', { press: 'house', country: 'FR' })
      assert.deepEqual(await acts(db, 8), [
        ...['tax-changed', 'tax-changed', 'collection-removed', 'collection-changed'],
        ...['licence-revoked', 'licence-changed', 'licence-granted', 'collection-added'],
      ])
    }))

  it('is offered to an institution by invoice, in its own name', () =>
    withConsole(async (_app, place, staff) => {
      const { db } = place
      await addNamed(db, { name: 'Sidmouth', contact: 'library@sidmouth.example', country: 'GB' })
      const book = await shelve(place, 'Ada')
      const wrong = await staff.post('/console/orders/offers', { product: 'none', institution: 'none' })
      assert.equal(wrong.statusCode, 422)
      assert.match(wrong.body, /Nothing on your shelf/)
      const offered = await staff.post('/console/orders/offers', {
        ...{ product: book, institution: 'sidmouth', amount: '120.00', currency: 'EUR' },
        ...{ tax: 'added', rate: '20', language: 'en' },
      })
      const order = String(offered.headers.location)
      assert.match(order, /^\/console\/orders\/\w{16}\?done=offered$/)
      assert.match((await staff.get(order)).body, /€144\.00/)
      assert.deepEqual(await acts(db, 1), ['order-offered'])
    }))
})

const metadataOf = (entity: string, certificate: string): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entity}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${entity}/sso"/></IDPSSODescriptor></EntityDescriptor>`

describe('sign-in that an institution looks after itself', () => {
  it('is brought, ruled and removed by its librarian, takes nobody else’s, and is told to staff', () =>
    withConsole(async (app, { db }, staff) => {
      const by = { by: 'test', now: new Date() }
      const [own, other] = [
        await addNamed(db, { name: 'Sidmouth' }),
        await addNamed(db, { name: 'Larkspur' }),
      ]
      const { id, cookie } = await signedIn(db, [])
      await addLibrarian(db, { institutionId: own, accountId: id }, by)
      const librarian = browserOf(app, cookie)
      const page = `/console/institutions/${own}/sign-in`
      const ours = await app.inject({ url: '/saml/metadata', headers: { host: 'books.example.org' } })
      const certificate = /<(?:\w+:)?X509Certificate>([^<]+)</.exec(ours.body)?.[1] ?? ''
      const entity = 'https://idp.sidmouth.example'
      const bytes = (text: string) => new TextEncoder().encode(text)
      const bring = (institution: string, browser: typeof staff, text: string) =>
        browser.upload(
          `/console/institutions/${institution}/sign-in/metadata`,
          {},
          { 'idp.xml': bytes(text) },
        )

      const bad = await bring(own, librarian, '<EntityDescriptor/>')
      assert.equal(bad.statusCode, 422)
      assert.match(bad.body, /The metadata were not taken/)
      const brought = await bring(own, librarian, metadataOf(entity, certificate))
      assert.equal(brought.headers.location, `${page}?done=used`)
      assert.deepEqual(await listSignIns(db, own), [{ entityId: entity, scope: null }])
      assert.match((await librarian.get(page)).body, /Try it: sign in/)
      assert.match(
        (await librarian.get(`${page}?tested=${entity}`)).body,
        /not recognised as a reader of yours/,
      )

      const ruled = await librarian.post(`${page}/rules`, {
        ...{ entity, 'means-staff': 'walk-in', 'means-alum': 'alum', unsaid: 'member', unscoped: 'yes' },
      })
      assert.equal(ruled.headers.location, `${page}?done=rules`)
      const rules = (await findProvider(db, entity))?.settings.rules
      assert.deepEqual(rules?.affiliations, { staff: 'walk-in', alum: 'alum' })
      assert.deepEqual([rules?.unsaid, rules?.unscoped], ['member', true])

      const theirs = await signedIn(db, [])
      await addLibrarian(db, { institutionId: other, accountId: theirs.id }, by)
      const another = browserOf(app, theirs.cookie)
      const taken = await another.post(`/console/institutions/${other}/sign-in`, { entity })
      assert.equal(taken.statusCode, 422)
      assert.match(taken.body, /signs in readers of Sidmouth/)
      const copied = await bring(other, another, metadataOf(entity, certificate))
      assert.equal(copied.statusCode, 422, 'nor by metadata of that name')
      assert.match(copied.body, /is known here/)
      const foreign = await another.post(`/console/institutions/${other}/sign-in/rules`, { entity })
      assert.equal(foreign.statusCode, 404)
      assert.equal((await another.get(page)).statusCode, 404)

      assert.match((await staff.get('/console/site/federations')).body, /Sidmouth/)
      await librarian.post(`${page}/remove`, { entity, scope: '' })
      assert.deepEqual(await listSignIns(db, own), [])
      assert.deepEqual(await acts(db, 3), ['sign-in-changed', 'provider-changed', 'sign-in-changed'])
    }))
})
