/** `/openurl?…`: where link resolvers of libraries send readers. */
import type { FastifyInstance } from 'fastify'
import { href, paths } from '#web'
import type { InstitutionsDeps } from '../deps.ts'
import { words } from '../words.ts'
import { findReferent, type Referent } from './find-referent.ts'
import { renderOpenurlPage } from './openurl-page.ts'
import { type OpenurlQuery, parseOpenurl } from './parse-openurl.ts'

export function openurlRoute(
  app: FastifyInstance,
  deps: Pick<InstitutionsDeps, 'db' | 'siteOf' | 'answerShell'>,
): void {
  app.get<{ Querystring: OpenurlQuery }>(paths.openurl, async (request, reply) => {
    const { place, press } = deps.siteOf(request)
    const reference = parseOpenurl(request.query)
    const referent: Referent =
      reference === null ? { kind: 'none' } : await findReferent(deps.db, reference, press)
    // 303 See Other: what the reference names is not this address, which only knows the way (RFC 9110 §15.4.4).
    if (referent.kind === 'found') return reply.redirect(href(place, referent.path), 303)
    return deps.answerShell(request, reply, {
      title: words(place.language).openurl,
      path: paths.openurl,
      robots: 'noindex',
      status: referent.kind === 'several' || reference === null ? 200 : 404,
      main: renderOpenurlPage({ place, reference, books: referent.kind === 'several' ? referent.books : [] }),
    })
  })
}
