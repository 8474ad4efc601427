/**
 * A page for everyone, from the cache, in one write: what of its head is always the same is made once for each of its
 * encodings. It says what `answerPage` says of the same page; a test compares the two.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CACHE_CONTROL, chooseEncoding, type Encoding } from './answer.ts'
import { isUnchanged } from './is-unchanged.ts'
import type { CachedPage } from './page-cache.ts'

type Prepared = { readonly etag: string; readonly body: Buffer; readonly head: readonly string[] }

/** `always`: what every answer of this site carries. */
export function openKeptPages(always: Readonly<Record<string, string>>) {
  const prepared = new WeakMap<CachedPage, Map<Encoding, Prepared>>()
  const prepare = (page: CachedPage, encoding: Encoding): Prepared => {
    const known = prepared.get(page) ?? new Map<Encoding, Prepared>()
    prepared.set(page, known)
    const made = known.get(encoding) ?? toPrepared(page, encoding, always)
    known.set(encoding, made)
    return made
  }
  return (request: FastifyRequest, reply: FastifyReply, page: CachedPage): void => {
    const { etag, body, head } = prepare(page, chooseEncoding(request.headers['accept-encoding']))
    const age = Math.max(0, Math.floor((Date.now() - page.renderedAt.getTime()) / 1000))
    const own = ['x-request-id', request.id, 'age', String(age), 'server-timing', timing(page, reply)]
    // For those who count and log it; what is sent is written below.
    reply.header('age', age).header('content-type', page.contentType).hijack()
    if (isUnchanged(request, etag, page.lastModified)) {
      reply.raw.writeHead(304, [...head, ...own]).end()
      return
    }
    reply.raw.writeHead(page.status, [...head, 'content-length', String(body.length), ...own]).end(body)
  }
}

const timing = (page: CachedPage, reply: FastifyReply): string =>
  `render;dur=${page.renderMs.toFixed(1)}, answer;dur=${reply.elapsedTime.toFixed(1)}`

function toPrepared(
  page: CachedPage,
  encoding: Encoding,
  always: Readonly<Record<string, string>>,
): Prepared {
  const etag = `"${page.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`
  const headers: Readonly<Record<string, string>> = {
    ...always,
    ...page.headers,
    'content-type': page.contentType,
    etag,
    vary: 'Accept-Encoding, Accept',
    'cache-control': CACHE_CONTROL.everyone,
    ...(page.lastModified === null ? {} : { 'last-modified': page.lastModified.toUTCString() }),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  }
  const body = encoding === 'br' ? page.brotli : encoding === 'gzip' ? page.gzip : page.body
  return { etag, body, head: Object.entries(headers).flat() }
}
