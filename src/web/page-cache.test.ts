import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { PageCache, packPage, type Rendered } from './page-cache.ts'

const rendered = (body: string, shows: string[] = [], status = 200): Rendered => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body,
  headers: {},
  lastModified: null,
  shows,
})
const pack = (body: string, shows?: string[], status?: number) =>
  packPage(rendered(body, shows, status), new Date(0), 1)

describe('PageCache', () => {
  it('gives back the same bytes in every encoding', async () => {
    const page = await pack('a page')
    assert.equal(page.body.toString(), 'a page')
    assert.equal(gunzipSync(page.gzip).toString(), 'a page')
    assert.equal(brotliDecompressSync(page.brotli).toString(), 'a page')
  })

  it('renders once for a swarm that asks for a page at the same moment', async () => {
    const cache = new PageCache(1_000_000)
    let renderings = 0
    const render = async () => {
      renderings++
      await new Promise((done) => setTimeout(done, 5))
      return pack('once')
    }
    await Promise.all(Array.from({ length: 50 }, () => cache.remember('/', render)))
    assert.equal(renderings, 1)
  })

  it('forgets every page that shows a book, and no other', async () => {
    const cache = new PageCache(1_000_000)
    await cache.remember('/book', () => pack('book', ['b1']))
    await cache.remember('/browse', () => pack('list', ['b1', 'b2']))
    await cache.remember('/other', () => pack('other', ['b2']))
    cache.forget('b1')
    assert.equal(cache.get('/book'), undefined)
    assert.equal(cache.get('/browse'), undefined)
    assert.equal(cache.get('/other')?.body.toString(), 'other')
  })

  it('does not keep a page whose rendering began before its book changed', async () => {
    const cache = new PageCache(1_000_000)
    const late = cache.remember('/book', async () => {
      cache.forget('b1')
      return pack('stale', ['b1'])
    })
    assert.equal((await late).body.toString(), 'stale')
    assert.equal(cache.get('/book'), undefined)
  })

  it('keeps no errors', async () => {
    const cache = new PageCache(1_000_000)
    await cache.remember('/gone', () => pack('gone', [], 404))
    assert.equal(cache.get('/gone'), undefined)
  })

  it('stays within its bytes by letting the page go that was asked for longest ago', async () => {
    const cache = new PageCache(4_500)
    for (const name of ['a', 'b', 'c']) {
      await cache.remember(name, () => pack(name.repeat(900)))
      cache.get('a')
    }
    assert.ok(cache.bytes <= 4_500)
    assert.ok(cache.get('a') !== undefined)
    assert.equal(cache.get('b'), undefined)
  })

  it('lets a failed rendering be tried again', async () => {
    const cache = new PageCache(1_000_000)
    await assert.rejects(
      cache.remember('/', async () => {
        throw new Error('the database is away')
      }),
    )
    assert.equal((await cache.remember('/', () => pack('back'))).body.toString(), 'back')
  })
})
