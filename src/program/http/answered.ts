/** An answer that was given, for those who write it down and those who count. */
import type { FastifyInstance } from 'fastify'

export type Answered = {
  readonly id: string
  readonly method: string
  /** As it was asked, with language and press. */
  readonly url: string
  readonly host: string
  /** The pattern that answered; `kept`: the cache, before anything was routed. */
  readonly route: string | null
  readonly status: number
  readonly milliseconds: number
  /** Whether a page was answered, and where it came from. */
  readonly page: 'kept' | 'rendered' | null
  readonly age: number | null
}

export function followAnswers(app: FastifyInstance, onAnswered: (answered: Answered) => void): void {
  app.addHook('onResponse', (request, reply, done) => {
    const age = reply.getHeader('age')
    const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html')
    onAnswered({
      ...{ id: request.id, method: request.method, url: request.originalUrl, host: request.host },
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
      page: isPage ? (age === undefined ? 'rendered' : 'kept') : null,
      age: age === undefined ? null : Number(age),
    })
    done()
  })
}
