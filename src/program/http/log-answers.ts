/**
 * One line for each answer. Its id is in the answer's `x-request-id`; on a page from the cache, `renderedBy` is the id under
 * which that page was rendered, which is what its diagnostics line states. No address of a reader is written down.
 */
import type { FastifyInstance } from 'fastify'
import type { Log } from '#platform'

export function logAnswers(app: FastifyInstance, log: Log, instance: string): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    reply.header('x-instance', instance)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    done()
    if (!log.isLevelEnabled('info')) return
    log.info({
      id: request.id,
      method: request.method,
      url: withoutSecrets(request.originalUrl),
      host: request.host,
      route: request.routeOptions.url,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 100) / 100,
      ...ageOf(reply.getHeader('age')),
    })
  })
}

const ageOf = (age: unknown) => (age === undefined ? {} : { kept: true, age: Number(age) })

/** The proof in a letter's address and what a provider sends along are keys: they are in no log. */
export const withoutSecrets = (url: string): string =>
  url
    .replace(/(\/letters\/[^/?]+\/)[^/?]+/, '$1…')
    .replace(/([?&](?:code|state|token|answer|SAMLResponse)=)[^&]*/g, '$1…')
