/**
 * Answers a request with a page: from the cache when it is there, rendered and kept when not.
 * The page's own diagnostics line speaks of the rendering; what belongs to this one answer (its id, its age, its
 * milliseconds) stands in the headers and in the log line of the same id.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isUnchanged } from './is-unchanged.ts'
import { type CachedPage, type PageCache, packPage, type Rendered } from './page-cache.ts'

export type PageRequest = {
  /**
   * Everything that decides the bytes: place, path, access class. Null: never kept (errors, private pages).
   */
  readonly key: string | null
  readonly render: () => Promise<Rendered>
}

export async function answerPage(
  cache: PageCache,
  request: FastifyRequest,
  reply: FastifyReply,
  page: PageRequest,
): Promise<FastifyReply> {
  if (page.key === null) return sendPage(request, reply, await renderPage(page.render), 'private')
  const kept = cache.get(page.key)
  const shown = kept ?? (await cache.remember(page.key, () => renderPage(page.render)))
  return sendPage(request, reply, shown, kept === undefined ? 'rendered' : 'kept')
}

async function renderPage(render: () => Promise<Rendered>): Promise<CachedPage> {
  const start = performance.now()
  const rendered = await render()
  return packPage(rendered, new Date(), performance.now() - start)
}

/** Also called before routing, for pages that are kept already: see `program/app.ts`. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: CachedPage,
  from: 'kept' | 'rendered' | 'private',
): FastifyReply {
  const now = Date.now()
  const encoding = from === 'private' ? 'identity' : chooseEncoding(request.headers['accept-encoding'])
  // A shared cache may hand one encoding's tag to another: each has its own (RFC 9110 §8.8.3.3).
  const etag = `"${page.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`
  reply.headers(page.headers)
  reply.header('content-type', page.contentType)
  reply.header('etag', etag)
  reply.header('vary', 'Accept-Encoding, Accept')
  reply.header(
    'cache-control',
    from === 'private' ? 'private, no-store' : 'public, max-age=0, must-revalidate',
  )
  if (page.lastModified !== null) reply.header('last-modified', page.lastModified.toUTCString())
  if (from === 'kept') reply.header('age', Math.max(0, Math.floor((now - page.renderedAt.getTime()) / 1000)))
  reply.header(
    'server-timing',
    `render;dur=${page.renderMs.toFixed(1)}, answer;dur=${reply.elapsedTime.toFixed(1)}`,
  )
  if (page.status === 200 && isUnchanged(request, etag, page.lastModified)) return reply.code(304).send()
  reply.code(page.status)
  if (encoding === 'identity') return reply.send(page.body)
  reply.header('content-encoding', encoding)
  return reply.send(encoding === 'br' ? page.brotli : page.gzip)
}

const chooseEncoding = (accepted: string | undefined): 'br' | 'gzip' | 'identity' => {
  if (accepted === undefined) return 'identity'
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'br'
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'gzip'
  return 'identity'
}
