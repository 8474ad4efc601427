import type { FastifyInstance } from 'fastify'

/** Each answer says which request it answers and which process made it; the log has the same. */
export function nameAnswers(app: FastifyInstance, instance: string): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    reply.header('x-instance', instance)
    done()
  })
}
