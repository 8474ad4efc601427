import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Database } from '#platform'
import { noticeMigrations, withDatabase } from '#platform'
import { keepOidcProvider } from '../../federation/metadata/provider-store.ts'
import { migrations as federationMigrations } from '../../federation/migrations.ts'
import { migrations } from '../migrations.ts'
import { setSignIn } from '../store/change-institutions.ts'
import { institution } from '../testing/with-institutions.ts'
import { type TestSite, withSite } from '../testing/with-site.ts'

const withFinder = (use: (site: TestSite, db: Database) => Promise<void>) =>
  withDatabase({ ...noticeMigrations, ...federationMigrations, ...migrations }, (db) =>
    withSite(db, (site) => use(site, db)),
  )

describe('the finder', () => {
  it('lists what begins with three letters, each with a link to how its readers come in', () =>
    withFinder(async (site, db) => {
      const { id } = await institution(db, {
        name: 'University of the North',
        city: 'Nordby',
        country: 'no',
        otherNames: 'NorTech',
      })
      const { body } = await site.get('/institutions?q=nor&to=/fr/chapters/x/1')
      assert.match(
        body,
        new RegExp(
          `href="/institutions/${id}\\?to=%2Ffr%2Fchapters%2Fx%2F1">University of the North</a> <span class="label">Nordby, Norway</span>`,
        ),
      )
      assert.match(body, /1 institution</)
      assert.match((await site.get('/institutions?q=norte')).body, /also: NorTech/)
      assert.match((await site.get('/institutions?q=no')).body, /at least three letters/)
      assert.match((await site.get('/institutions?q=zzzz')).body, /No institution here is called “zzzz”/)
      assert.match((await site.get('/institutions')).body, /Your institution is not listed\?/)
    }))

  it('answers the script with the same list', () =>
    withFinder(async (site, db) => {
      const { id } = await institution(db, { name: 'North <b>' })
      assert.deepEqual(JSON.parse((await site.get('/institutions.json?q=north')).body), {
        said: '1 institution',
        institutions: [{ id, name: 'North <b>', where: null, also: null, href: `/institutions/${id}` }],
      })
      assert.deepEqual(JSON.parse((await site.get('/institutions.json')).body).institutions, [])
    }))

  it('says when there are more', () =>
    withFinder(async (site, db) => {
      for (let i = 0; i < 21; i += 1) await institution(db, { name: `North ${i}` })
      const { said, institutions } = JSON.parse((await site.get('/institutions.json?q=north')).body)
      assert.equal(institutions.length, 20)
      assert.match(said, /There are more/)
    }))

  it('leads to no other site, whatever it is asked', () =>
    withFinder(async (site, db) => {
      const { id } = await institution(db, { name: 'North' })
      await site.book.reload()
      for (const to of [
        'https://evil.example/',
        '//evil.example',
        '/\\evil.example',
        'javascript:alert(1)',
        '/sign-out',
      ])
        for (const url of ['/institutions', `/institutions/${id}`]) {
          const { body } = await site.get(`${url}?${new URLSearchParams({ to, q: 'north' })}`)
          assert.ok(!body.includes('evil') && !body.includes('javascript:') && !body.includes('sign-out'), to)
        }
    }))

  it('comes back to the page on which its link stood, where the link does not say so', () =>
    withFinder(async (site, db) => {
      await institution(db, { name: 'North' })
      const links = async (referer: string) => {
        const { body } = await site.app.inject({ url: '/institutions?q=north', headers: { referer } })
        return /href="(\/institutions\/[^"]+)"/.exec(body)?.[1]?.split('?')[1] ?? null
      }
      assert.equal(await links('https://books.example/chapters/x/1'), 'to=%2Fchapters%2Fx%2F1')
      assert.equal(await links('https://evil.example/chapters/x/1'), null)
      assert.equal(await links('https://books.example.evil.example/x'), null)
      assert.equal(await links('https://books.example/institutions?q=nor'), null)
    }))

  it('remembers a choice when asked to, and forgets it when asked to', () =>
    withFinder(async (site, db) => {
      const { id } = await institution(db, { name: 'North' })
      await site.book.reload()
      await site.get(`/institutions/${id}`)
      assert.equal(site.cookies.size, 0, 'looking is no choice')
      const { location, cookies } = await site.post(`/institutions/${id}`, { to: '/chapters/x/1' })
      assert.equal(location, `/institutions/${id}?to=%2Fchapters%2Fx%2F1`)
      assert.match(String(cookies), /^__Host-chapterhouse-institution=.*HttpOnly; SameSite=Lax; Secure$/)
      assert.match((await site.get('/institutions')).body, /You chose North last time/)
      await site.post('/institutions/forgotten')
      assert.equal(site.cookies.size, 0)
      assert.match((await site.get('/institutions/forgotten')).body, /Your choice is forgotten/)
      assert.equal((await site.post('/institutions/0000000000000000')).status, 404)
    }))

  it('offers the ways in that an institution has', () =>
    withFinder(async (site, db) => {
      const { id } = await institution(
        db,
        { name: 'North', proxyPrefix: 'https://proxy.north.example/login?url=' },
        '131.111.0.0/16',
      )
      const south = await institution(db, { name: 'South', contact: 'lib@south.example' })
      await site.book.reload()
      const page = async (from?: string) =>
        (await site.get(`/institutions/${id}?to=/chapters/x/1`, from)).body
      const none = (await site.get(`/institutions/${south.id}`)).body
      assert.match(none, /South has no sign-in here/)
      assert.match(none, /href="mailto:lib@south.example"/)
      assert.ok(!(await page()).includes('no sign-in'), 'the proxy is one')
      assert.match(
        await page(),
        /href="https:\/\/proxy\.north\.example\/login\?url=https:\/\/books\.example\/chapters\/x\/1"/,
      )
      const entityId = 'https://idp.north.example'
      await keepOidcProvider(db, {
        ...{ protocol: 'oidc', entityId, names: { en: 'North Login' }, keywords: [], scopes: [] },
        ...{ clientId: 'x', clientSecret: null, requestedScopes: [] },
      })
      await setSignIn(db, id, [
        { entityId, scope: null },
        { entityId: 'https://gone.example', scope: null },
      ])
      assert.match(
        await page(),
        /href="\/sign-in\/institution\?entity=https%3A%2F%2Fidp\.north\.example&amp;to=%2Fchapters%2Fx%2F1"><span>Sign in at North</,
      )
      assert.ok(!(await page()).includes('gone.example'))
      const there = await page('131.111.4.5')
      assert.match(there, /You are on the network of North/)
      assert.match(there, /href="\/off-campus"/)
    }))

  it('has no page for an institution that has left', () =>
    withFinder(async (site) => {
      assert.equal((await site.get('/institutions/0000000000000000')).status, 404)
    }))
})
