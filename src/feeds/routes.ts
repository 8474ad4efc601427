import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CitationStyles } from '#citations'
import type { Database } from '#platform'
import type { AnswerShell, Site } from '#web'
import { apiRoutes } from './api/routes.ts'
import { doiRoute } from './doi-route.ts'
import { linksetRoute } from './signposting/routes.ts'
import { sitemapRoutes } from './sitemap/routes.ts'

export type FeedsDeps = {
  readonly db: Database
  readonly siteOf: (request: FastifyRequest) => Pick<Site, 'place' | 'press'> & {
    readonly brand: Pick<Site['brand'], 'name'>
  }
  readonly styles: CitationStyles
  readonly now: () => Date
  readonly answerShell: AnswerShell
}

/** Sitemap, robots, DOIs, linksets and the API. */
export async function feedsRoutes(app: FastifyInstance, deps: FeedsDeps): Promise<void> {
  sitemapRoutes(app, deps)
  doiRoute(app, deps)
  linksetRoute(app, deps)
  apiRoutes(app, deps)
}
