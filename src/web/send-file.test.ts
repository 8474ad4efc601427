import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { fastify } from 'fastify'
import { type SentFile, sendFile } from './send-file.ts'

const BYTES = Buffer.from('0123456789')
const file: SentFile = {
  mediaType: 'application/epub+zip',
  bytes: BYTES.length,
  etag: 'abc',
  lastModified: null,
  saveAs: 'Évora “1”.epub',
  cacheControl: 'private',
  open: (range) =>
    Readable.from(range === undefined ? [BYTES] : [BYTES.subarray(range.start, range.end + 1)]),
}

async function ask(headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  const app = fastify()
  app.route({
    method: ['GET', 'HEAD'],
    url: '/',
    handler: (request, reply) => sendFile(request, reply, file),
  })
  return app.inject({ method, url: '/', headers })
}

describe('sendFile', () => {
  it('sends all of it, with its length and a name that every program can keep', async () => {
    const answer = await ask()
    assert.equal(answer.body, '0123456789')
    assert.equal(answer.headers['content-length'], '10')
    assert.equal(
      answer.headers['content-disposition'],
      `attachment; filename="_vora _1_.epub"; filename*=UTF-8''%C3%89vora%20%E2%80%9C1%E2%80%9D.epub`,
    )
  })

  it('tells a HEAD the same and sends nothing', async () => {
    const answer = await ask({}, 'HEAD')
    assert.equal(answer.headers['content-length'], '10')
    assert.equal(answer.body, '')
  })

  for (const [range, body, told] of [
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ] as const)
    it(`goes on where a download broke off: ${range}`, async () => {
      const answer = await ask({ range })
      assert.equal(answer.statusCode, 206)
      assert.equal(answer.body, body)
      assert.equal(answer.headers['content-range'], told)
    })

  it('refuses a part that lies beyond the end', async () => {
    const answer = await ask({ range: 'bytes=10-' })
    assert.equal(answer.statusCode, 416)
    assert.equal(answer.headers['content-range'], 'bytes */10')
  })

  it('sends the whole when the file is no longer the one that was begun', async () => {
    const answer = await ask({ range: 'bytes=2-4', 'if-range': '"other"' })
    assert.equal(answer.statusCode, 200)
  })

  it('sends nothing to who has it already', async () => {
    assert.equal((await ask({ 'if-none-match': '"abc"' })).statusCode, 304)
  })
})
