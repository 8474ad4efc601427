/** Every address of institutions. None of its pages is kept: they tell a reader where he is. */
import type { FastifyInstance } from 'fastify'
import type { InstitutionsDeps } from './deps.ts'
import { finderRoutes } from './finder/finder-routes.ts'
import { openurlRoute } from './openurl/openurl-route.ts'
import { offCampusRoutes } from './readers/off-campus-routes.ts'

export const institutionRoutes =
  (deps: InstitutionsDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    finderRoutes(app, deps)
    offCampusRoutes(app, deps)
    openurlRoute(app, deps)
  }
