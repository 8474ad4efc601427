/**
 * API v1: parse, find, decide, build, answer. Other sites may read what it says (CORS), so it tells what everyone may do,
 * and nothing of whoever asks.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decideForEveryone } from '#access'
import { type BookQuery, findBook, findChapter, listBooks } from '#catalogue'
import { listRecordIds } from '#record'
import { ANY_ORIGIN, answerData, paths, sendProblem } from '#web'
import { listOffered } from '../list-offered.ts'
import type { FeedsDeps } from '../routes.ts'
import { words } from '../words.ts'
import { apiPage } from './api-page.ts'
import { buildApiBook, buildApiBookList, buildApiChapter } from './build-answers.ts'
import { buildOpenApi } from './build-open-api.ts'
import { parseBookQuery } from './parse-book-query.ts'

type ById = FastifyRequest<{ Params: { id: string } }>

export function apiRoutes(app: FastifyInstance, deps: FeedsDeps): void {
  app.get(paths.apiBooks, { config: { shows: 'metadata' } }, (request, reply) =>
    sendBookList(deps, request, reply),
  )
  app.get('/api/v1/books/:id', { config: { shows: 'metadata' } }, (request: ById, reply) =>
    sendBook(deps, request, reply),
  )
  app.get('/api/v1/chapters/:id', { config: { shows: 'metadata' } }, (request: ById, reply) =>
    sendChapter(deps, request, reply),
  )
  app.get(paths.apiDescription, { config: { shows: 'metadata' } }, (request, reply) =>
    sendDescription(deps, request, reply),
  )
  app.get(paths.apiIndex, { config: { shows: 'metadata' } }, (request, reply) => {
    const { place } = deps.siteOf(request)
    const main = apiPage(buildOpenApi(place), place)
    const title = words(place.language).api.heading
    return deps.answerShell(request, reply, { title, path: paths.apiIndex, main, robots: null })
  })
}

async function sendBookList({ db, siteOf }: FeedsDeps, request: FastifyRequest, reply: FastifyReply) {
  const { place, press } = siteOf(request)
  const asked = parseBookQuery(request.query, words(place.language))
  if (!asked.ok) return sendProblem(request, reply, 400, asked.error)
  // On a press's own host its books alone are shown, whatever is asked.
  const query: BookQuery = press === null ? asked.value.query : { ...asked.value.query, press }
  const list = buildApiBookList(await listBooks(db, query), asked.value.repeated, place)
  const neighbours = [
    list.next === null ? '' : `<${list.next}>; rel="next"`,
    list.previous === null ? '' : `<${list.previous}>; rel="prev"`,
  ].filter((link) => link !== '')
  return sendJson(request, reply, list, null, neighbours.length > 0 ? { link: neighbours.join(', ') } : {})
}

async function sendBook(deps: FeedsDeps, request: ById, reply: FastifyReply) {
  const { place } = deps.siteOf(request)
  const t = words(place.language).problems
  const found = await findBook(deps.db, request.params.id)
  if (found === null) return sendProblem(request, reply, 404, t.unknownBook)
  if (found.kind === 'withdrawn') return sendProblem(request, reply, 410, t.withdrawn)
  const now = deps.now()
  const access = decideForEveryone(found.product, 'download', now)
  const book = buildApiBook(found, { access, files: listOffered(found, access) }, { place, now })
  return sendJson(request, reply, book, new Date(found.book.updated))
}

async function sendChapter(deps: FeedsDeps, request: ById, reply: FastifyReply) {
  const { place } = deps.siteOf(request)
  const t = words(place.language).problems
  const found = await findChapter(deps.db, request.params.id)
  if (found === null) return sendProblem(request, reply, 404, t.unknownChapter)
  if (found.kind === 'withdrawn') return sendProblem(request, reply, 410, t.withdrawn)
  const access = decideForEveryone(found.product, 'download', deps.now())
  const records = await listRecordIds(deps.db, found.chapter.id)
  const chapter = buildApiChapter(found, { access, files: listOffered(found, access), records }, place)
  return sendJson(request, reply, chapter, new Date(found.chapter.updated))
}

const sendDescription = ({ siteOf }: FeedsDeps, request: FastifyRequest, reply: FastifyReply) =>
  answerData(request, reply, {
    contentType: 'application/vnd.oai.openapi+json;version=3.1; charset=utf-8',
    body: `${JSON.stringify(buildOpenApi(siteOf(request).place), null, 2)}\n`,
    lastModified: null,
    headers: ANY_ORIGIN,
  })

const sendJson = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
  lastModified: Date | null,
  headers: Readonly<Record<string, string>> = {},
): FastifyReply =>
  answerData(request, reply, {
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(answer),
    lastModified,
    headers: { ...ANY_ORIGIN, ...headers },
  })
