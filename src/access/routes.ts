/** Every address of access. None of its pages is kept. */
import type { FastifyInstance } from 'fastify'
import { codeRoutes } from './codes/code-routes.ts'
import { copyRoutes } from './copies/copy-routes.ts'
import type { AccessDeps } from './deps.ts'
import { linkRoutes } from './links/link-routes.ts'
import { requestRoutes } from './requests/request-routes.ts'
import { whyRoutes } from './why/why-routes.ts'

export const accessRoutes =
  (deps: AccessDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    codeRoutes(app, deps)
    copyRoutes(app, deps)
    linkRoutes(app, deps)
    requestRoutes(app, deps)
    whyRoutes(app, deps)
  }
