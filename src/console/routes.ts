/** Every address of the console. None is kept by anybody, and none answers but to staff. */
import type { FastifyInstance } from 'fastify'
import { codeRoutes } from './access/code-routes.ts'
import { collectionRoutes } from './access/collection-routes.ts'
import { licenceRoutes } from './access/licence-routes.ts'
import { offerRoutes } from './access/offer-routes.ts'
import { orderRoutes } from './access/order-routes.ts'
import { requestRoutes } from './access/request-routes.ts'
import { taxRoutes } from './access/tax-routes.ts'
import { addParcelRoutes } from './add/add-routes.ts'
import { previewRoutes } from './add/preview-routes.ts'
import { endEventsWith } from './add/send-events.ts'
import { auditRoutes } from './audit/audit-routes.ts'
import { accessRoutes } from './books/access-routes.ts'
import { bookRoutes } from './books/book-routes.ts'
import { editRoutes } from './books/edit-routes.ts'
import { severalRoutes } from './books/several-routes.ts'
import { copyRoutes } from './copies/copy-routes.ts'
import { deliveryRoutes } from './deliveries/delivery-routes.ts'
import type { ConsoleDeps } from './deps.ts'
import { homeRoutes } from './home-routes.ts'
import { institutionConsole } from './institutions/institution-routes.ts'
import { signInRoutes } from './institutions/sign-in-routes.ts'
import { recordReviewRoutes } from './records/record-routes.ts'
import { federationRoutes } from './site/federation-routes.ts'
import { pressFileRoutes } from './site/press-routes.ts'
import { siteRoutes } from './site/site-routes.ts'
import { staffRoutes } from './site/staff-routes.ts'

/** A pasted list of addresses, an abstract: more than a sign-in form holds. */
const LONGEST_FORM = 2_000_000

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Files may take as long as the line they come by: see `slow-bodies.ts`. */
    readonly takesFiles?: true
  }
}

export const consoleRoutes =
  (deps: ConsoleDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LONGEST_FORM },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    // Read by whoever takes files, once it is known who sends them.
    app.addContentTypeParser('multipart/form-data', (_request, _body, done) => done(null, undefined))
    endEventsWith(app)
    homeRoutes(app, deps)
    addParcelRoutes(app, deps)
    previewRoutes(app, deps)
    bookRoutes(app, deps)
    editRoutes(app, deps)
    accessRoutes(app, deps)
    severalRoutes(app, deps)
    recordReviewRoutes(app, deps)
    licenceRoutes(app, deps)
    collectionRoutes(app, deps)
    codeRoutes(app, deps)
    requestRoutes(app, deps)
    copyRoutes(app, deps)
    orderRoutes(app, deps)
    offerRoutes(app, deps)
    taxRoutes(app, deps)
    deliveryRoutes(app, deps)
    institutionConsole(app, deps)
    signInRoutes(app, deps)
    auditRoutes(app, deps)
    staffRoutes(app, deps)
    siteRoutes(app, deps)
    federationRoutes(app, deps)
    pressFileRoutes(app, deps)
  }
