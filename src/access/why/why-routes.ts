/** `/why/ID` for the reader, `/access/traces/REQUEST` for whoever helps. */
import type { FastifyInstance } from 'fastify'
import { clientAddress } from '#accounts'
import { paths, showPrivate } from '#web'
import { toAccessProduct } from '../access-product.ts'
import { decideAccess, isReadable } from '../decide-access.ts'
import { type AccessDeps, findNamed } from '../deps.ts'
import { words } from '../words.ts'
import { buildTrace, decideTraceViewer } from './build-trace.ts'
import { renderWhyPage } from './why-page.ts'

export function whyRoutes(app: FastifyInstance, deps: AccessDeps): void {
  app.get<{ Params: { id: string } }>(
    paths.why({ id: ':id' }),
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const site = deps.siteOf(request)
      const named = await findNamed(deps, site, request.params.id)
      if (named === null) return reply.callNotFound()
      const { place } = site
      const visitor = await deps.visitorOf(request)
      const product = toAccessProduct(named.product, deps.collectionsOf)
      const offers = await deps.offersOf(named.product)
      const now = deps.now()
      const reading = decideAccess(visitor, product, 'read', now, offers)
      deps.onGiven(request, { product, action: 'read', asked: 'why', text: false, decision: reading })
      const t = words(place.language).why
      return showPrivate(deps, request, reply, {
        title: isReadable(reading) ? t.can : t.cannot,
        path: paths.why(named),
        main: renderWhyPage({
          ...{ place, title: named.title, language: named.language, visitor, reading },
          address: clientAddress(request),
          passes: deps.passes.hashesOf(request).length,
          taking: decideAccess(visitor, product, 'download', now, offers),
          ways: {
            ...{ place, product: named, page: named.path, openChapters: null },
            pressName: deps.presses.brandOf(named.press, place.language).name,
            buyPath: (offer) => deps.buyPath(offer, place),
          },
          ...{ requestId: request.id, instance: deps.instance, most: deps.traces.most },
        }),
      })
    },
  )
  app.get<{ Params: { id: string } }>(
    paths.accessTrace(':id'),
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const trace = deps.traces.find(request.params.id)
      const viewer = trace && decideTraceViewer(await deps.visitorOf(request), trace)
      reply.header('cache-control', 'private, no-store')
      // Whoever may not see it learns not even that it is there.
      if (trace === null || viewer === null)
        return reply.code(404).send({
          problem: `The process ${deps.instance} remembers no such answer that you may see. It remembers its last ${deps.traces.most}.`,
        })
      return reply.send(buildTrace(trace, viewer, deps.instance, deps.traces.most))
    },
  )
}
