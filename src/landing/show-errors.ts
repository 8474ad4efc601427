/** What stands where a page does not. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Shown, type Site, showPage } from '#web'
import type { LandingDeps } from './deps.ts'
import { renderFailedPage, renderNotFoundPage } from './error-page.ts'
import { words } from './words.ts'

export const notFound = (site: Site): Shown => ({
  kind: 'page',
  ...site,
  status: 404,
  title: words(site.place.language).notFound,
  robots: 'noindex',
  path: null,
  main: () => renderNotFoundPage(site),
  shows: [],
})

/** For the whole program: whatever no route answers. */
export const showNotFound = (
  deps: LandingDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> =>
  showPage(deps, request, reply, { key: null, load: async () => notFound(deps.siteOf(request)) })

/** A fault of ours, told without its inside: the request's id leads to it in the log. */
export const showFailed = (
  deps: LandingDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> =>
  showPage(deps, request, reply, {
    key: null,
    load: async () => {
      const site = deps.siteOf(request)
      return {
        kind: 'page',
        ...site,
        status: 500,
        title: words(site.place.language).failed,
        robots: 'noindex',
        path: null,
        main: () => renderFailedPage({ ...site, requestId: request.id }),
        shows: [],
      }
    },
  })
