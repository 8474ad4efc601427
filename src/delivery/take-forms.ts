import type { FastifyInstance } from 'fastify'

/** Forms as browsers send them: what is longer than any of ours is refused. */
export const takeForms = (app: FastifyInstance): void =>
  void app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16_384 },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )
