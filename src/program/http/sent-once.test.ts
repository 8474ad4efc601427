import assert from 'node:assert/strict'
import { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fastify from 'fastify'
import { pino } from 'pino'
import { listBooks, listChapters, shelveParcel } from '#catalogue'
import type { Log } from '#platform'
import { withSite } from './site.fixture.ts'

const SAMPLE = join(import.meta.dirname, '..', '..', '..', 'samples', 'ten-defections')

/** How often each answer was begun, and what Fastify complained of. */
type Watch = { readonly begun: () => number; readonly said: () => string }

describe('a file', () => {
  it('is sent once, whole, in part, refused or not found: no handler answers twice', async (t) => {
    let begun = 0
    const lines: string[] = []
    const real = ServerResponse.prototype.writeHead
    t.mock.method(ServerResponse.prototype, 'writeHead', function (this: ServerResponse, ...head: never[]) {
      begun += 1
      return Reflect.apply(real, this, head)
    })
    const watch: Watch = { begun: () => begun, said: () => lines.join('') }
    const isTwice = () => /ALREADY_SENT|HEADERS_SENT|Reply was already/.test(watch.said())
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
    await withSite(
      { PUBLIC_URL: 'http://books.example.org' },
      async (app, { db }) => {
        const [book] = (await listBooks(db, { limit: 1 })).books
        assert.ok(book)
        const chapters = await listChapters(db, book.id)
        const open = chapters.find(({ type, openness }) => type === 'chapter' && openness === 'open')
        const closed = chapters.find(({ openness }) => openness === 'closed')
        assert.ok(open && closed)
        const headers = { host: 'books.example.org' }
        const page = (await app.inject({ url: `/chapters/${open.slug}/${open.id}`, headers })).body
        const file = /href="(\/files\/[^"]+\.epub)"/.exec(page)?.[1] ?? ''
        const cover =
          /"(\/covers\/[^"]+)"/.exec((await app.inject({ url: '/books', headers })).body)?.[1] ?? ''
        assert.ok(file && cover, 'The pages lead to a file and to a cover')
        const etag = String((await app.inject({ url: file, headers })).headers.etag)
        const asked: readonly (readonly [number, string, Readonly<Record<string, string>>?])[] = [
          [200, file],
          [206, file, { range: 'bytes=0-99' }],
          [416, file, { range: 'bytes=99999999-' }],
          [304, file, { 'if-none-match': etag }],
          [301, file.replace(/[^/]+$/, 'other.epub')],
          [403, `/files/${closed.id}/x.epub`],
          [403, `/files/${book.id}/x.epub`],
          [404, '/files/0123456789abcdef/x.epub'],
          [200, cover],
          [206, cover, { range: 'bytes=0-9' }],
          [404, `/media/${open.id}/${'0'.repeat(64)}.png`],
        ]
        for (const method of ['GET', 'HEAD'] as const)
          for (const [status, url, more = {}] of asked) {
            const before = watch.begun()
            const answer = await app.inject({ method, url, headers: { ...headers, ...more } })
            assert.equal(answer.statusCode, status, `${method} ${url}`)
            // What is wrongly sent a second time is sent a little later.
            await new Promise((later) => setImmediate(later))
            assert.equal(watch.begun() - before, 1, `${method} ${url} is answered once`)
            assert.equal(isTwice(), false, `${method} ${url}: ${watch.said()}`)
          }
      },
      async (place) => {
        const outcome = await shelveParcel(place, SAMPLE, { press: 'house', openness: 'open', dryRun: false })
        assert.equal(outcome.kind, 'shelved')
      },
      log,
    )
    await answerTwice(log)
    assert.equal(isTwice(), true, 'A handler that answers twice is found out')
  })
})

/** What this test is there to find: a reply that is awaited has been sent, and is then sent again. */
async function answerTwice(log: Log): Promise<void> {
  const app = fastify({ loggerInstance: log })
  app.get('/', async (_request, reply) => {
    await reply.send('once')
    return reply.send('twice')
  })
  await app.inject('/')
  await app.close()
}
