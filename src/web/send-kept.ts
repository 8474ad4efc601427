/**
 * A page for everyone, from the cache, in one write: what of its head is always the same is made once for each of its
 * encodings. It says what `answerPage` says of the same page; a test compares the two.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { CACHE_CONTROL, chooseEncoding, type Encoding } from './answer.ts'
import { isUnchanged } from './is-unchanged.ts'
import type { CachedPage } from './page-cache.ts'

type Prepared = {
  readonly etag: string
  readonly body: Buffer
  readonly head: readonly string[]
  readonly timing: string
}

export type KeptAnswer = {
  readonly id: string
  /** `performance.now()` when the request came. */
  readonly since: number
}

/** Seconds since it was made. */
export const ageOf = (page: CachedPage): number =>
  Math.max(0, Math.floor((Date.now() - page.renderedAt.getTime()) / 1000))

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
  return (
    request: IncomingMessage,
    response: ServerResponse,
    page: CachedPage,
    { id, since }: KeptAnswer,
  ): void => {
    const encoding = chooseEncoding(request.headers['accept-encoding']?.toString())
    const { etag, body, head, timing } = prepare(page, encoding)
    const took = Math.round((performance.now() - since) * 10) / 10
    const own = head.slice()
    own.push('x-request-id', id, 'age', String(ageOf(page)), 'server-timing', timing + took)
    if (isUnchanged(request, etag, page.lastModified)) {
      response.writeHead(304, own).end()
      return
    }
    own.push('content-length', String(body.length))
    response.writeHead(page.status, own).end(body)
  }
}

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
  const timing = `render;dur=${page.renderMs.toFixed(1)}, answer;dur=`
  return { etag, body, head: Object.entries(headers).flat(), timing }
}
