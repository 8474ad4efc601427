/** `/read/WORD`: whoever follows it bears the word from then on, and reads by it; the page itself does not show it. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { goTo } from '#accounts'
import { paths, showPrivate } from '#web'
import { type AccessDeps, findNamed } from '../deps.ts'
import { endOf } from '../licences/licence.ts'
import { findReadLink } from '../licences/read-link.ts'
import { words } from '../words.ts'
import { type LinkPage, renderLinkPage } from './link-page.ts'

export function linkRoutes(app: FastifyInstance, deps: AccessDeps): void {
  app.get<{ Params: { word: string } }>(
    paths.readLink(':word'),
    { config: { shows: 'nothing' } },
    async (request, reply) => {
      const { word } = request.params
      const site = deps.siteOf(request)
      const licence = /^[\w-]{27}$/.test(word) ? await findReadLink(deps.db, word) : null
      const [covered] = licence?.covers ?? []
      const named = covered?.kind === 'product' ? await findNamed(deps, site, covered.id) : null
      reply.header('x-robots-tag', 'noindex')
      const say = (trouble: LinkPage['trouble'], status: number) =>
        showPrivate(deps, request, reply, {
          title: words(site.place.language).links.title,
          path: paths.home,
          status,
          main: renderLinkPage({ place: site.place, trouble, page: named?.path ?? null }),
        })
      if (licence === null || named === null) return say({ kind: 'unknown' }, 404)
      if (licence.revoked !== null) return say({ kind: 'withdrawn' }, 410)
      const until = endOf(licence)
      if (until !== null && until <= deps.now()) return say({ kind: 'over', until }, 410)
      if (!bears(deps, request, licence.holder)) deps.passes.give(request, reply, word)
      return goTo(reply, named.path)
    },
  )
}

const bears = (
  { passes }: AccessDeps,
  request: FastifyRequest,
  holder: { readonly kind: string; readonly hash?: string },
): boolean => holder.hash !== undefined && passes.hashesOf(request).includes(holder.hash)
