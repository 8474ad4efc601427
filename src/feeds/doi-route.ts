/**
 * `/doi/10.…`: where this site's own DOIs may be made to lead, and a short address for whoever has only the DOI. Answers
 * with the page's address, or at once with the citation that was asked for.
 */
import type { FastifyInstance } from 'fastify'
import { findByDoi } from '#catalogue'
import { findProduct, negotiate, sendRepresentation } from '#citations'
import { href, paths } from '#web'
import type { FeedsDeps } from './routes.ts'

export function doiRoute(app: FastifyInstance, deps: FeedsDeps): void {
  const { db, siteOf, styles } = deps
  app.get<{ Params: { '*': string } }>(
    '/doi/*',
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const doi = request.params['*'].trim()
      const found = /^10\.\d{4,9}\/\S+$/.test(doi) ? await findByDoi(db, doi) : null
      if (found === null) return reply.callNotFound()
      const { place } = siteOf(request)
      reply.header('vary', 'Accept')
      const representation = negotiate(request.headers.accept)
      if (representation.kind !== 'page') {
        const product = await findProduct(db, found.id)
        if (product !== null && product.kind !== 'withdrawn')
          return sendRepresentation(request, reply, { product, representation, place, styles })
      }
      // 303 See Other: the DOI names the work, the address is a page about it (RFC 9110 §15.4.4).
      return reply.redirect(
        href(place, found.kind === 'book' ? paths.book(found) : paths.chapter(found)),
        303,
      )
    },
  )
}
