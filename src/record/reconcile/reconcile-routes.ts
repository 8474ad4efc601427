/** `/reconcile`: what OpenRefine is given as the address of a service. It reads only; whoever asks, from wherever, is answered alike. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '#platform'
import type { Site } from '#web'
import { buildCandidates, buildManifest, buildSuggestions } from './build-answers.ts'
import { parseQueries } from './parse-queries.ts'
import { openReconciled } from './reconciled-store.ts'

type Asked = { Querystring: { queries?: string; prefix?: string }; Body: { queries?: string } | undefined }

type Deps = { readonly db: Database; readonly siteOf: (request: FastifyRequest) => Site }

export const reconcileRoutes =
  ({ db, siteOf }: Deps) =>
  async (app: FastifyInstance): Promise<void> => {
    const find = openReconciled(db)
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    app.get<Asked>('/reconcile', { config: { shows: 'metadata' } }, (request, reply) =>
      request.query.queries === undefined
        ? manifest(request, reply)
        : answer(request, reply, request.query.queries),
    )
    app.post<Asked>('/reconcile', { config: { shows: 'metadata', crossSite: true } }, (request, reply) =>
      request.body?.queries === undefined
        ? manifest(request, reply)
        : answer(request, reply, request.body.queries),
    )
    app.get<Asked>('/reconcile/suggest/entity', { config: { shows: 'metadata' } }, async (request, reply) =>
      send(reply, buildSuggestions(request.query.prefix ?? '', await find(siteOf(request).press))),
    )

    function manifest(request: FastifyRequest, reply: FastifyReply): FastifyReply {
      const { origin } = siteOf(request).place
      return send(reply, buildManifest(origin, `People and places of the records on ${new URL(origin).host}`))
    }

    async function answer(request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> {
      const queries = parseQueries(String(text))
      if (!queries.ok) return send(reply.code(400), { error: queries.error })
      const among = await find(siteOf(request).press)
      return send(
        reply,
        Object.fromEntries(
          [...queries.value].map(([key, query]) => [key, { result: buildCandidates(query, among) }]),
        ),
      )
    }
  }

const send = (reply: FastifyReply, body: object): FastifyReply =>
  reply
    .headers({ 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' })
    .send(JSON.stringify(body))
