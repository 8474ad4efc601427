/**
 * Files: a book's own formats, a chapter cut out of its book, and what a text shows (pictures, sound, film). Each is
 * decided by the product it belongs to; a file that may not be taken is answered as one that is not there, with the
 * reason on the product's page.
 */
import { createReadStream } from 'node:fs'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import {
  type AccessDecision,
  type CollectionsOf,
  decideAccess,
  isReadable,
  toAccessProduct,
  type Visitor,
} from '#access'
import { findBook, findChapter, findMedia, listChapters, type ReadableProduct } from '#catalogue'
import { buildCslItem, toPlainCitation } from '#citations'
import type { Database, Files } from '#platform'
import { type Given, href, type Place, paths, sendFile } from '#web'
import type { Assembly } from './assemble-chapter.ts'
import { buildChapterRequest } from './build-chapter-request.ts'
import { decideBookDownloads, decideChapterDownloads } from './decide-downloads.ts'

export type DownloadDeps = {
  readonly db: Database
  readonly files: Files
  readonly assembly: Assembly
  readonly placeOf: (request: FastifyRequest) => Place
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor>
  readonly collectionsOf: CollectionsOf
  /** Told of every file that was asked for, given or not. */
  readonly onGiven: (request: FastifyRequest, given: Given) => void
  readonly now: () => Date
}

type FileAddress = { Params: { id: string; fileName: string } }
type MediaAddress = { Params: { id: string; name: string } }

/** Never by a shared cache: what is open today may be closed tomorrow. */
const CACHE = 'private, max-age=0, must-revalidate'

export const downloadRoutes =
  (deps: DownloadDeps): FastifyPluginAsync =>
  async (app) => {
    const route = { method: ['GET', 'HEAD'] }
    app.route<FileAddress>({
      ...route,
      url: '/files/:id/:fileName',
      config: { shows: 'file' },
      handler: (request, reply) => sendProductFile(deps, request, reply),
    })
    for (const url of ['/media/:id/:name', '/covers/:id/:name'])
      app.route<MediaAddress>({
        ...route,
        url,
        config: { shows: 'media' },
        handler: (request, reply) => sendMedia(deps, request, reply),
      })
  }

async function sendProductFile(
  deps: DownloadDeps,
  request: FastifyRequest<FileAddress>,
  reply: FastifyReply,
) {
  const { id } = request.params
  const send =
    (await findBookFile(deps, request, reply, id)) ?? (await findChapterFile(deps, request, reply, id))
  return send === null ? reply.callNotFound() : send()
}

/** A reply that is awaited is waited for until it is sent: so what is found says how it is sent, and does not send it. */
type Send = () => FastifyReply | Promise<FastifyReply>

async function findBookFile(
  deps: DownloadDeps,
  request: FastifyRequest<FileAddress>,
  reply: FastifyReply,
  id: string,
): Promise<Send | null> {
  const found = await findBook(deps.db, id)
  if (found?.kind !== 'book') return null
  const access = await decide(deps, request, found.product, 'download')
  const offered = decideBookDownloads(found.book, access).find(
    ({ fileName }) => fileName === request.params.fileName,
  )
  const format = found.book.formats.find(({ fileName }) => fileName === offered?.fileName)
  if (offered === undefined || format === undefined)
    return () => refuse(deps, request, reply, paths.book(found.book))
  return () =>
    sendFile(request, reply, {
      mediaType: format.mediaType,
      bytes: format.bytes,
      etag: format.sha256.slice(0, 24),
      lastModified: null,
      saveAs: format.fileName,
      cacheControl: CACHE,
      open: (range) => deps.files.stream(format.sha256, range),
    })
}

async function findChapterFile(
  deps: DownloadDeps,
  request: FastifyRequest<FileAddress>,
  reply: FastifyReply,
  id: string,
): Promise<Send | null> {
  const found = await findChapter(deps.db, id)
  if (found?.kind !== 'chapter') return null
  const { book, chapter, product } = found
  const access = await decide(deps, request, product, 'download')
  const [offered] = decideChapterDownloads(book, chapter, access)
  const epub = book.formats.find(({ mediaType }) => mediaType === 'application/epub+zip')
  if (offered === undefined || epub === undefined)
    return () => refuse(deps, request, reply, paths.chapter(chapter))
  if (offered.fileName !== request.params.fileName)
    return () => reply.redirect(href(deps.placeOf(request), offered.path), 301)
  const place = { ...deps.placeOf(request), language: 'en' as const }
  const order = buildChapterRequest({
    book,
    chapter,
    chapters: await listChapters(deps.db, book.id),
    place,
    citation: toPlainCitation(buildCslItem({ kind: 'chapter', chapter, book }, { origin: place.origin })),
  })
  const made = order === null ? null : await deps.assembly.assemble(epub.sha256, order)
  if (made === null) return null
  if (!made.ok) {
    request.log.error({ chapter: id, said: made.error }, 'A chapter could not be cut out of its book')
    return () => reply.code(503).header('retry-after', 60).type('text/plain; charset=utf-8').send(made.error)
  }
  const { path, bytes, etag } = made.value
  return () =>
    sendFile(request, reply, {
      mediaType: offered.mediaType,
      bytes,
      etag,
      lastModified: null,
      saveAs: offered.fileName,
      cacheControl: CACHE,
      open: (range) => createReadStream(path, range),
    })
}

async function sendMedia(deps: DownloadDeps, request: FastifyRequest<MediaAddress>, reply: FastifyReply) {
  const { id, name } = request.params
  const found = await findMedia(deps.db, id, name)
  if (found === null) return reply.callNotFound()
  if (found.shown.as === 'text') {
    const access = await decide(deps, request, found.shown.product, 'read')
    if (!isReadable(access)) return reply.callNotFound()
  }
  const sha256 = found.name.slice(0, 64)
  // A drawing is a document of its own when somebody opens its address: nothing in it may run or load (CSP, Level 3).
  reply.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  )
  return sendFile(request, reply, {
    mediaType: found.mediaType,
    bytes: found.bytes,
    etag: sha256.slice(0, 24),
    lastModified: null,
    saveAs: null,
    cacheControl: found.shown.as === 'public' ? 'public, max-age=86400' : CACHE,
    open: (range) => deps.files.stream(sha256, range),
  })
}

const decide = async (
  { visitorOf, collectionsOf, onGiven, now }: DownloadDeps,
  request: FastifyRequest,
  product: ReadableProduct,
  action: 'read' | 'download',
): Promise<AccessDecision> => {
  const decision = decideAccess(
    await visitorOf(request),
    toAccessProduct(product, collectionsOf),
    action,
    now(),
  )
  onGiven(request, { product, action, text: isReadable(decision), decision })
  return decision
}

/** The product's page says what is in the way and what to do. */
const refuse = (
  deps: DownloadDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
): FastifyReply =>
  reply
    .code(403)
    .header('cache-control', 'private, no-store')
    .header('link', `<${href(deps.placeOf(request), page)}>; rel="collection"`)
    .type('text/plain; charset=utf-8')
    .send(`This file may not be taken. What would open it is said at ${href(deps.placeOf(request), page)}\n`)
