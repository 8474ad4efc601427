import type { FastifyInstance } from 'fastify'
import { decideForEveryone } from '#access'
import { findProduct } from '#citations'
import { answerData, canonical, href, paths } from '#web'
import { listOffered } from '../list-offered.ts'
import type { FeedsDeps } from '../routes.ts'
import { buildLinkset } from './build-page-links.ts'

/** `/linksets/ID`: every typed link of a page and of what hangs on it (RFC 9264). */
export function linksetRoute(app: FastifyInstance, { db, siteOf, now }: FeedsDeps): void {
  app.get<{ Params: { id: string } }>(
    '/linksets/:id',
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const found = await findProduct(db, request.params.id)
      if (found === null) return reply.callNotFound()
      const { place, brand } = siteOf(request)
      if (found.kind === 'withdrawn') {
        return reply.redirect(
          href(place, found.product === 'book' ? paths.book(found) : paths.chapter(found)),
          303,
        )
      }
      // Other sites may read the answer (CORS): it tells what everyone may do, and nothing of whoever asks.
      const access = decideForEveryone(found.product, 'download', now())
      const linkset = buildLinkset({
        product: found,
        access,
        place,
        files: listOffered(found, access),
        siteName: brand.name,
      })
      const subject = found.kind === 'book' ? found.book : found.chapter
      const page = found.kind === 'book' ? paths.book(found.book) : paths.chapter(found.chapter)
      return answerData(request, reply, {
        contentType: 'application/linkset+json',
        body: `${JSON.stringify(linkset, null, 2)}\n`,
        lastModified: new Date(subject.updated),
        headers: {
          link: `<${canonical(place, page)}>; rel="describes"; type="text/html"`,
          'access-control-allow-origin': '*',
        },
      })
    },
  )
}
