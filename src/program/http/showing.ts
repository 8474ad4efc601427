import type { FastifyInstance } from 'fastify'
import type { Shows } from '#web'

/** Says of a whole slice what its routes can show, where they do not say it themselves. */
export const showing =
  (shows: Shows, routes: (app: FastifyInstance) => Promise<void>) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRoute', (route) => {
      route.config = { shows, ...route.config }
    })
    await routes(app)
  }
