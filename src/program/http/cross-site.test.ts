import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { routesOf } from './app.ts'
import { withSite } from './site.fixture.ts'

/** Meant for other sites' forms and servers: each proves in its own way who speaks, or but asks what everybody may know. */
const MEANT = new Set(['POST /sign-in/saml', 'POST /payments/stripe', 'POST /reconcile'])

const ORIGIN = 'https://books.example.org'

const FROM_ELSEWHERE: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'https://evil.example.org' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'cross-site', origin: ORIGIN },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: `${ORIGIN}.evil.example` },
  { origin: 'http://books.example.org' },
  { referer: `${ORIGIN}/` },
]

const BODIES = [
  ['application/x-www-form-urlencoded', 'a=b'],
  ['application/json', '{"a":"b"}'],
  ['multipart/form-data; boundary=x', '--x--\r\n'],
  ['text/plain', '{"a":"b"}'],
] as const

describe('whatever changes something', () => {
  it('is refused to pages of other sites, at every address there is', () =>
    withSite({ PUBLIC_URL: ORIGIN }, async (app) => {
      await app.ready()
      const acting = routesOf(app).filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
      assert.ok(acting.length >= 20)
      let tries = 0
      for (const { method, url, crossSite } of acting) {
        assert.equal(crossSite, MEANT.has(`${method} ${url}`), `${method} ${url}`)
        if (crossSite) continue
        const address = url.replaceAll(/:\w+/g, 'x').replaceAll('*', 'x')
        for (const from of FROM_ELSEWHERE)
          for (const [type, payload] of BODIES) {
            const headers = { host: 'books.example.org', 'content-type': type, ...from }
            const answer = await app.inject({ method: method as 'POST', url: address, headers, payload })
            assert.equal(answer.statusCode, 403, `${method} ${url} ${JSON.stringify(headers)}`)
            assert.equal(answer.headers['set-cookie'], undefined)
            tries += 1
          }
      }
      console.log(`${acting.length} addresses, ${tries} tries, 0 let through`)
    }))

  it('is open to our own pages, however old the browser', () =>
    withSite({ PUBLIC_URL: ORIGIN }, async (app) => {
      for (const from of [{ 'sec-fetch-site': 'same-origin' }, { origin: ORIGIN }]) {
        const headers = {
          host: 'books.example.org',
          'content-type': 'application/x-www-form-urlencoded',
          ...from,
        }
        const answer = await app.inject({ method: 'POST', url: '/sign-out', headers, payload: '' })
        assert.equal(answer.statusCode, 303)
      }
    }))
})
