/** `/reconcile`: what OpenRefine is given as the address of a service. It reads only; whoever asks, from wherever, is answered alike. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Result } from '#base'
import type { Database } from '#platform'
import { canonical, paths, type Site } from '#web'
import { words } from '../words.ts'
import { buildCandidates } from './build-candidates.ts'
import { buildExtension } from './build-extension.ts'
import { buildManifest } from './build-manifest.ts'
import { proposeProperties, suggestEntities, suggestProperties, suggestTypes } from './build-suggestions.ts'
import { entityPreviewPage, PREVIEW_STYLE, renderEntity } from './entity-preview-page.ts'
import { parseExtension } from './parse-extension.ts'
import { parseQueries } from './parse-queries.ts'
import { openReconciled } from './reconciled-store.ts'
import type { Reconciled, ReconciliationWords } from './reconciliation.ts'

type Batch = { readonly queries?: string; readonly extend?: string }
type Asked = {
  Querystring: Batch & { prefix?: string; cursor?: string; type?: string; limit?: string; id?: string }
  Body: Batch | undefined
}

type Deps = { readonly db: Database; readonly siteOf: (request: FastifyRequest) => Site }

const SHOWS = { config: { shows: 'metadata' } } as const

export const reconcileRoutes =
  ({ db, siteOf }: Deps) =>
  async (app: FastifyInstance): Promise<void> => {
    const find = openReconciled(db)
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    app.get<Asked>('/reconcile', SHOWS, (request, reply) => answer(request, reply, request.query))
    app.post<Asked>('/reconcile', { config: { shows: 'metadata', crossSite: true } }, (request, reply) =>
      answer(request, reply, request.body ?? {}),
    )
    app.get<Asked>('/reconcile/suggest/entity', SHOWS, async (request, reply) => {
      const { prefix = '', cursor } = request.query
      return send(reply, suggestEntities(prefix, await among(request), wordsOf(request), count(cursor) ?? 0))
    })
    app.get<Asked>('/reconcile/suggest/type', SHOWS, async (request, reply) =>
      send(reply, suggestTypes(request.query.prefix ?? '', wordsOf(request))),
    )
    app.get<Asked>('/reconcile/suggest/property', SHOWS, async (request, reply) =>
      send(reply, suggestProperties(request.query.prefix ?? '', wordsOf(request))),
    )
    app.get<Asked>('/reconcile/properties', SHOWS, async (request, reply) => {
      const { type = 'person', limit } = request.query
      return send(reply, proposeProperties(type, count(limit), wordsOf(request)))
    })
    app.get<Asked>('/reconcile/view', SHOWS, async (request, reply) => {
      const entity = await one(request)
      return entity === null ? noSuchEntity(reply) : reply.redirect(addressOf(request, entity), 302)
    })
    app.get<Asked>('/reconcile/preview', SHOWS, async (request, reply) => {
      const entity = await one(request)
      if (entity === null) return noSuchEntity(reply)
      const page = entityPreviewPage(entity, addressOf(request, entity), languageOf(request))
      return sendPreview(reply, page.text)
    })
    app.get<Asked>('/reconcile/flyout/entity', SHOWS, async (request, reply) => {
      const entity = await one(request)
      if (entity === null) return noSuchEntity(reply)
      const { text } = renderEntity(entity, addressOf(request, entity), languageOf(request))
      return send(reply, { id: entity.id, html: text })
    })

    const among = (request: FastifyRequest) => find(siteOf(request).press)
    const languageOf = (request: FastifyRequest) => siteOf(request).place.language
    const wordsOf = (request: FastifyRequest): ReconciliationWords => words(languageOf(request)).reconcile
    const one = async (request: FastifyRequest<Asked>): Promise<Reconciled | null> =>
      (await among(request)).find(({ id }) => id === request.query.id) ?? null

    function addressOf(request: FastifyRequest, { id }: Reconciled): string {
      const [record = '', entry = ''] = id.split('/')
      return canonical(siteOf(request).place, paths.recordEntry(record, entry))
    }

    async function answer(
      request: FastifyRequest,
      reply: FastifyReply,
      { queries, extend }: Batch,
    ): Promise<FastifyReply> {
      const t = wordsOf(request)
      if (queries !== undefined)
        return sendRead(reply, parseQueries(String(queries)), async (batch) => {
          const known = await among(request)
          return Object.fromEntries(
            [...batch].map(([key, query]) => [key, { result: buildCandidates(query, known, t) }]),
          )
        })
      if (extend !== undefined)
        return sendRead(reply, parseExtension(String(extend)), async (wanted) =>
          buildExtension(wanted, await among(request), t),
        )
      const { origin, language } = siteOf(request).place
      return send(reply, buildManifest(origin, words(language).reconcile.service(new URL(origin).host), t))
    }
  }

/** A number that is none counts as nothing. */
const count = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : null

async function sendRead<T>(
  reply: FastifyReply,
  read: Result<T, string>,
  build: (value: T) => Promise<object>,
): Promise<FastifyReply> {
  return read.ok ? send(reply, await build(read.value)) : send(reply.code(400), { error: read.error })
}

const ANYWHERE = { 'access-control-allow-origin': '*' }

const send = (reply: FastifyReply, body: object): FastifyReply =>
  reply.headers({ 'content-type': 'application/json; charset=utf-8', ...ANYWHERE }).send(JSON.stringify(body))

const STYLE_HASH = createHash('sha256').update(PREVIEW_STYLE).digest('base64')

/** It is made to stand in frames of others, and holds nothing but words of ours. */
const sendPreview = (reply: FastifyReply, page: string): FastifyReply =>
  reply
    .removeHeader('x-frame-options')
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors *`,
      ...ANYWHERE,
    })
    .send(page)

const noSuchEntity = (reply: FastifyReply): FastifyReply =>
  send(reply.code(404), { error: 'Nothing in the records of this site has this id.' })
