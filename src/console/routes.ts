/** Every address of the console. None is kept by anybody, and none answers but to staff. */
import type { FastifyInstance } from 'fastify'
import { addParcelRoutes } from './add/add-routes.ts'
import { previewRoutes } from './add/preview-routes.ts'
import { endEventsWith } from './add/send-events.ts'
import { bookRoutes } from './books/book-routes.ts'
import { editRoutes } from './books/edit-routes.ts'
import type { ConsoleDeps } from './deps.ts'
import { homeRoutes } from './home-routes.ts'

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
  }
