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
import { findBook, findChapter, findMedia, type ReadableProduct } from '#catalogue'
import type { Files } from '#platform'
import { type Given, href, type Place, paths, sendFile } from '#web'
import { FILE_FORMATS, MEDIA_TYPES } from './build-file-wish.ts'
import { type Download, decideBookDownloads, decideChapterDownloads } from './decide-downloads.ts'
import { loadFileWish, type StampedReader, type WishDeps, type WishedFile } from './load-file-wish.ts'
import type { Assembly } from './open-assembly.ts'
import { openKnownUnmade, rememberMaking } from './remember-making.ts'
import { words } from './words.ts'

export type DownloadDeps = WishDeps & {
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
  const { book, product } = found
  const access = await decide(deps, request, product, 'download')
  const offered = decideBookDownloads(book, access).find(
    ({ fileName }) => fileName === request.params.fileName,
  )
  if (offered === undefined) return () => refuse(deps, request, reply, paths.book(book))
  return makeAndSend(deps, request, reply, { book, chapter: null, offered })
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
  const all = decideChapterDownloads(book, chapter, access)
  const ending = /[^.]*$/.exec(request.params.fileName)?.[0]
  const offered = all.find(({ fileName }) => fileName.endsWith(`.${ending}`)) ?? all[0]
  if (offered === undefined) return () => refuse(deps, request, reply, paths.chapter(chapter))
  if (offered.fileName !== request.params.fileName)
    return () => reply.redirect(href(deps.placeOf(request), offered.path), 301)
  return makeAndSend(deps, request, reply, { book, chapter, offered })
}

type Offered = Pick<WishedFile, 'book' | 'chapter'> & { readonly offered: Download }

async function makeAndSend(
  deps: DownloadDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { book, chapter, offered }: Offered,
): Promise<Send | null> {
  const format = FILE_FORMATS.find((one) => MEDIA_TYPES[one] === offered.mediaType)
  const stored = book.formats.find(({ fileName }) => fileName === offered.fileName)
  const wish =
    format === undefined
      ? null
      : await loadFileWish(deps, {
          ...{ book, chapter, format, now: deps.now() },
          ...{ place: deps.placeOf(request), reader: toStampedReader(await deps.visitorOf(request)) },
        })
  // A file of a kind that nothing can be done with is sent as it came.
  const sha256 =
    wish?.kind === 'stored' ? wish.sha256 : chapter === null && wish === null ? stored?.sha256 : undefined
  const how = {
    mediaType: offered.mediaType,
    lastModified: null,
    saveAs: offered.fileName,
    cacheControl: CACHE,
  }
  if (sha256 !== undefined && offered.bytes !== null) {
    const { bytes } = offered
    const open = (range?: { start: number; end: number }) => deps.files.stream(sha256, range)
    return () => sendFile(request, reply, { ...how, bytes, etag: sha256.slice(0, 24), open })
  }
  if (wish === null || format === undefined) return null
  const wanted = { book, chapter, format, copyFor: null }
  const tellUnmade = () => sendUnmade(deps, request, reply, chapter ?? book)
  const isKnownUnmade = await openKnownUnmade(deps.db, book, { now: deps.now(), before: 'download' })
  if (isKnownUnmade(wanted)) return tellUnmade
  const made = await deps.assembly.assemble(wish)
  await rememberMaking({ ...deps, log: request.log }, { ...wanted, place: deps.placeOf(request) }, made)
  if (!made.ok) return tellUnmade
  const { path, bytes, etag } = made.value
  return () =>
    sendFile(request, reply, { ...how, bytes, etag, open: (range) => createReadStream(path, range) })
}

/** A person is led to what there is instead; a program is told. */
function sendUnmade(
  deps: DownloadDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  product: { readonly id: string },
): FastifyReply {
  const place = deps.placeOf(request)
  const instead = href(place, paths.save(product, 'download'))
  reply.header('cache-control', 'private, no-store')
  if (/\btext\/html\b/.test(request.headers.accept ?? '')) return reply.redirect(instead, 303)
  return reply
    .code(503)
    .header('retry-after', 86_400)
    .type('text/plain; charset=utf-8')
    .send(`${words(place.language).unmade} ${place.origin}${instead}\n`)
}

const toStampedReader = ({ account, institutions }: Visitor): StampedReader => ({
  accountId: account?.id ?? null,
  institution: institutions[0]?.name ?? null,
})

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
