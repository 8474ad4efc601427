import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { routesOf } from './app.ts'
import { withSite } from './site.fixture.ts'

const ORIGIN = 'https://books.example.org'
const OWN = { host: 'books.example.org', origin: ORIGIN, 'sec-fetch-site': 'same-origin' }

/** Fields that make the forms of the site do something. */
const FORM = new URLSearchParams({
  ...{ email: 'ines@example.org', name: 'Ines', password: 'eight walls and a pillar', to: '/books' },
  ...{ code: '0000-0000-0000-0000', q: 'north', press: 'house' },
}).toString()

describe('cookies', () => {
  it('are for this host and for its server alone, whoever of us sets them', () =>
    withSite({ PUBLIC_URL: ORIGIN }, async (app) => {
      await app.ready()
      const set: string[] = []
      const asked = routesOf(app).filter(({ method }) => method === 'GET' || method === 'POST')
      for (const { method, url } of asked) {
        const address = url.replaceAll(/:\w+/g, '0123456789abcdef').replaceAll('*', 'x')
        const post = {
          payload: FORM,
          headers: { ...OWN, 'content-type': 'application/x-www-form-urlencoded' },
        }
        const how = method === 'POST' ? { method: 'POST' as const, ...post } : { headers: OWN }
        const answer = await app.inject({ url: address, ...how })
        const cookies = [answer.headers['set-cookie'] ?? []].flat()
        for (const cookie of cookies) {
          assert.match(cookie, /^__Host-chapterhouse[.\w-]+=/, `${method} ${url}`)
          for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax'])
            assert.ok(cookie.split('; ').includes(part), `${method} ${url}: ${cookie} lacks ${part}`)
          assert.doesNotMatch(cookie, /Domain=/i)
          set.push(cookie)
        }
        // What anybody may look at leaves nothing with them.
        if (cookies.length > 0 && method === 'GET') assert.match(url, /^\/(sign-in|sign-out|sign-up)/, url)
      }
      console.log(`${asked.length} addresses, ${set.length} cookies set`)
    }))
})
