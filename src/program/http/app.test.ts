import assert from 'node:assert/strict'
import { type IncomingHttpHeaders, request } from 'node:http'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { parseTrustedProxies } from '#platform'
import { clientIpOf } from './addressed.ts'
import { withSite } from './site.fixture.ts'

const get = (app: FastifyInstance, url: string, more: InjectOptions = {}) => app.inject({ url, ...more })

/** What does not change from one answer to the next. */
function steady({
  'x-request-id': _id,
  'server-timing': _timing,
  date: _date,
  age: _age,
  ...rest
}: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
}

type RawAnswer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

/** To the byte, as it came over the wire. */
const askRaw = (port: number, path: string, headers: Record<string, string>): Promise<RawAnswer> =>
  new Promise((told, failed) => {
    request({ port, path, headers, agent: false }, async (answer) => {
      const body = Buffer.concat(await answer.toArray())
      told({ status: answer.statusCode ?? 0, headers: answer.headers, body })
    })
      .on('error', failed)
      .end()
  })

describe('the site', () => {
  it('carries on every answer what keeps browsers from doing harm, and no cookie', () =>
    withSite({ PUBLIC_URL: 'https://books.example.org' }, async (app) => {
      for (const url of ['/', '/books', '/nothing', '/api/v1/books', '/robots.txt', '/health']) {
        const { headers } = await get(app, url, { headers: { host: 'books.example.org' } })
        assert.match(
          String(headers['content-security-policy']),
          /^default-src 'none'; .*frame-ancestors 'none'$/,
          url,
        )
        assert.equal(headers['x-content-type-options'], 'nosniff')
        assert.match(String(headers['strict-transport-security']), /^max-age=\d+/)
        assert.ok(headers['cross-origin-resource-policy'])
        assert.match(String(headers['x-request-id']), /^[0-9a-z]{16}$/)
        assert.equal(headers['x-instance'], 'testtest')
        assert.equal(headers['set-cookie'], undefined)
        assert.equal(headers['x-powered-by'], undefined)
      }
    }))

  it('answers by no name but its own, once it was told it', () =>
    withSite({ PUBLIC_URL: 'https://books.example.org', TRUSTED_PROXIES: '192.0.2.0/24' }, async (app) => {
      const asked = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
        (await get(app, '/books', { headers, remoteAddress })).statusCode
      assert.equal(await asked({ host: 'books.example.org' }), 200)
      assert.equal(await asked({ host: 'BOOKS.example.org' }), 200)
      assert.equal(await asked({ host: 'evil.example' }), 400)
      assert.equal(await asked({ host: 'books.example.org@evil.example' }), 400)
      assert.equal(await asked({ host: 'books.example.org', 'x-forwarded-host': 'evil.example' }), 200)
      assert.equal(await asked({ host: 'inner', 'x-forwarded-host': 'books.example.org' }), 400)
      assert.equal(await asked({ host: 'inner', 'x-forwarded-host': 'books.example.org' }, '192.0.2.9'), 200)
      assert.equal(
        await asked({ host: 'inner', 'x-forwarded-host': 'books.example.org, evil.example' }, '192.0.2.9'),
        400,
      )
    }))

  it('writes a stranger’s name into none of its addresses', () =>
    withSite({ PUBLIC_URL: 'https://books.example.org' }, async (app) => {
      const headers = {
        host: 'books.example.org',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
      }
      for (const url of ['/', '/robots.txt', '/sitemap.xml', '/api/v1/books', '/nothing'])
        assert.ok(!(await get(app, url, { headers })).body.includes('evil.example'), url)
    }))

  it('says whether it is ready, and why not', () =>
    withSite({}, async (app, { pool }) => {
      const ready = await get(app, '/health')
      assert.equal(ready.statusCode, 200)
      assert.deepEqual(ready.json().reasons, [])
      await pool.close()
      const ill = await get(app, '/health')
      assert.equal(ill.statusCode, 503)
      assert.equal(ill.json().live, true)
      assert.match(ill.json().reasons[0], /^The database does not answer: /)
      assert.equal((await get(app, '/health/live')).statusCode, 200)
    }))

  it('tells its numbers to this machine alone, or to whoever holds the token', async () => {
    await withSite({}, async (app) => {
      const own = await get(app, '/metrics')
      assert.equal(own.statusCode, 200)
      assert.match(own.body, /^chapterhouse_books 0$/m)
      assert.equal((await get(app, '/metrics', { remoteAddress: '192.0.2.1' })).statusCode, 403)
      // A proxy on this machine passes on what strangers ask.
      assert.equal(
        (await get(app, '/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } })).statusCode,
        403,
      )
    })
    const token = 't'.repeat(16)
    await withSite({ METRICS_TOKEN: token }, async (app) => {
      const asked = async (authorization: string) =>
        (await get(app, '/metrics', { remoteAddress: '192.0.2.1', headers: { authorization } })).statusCode
      assert.equal(await asked(`Bearer ${token}`), 200)
      assert.equal(await asked(`Bearer ${token}x`), 403)
      assert.equal((await get(app, '/metrics')).statusCode, 403)
    })
  })

  it('shows what failed by the number under which the log has it, and nothing of its inside', () =>
    withSite({}, async (app, { pool }) => {
      await pool.close()
      const failed = await get(app, '/books')
      assert.equal(failed.statusCode, 500)
      assert.match(String(failed.headers['content-type']), /^text\/html/)
      assert.ok(failed.body.includes(String(failed.headers['x-request-id'])))
      assert.ok(!/\.ts|node_modules|select /i.test(failed.body))
    }))

  it('says the same of a kept page, whichever way it is answered', () =>
    withSite({ PUBLIC_URL: 'https://books.example.org' }, async (app) => {
      const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
      const ask = (headers: Record<string, string>) =>
        askRaw(port, '/books', { host: 'books.example.org', ...headers })
      await ask({})
      for (const coding of ['identity', 'gzip', 'br']) {
        // A wish that has to be heard out goes the long way; what it gets is the same.
        const long = await ask({ 'accept-encoding': coding, accept: 'text/html;q=1' })
        const quick = await ask({ 'accept-encoding': coding })
        assert.deepEqual(steady(quick.headers), steady(long.headers))
        assert.deepEqual(quick.body, long.body)
        assert.ok(quick.headers.age !== undefined)
        const unchanged = await ask({
          'accept-encoding': coding,
          'if-none-match': String(quick.headers.etag),
        })
        assert.equal(unchanged.status, 304)
        assert.equal(unchanged.body.length, 0)
        assert.equal(unchanged.headers.etag, quick.headers.etag)
      }
      const ids = await Promise.all(
        Array.from({ length: 20 }, async () => (await ask({})).headers['x-request-id']),
      )
      assert.equal(new Set(ids).size, 20)
      const { body } = await askRaw(port, '/metrics', {})
      assert.match(body.toString(), /answer_seconds_count\{method="GET",route="kept",status="2xx"\} 2\d/)
      // A name that is not ours is refused, kept page or not.
      assert.equal((await ask({ host: 'evil.example' })).status, 400)
    }))

  it('knows an address on the way as Fastify knows it', async () => {
    const proxies = parseTrustedProxies('10.0.0.0/8, loopback')
    assert.ok(proxies.ok)
    const trusts = proxies.value
    const app = Fastify({ trustProxy: (address) => trusts(address) })
    app.get('/', (request) => [clientIpOf(request.raw, trusts), request.ip])
    const anAddress = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom('10.0.0.1', '10.9.9.9', '::1', 'unknown', ''),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(anAddress), anAddress, async (way, remoteAddress) => {
        const headers = way.length === 0 ? {} : { 'x-forwarded-for': way.join(', ') }
        const [ours, theirs] = (await app.inject({ url: '/', headers, remoteAddress })).json()
        assert.equal(ours, theirs)
      }),
    )
  })

  it('answers odd requests with a page or a sentence, never with a fault of its own', () =>
    withSite({}, async (app) => {
      for (const url of [
        '/%',
        '/books/%E0%A4%A',
        '/books//',
        `/${'x'.repeat(5000)}`,
        '/books?after=%00',
        '/fr/%2e%2e/%2e%2e/etc/passwd',
      ]) {
        const { statusCode } = await get(app, url)
        assert.ok(
          statusCode === 404 || statusCode === 400 || statusCode === 200 || statusCode === 414,
          `${url}: ${statusCode}`,
        )
      }
      assert.equal((await app.inject({ method: 'POST', url: '/books' })).statusCode, 404)
    }))
})
