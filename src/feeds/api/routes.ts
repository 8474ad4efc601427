/** API v1: parse, find, build, answer. Faults are problems in the sense of RFC 9457. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decideAccess } from '#access'
import { type BookQuery, type FacetKind, findBook, findChapter, listBooks } from '#catalogue'
import { answerData, paths } from '#web'
import { listOffered } from '../list-offered.ts'
import type { FeedsDeps } from '../routes.ts'
import { words } from '../words.ts'
import { apiPage } from './api-page.ts'
import { buildApiBook, buildApiBookList, buildApiChapter } from './build-answers.ts'
import { buildOpenApi } from './build-open-api.ts'
import { type ApiProblem, type ApiQuery, bookQuery } from './schemas.ts'

const PUBLIC = { 'access-control-allow-origin': '*' }

export function apiRoutes(app: FastifyInstance, deps: FeedsDeps): void {
  const { db, siteOf, visitorOf, now } = deps

  app.get(paths.apiBooks, async (request, reply) => {
    const { place, press } = siteOf(request)
    const t = words(place.language).problems
    const parsed = bookQuery.safeParse(request.query)
    if (!parsed.success) {
      const [fault] = parsed.error.issues
      const name = fault?.path.join('.') || (fault?.code === 'unrecognized_keys' ? fault.keys.join(', ') : '')
      return sendProblem(request, reply, 400, t.parameter(name, fault?.message ?? ''))
    }
    const { limit, order, after, before, ...filters } = parsed.data
    const facets = facetsOf(parsed.data)
    if (facets.length > 1) return sendProblem(request, reply, 400, t.oneFacet)
    const ofPress = press ?? filters.press
    const query: BookQuery = {
      ...{ limit, order },
      ...(ofPress === undefined ? {} : { press: ofPress }),
      ...(facets[0] === undefined ? {} : { facet: facets[0] }),
      ...(after === undefined ? {} : { after }),
      ...(before === undefined ? {} : { before }),
    }
    const list = buildApiBookList(await listBooks(db, query), { ...filters, limit, order }, place)
    const neighbours = [
      list.next === null ? null : `<${list.next}>; rel="next"`,
      list.previous === null ? null : `<${list.previous}>; rel="prev"`,
    ].filter((link) => link !== null)
    return sendJson(request, reply, list, null, neighbours.length > 0 ? { link: neighbours.join(', ') } : {})
  })

  app.get<{ Params: { id: string } }>('/api/v1/books/:id', async (request, reply) => {
    const { place } = siteOf(request)
    const t = words(place.language).problems
    const found = await findBook(db, request.params.id)
    if (found === null) return sendProblem(request, reply, 404, t.unknownBook)
    if (found.kind === 'withdrawn') return sendProblem(request, reply, 410, t.withdrawn)
    const visitor = await visitorOf(request)
    const access = decideAccess(visitor, found.product, 'download', now())
    const answer = buildApiBook(
      found,
      { access, files: listOffered(found, access) },
      { place, visitor, now: now() },
    )
    return sendJson(request, reply, answer, new Date(found.book.updated))
  })

  app.get<{ Params: { id: string } }>('/api/v1/chapters/:id', async (request, reply) => {
    const { place } = siteOf(request)
    const t = words(place.language).problems
    const found = await findChapter(db, request.params.id)
    if (found === null) return sendProblem(request, reply, 404, t.unknownChapter)
    if (found.kind === 'withdrawn') return sendProblem(request, reply, 410, t.withdrawn)
    const visitor = await visitorOf(request)
    const access = decideAccess(visitor, found.product, 'download', now())
    const answer = buildApiChapter(
      found,
      { access, files: listOffered(found, access) },
      { place, visitor, now: now() },
    )
    return sendJson(request, reply, answer, new Date(found.chapter.updated))
  })

  app.get(paths.apiDescription, async (request, reply) => {
    const description = buildOpenApi(siteOf(request).place)
    return answerData(request, reply, {
      contentType: 'application/vnd.oai.openapi+json;version=3.1; charset=utf-8',
      body: `${JSON.stringify(description, null, 2)}\n`,
      lastModified: null,
      headers: PUBLIC,
    })
  })

  app.get(paths.apiIndex, async (request, reply) => {
    const { place } = siteOf(request)
    return deps.answerShell(request, reply, {
      title: words(place.language).api.heading,
      path: paths.apiIndex,
      main: apiPage(buildOpenApi(place), place),
      robots: null,
    })
  })
}

const facetsOf = ({ subject, series, imprint, year }: ApiQuery): { kind: FacetKind; slug: string }[] =>
  (
    [
      ['subjects', subject],
      ['series', series],
      ['imprints', imprint],
      ['years', year],
    ] as const
  ).flatMap(([kind, slug]) => (slug === undefined ? [] : [{ kind, slug }]))

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
    headers: { ...PUBLIC, ...headers },
  })

const TITLES = { 400: 'Bad Request', 404: 'Not Found', 410: 'Gone' } as const

function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  status: 400 | 404 | 410,
  detail: string,
): FastifyReply {
  const problem: ApiProblem = {
    type: 'about:blank',
    title: TITLES[status],
    status,
    detail,
    instance: request.url,
  }
  return reply
    .code(status)
    .headers({
      ...PUBLIC,
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    })
    .send(JSON.stringify(problem))
}
