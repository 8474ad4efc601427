/**
 * Answers a request with a page: from the cache when it is there, rendered and kept when not.
 * The page's own diagnostics line speaks of the rendering; what belongs to this one answer (its id, its age, its
 * milliseconds) stands in the headers and in the log line of the same id.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isUnchanged } from './is-unchanged.ts'
import { toBytes } from './page-bytes.ts'
import { type CachedPage, type Given, type PageCache, packPage, type Rendered } from './page-cache.ts'

export type PageRequest = {
  /**
   * Everything that decides the bytes: place, path, access class. Null: never kept (errors, private pages).
   */
  readonly key: string | null
  /** True: it is the same for everyone, and may be kept on its way. */
  readonly forAnyone: boolean
  readonly render: () => Promise<Rendered>
  readonly onGiven?: (given: Given) => void
}

export async function answerPage(
  cache: PageCache,
  request: FastifyRequest,
  reply: FastifyReply,
  page: PageRequest,
): Promise<FastifyReply> {
  const key = cache.keepsAny ? page.key : null
  if (key === null) {
    const start = performance.now()
    const rendered = await page.render()
    if (rendered.given !== undefined) page.onGiven?.(rendered.given)
    return sendOnce(reply, rendered, performance.now() - start)
  }
  const kept = cache.get(key)
  const shown = kept ?? (await cache.remember(key, () => renderPage(page.render)))
  if (shown.given !== undefined) page.onGiven?.(shown.given)
  return sendPage(request, reply, shown, {
    age: kept === undefined ? null : Math.max(0, Math.floor((Date.now() - kept.renderedAt.getTime()) / 1000)),
    keep: page.forAnyone ? 'everyone' : 'reader',
  })
}

async function renderPage(render: () => Promise<Rendered>): Promise<CachedPage> {
  const start = performance.now()
  const rendered = await render()
  return packPage(rendered, new Date(), performance.now() - start)
}

/** For one reader alone and kept by nobody, so nothing by which it could be asked for again is made. */
const sendOnce = (
  reply: FastifyReply,
  { status, contentType, body, headers }: Rendered,
  renderMs: number,
): FastifyReply =>
  reply
    .code(status)
    .headers({
      ...headers,
      'content-type': contentType,
      vary: 'Accept-Encoding, Accept',
      'cache-control': CACHE_CONTROL.nobody,
      'server-timing': serverTiming(renderMs, reply.elapsedTime),
    })
    .send(toBytes(body))

const serverTiming = (renderMs: number, answerMs: number): string =>
  `render;dur=${renderMs.toFixed(1)}, answer;dur=${answerMs.toFixed(1)}`

/** Who may keep an answer. Whoever keeps it asks each time whether it still holds. */
export const CACHE_CONTROL = {
  everyone: 'public, max-age=0, must-revalidate',
  reader: 'private, max-age=0, must-revalidate',
  nobody: 'private, no-store',
} as const

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: CachedPage,
  { age, keep }: { readonly age: number | null; readonly keep: 'everyone' | 'reader' },
): FastifyReply {
  const encoding = chooseEncoding(request.headers['accept-encoding'])
  // A shared cache may hand one encoding's tag to another: each has its own (RFC 9110 §8.8.3.3).
  const etag = `"${page.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`
  // Who reads may change what a page shows without its product changing: a date tells only what everyone sees.
  const lastModified = keep === 'everyone' ? page.lastModified : null
  reply.headers(page.headers)
  reply.header('content-type', page.contentType)
  reply.header('etag', etag)
  reply.header('vary', 'Accept-Encoding, Accept')
  reply.header('cache-control', CACHE_CONTROL[keep])
  if (lastModified !== null) reply.header('last-modified', lastModified.toUTCString())
  if (age !== null) reply.header('age', age)
  reply.header('server-timing', serverTiming(page.renderMs, reply.elapsedTime))
  if (page.status === 200 && isUnchanged(request, etag, lastModified)) return reply.code(304).send()
  reply.code(page.status)
  if (encoding === 'identity') return reply.send(page.body)
  reply.header('content-encoding', encoding)
  return reply.send(encoding === 'br' ? page.brotli : page.gzip)
}

export type Encoding = 'br' | 'gzip' | 'identity'

export const chooseEncoding = (accepted: string | undefined): Encoding => {
  if (accepted === undefined) return 'identity'
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'br'
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'gzip'
  return 'identity'
}
