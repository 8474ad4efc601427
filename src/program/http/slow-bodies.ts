/**
 * How long a request may take to come in. Forms are here in a moment, and who dribbles one in is cut off; files that staff
 * hand in take as long as their line does.
 */
import type { FastifyInstance } from 'fastify'

export const BODY_MS = 30_000
/** Two gigabytes over a line of ten megabits a second. */
export const FILES_MS = 1_800_000

export function cutSlowBodies(app: FastifyInstance, patience = BODY_MS): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    if (raw.method !== 'GET' && raw.method !== 'HEAD' && request.routeOptions.config.takesFiles !== true) {
      const late = setTimeout(() => {
        if (!raw.complete) raw.destroy()
      }, patience).unref()
      raw.once('close', () => clearTimeout(late))
    }
    done()
  })
}
