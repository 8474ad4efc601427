import type { FastifyReply, FastifyRequest } from 'fastify'

type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
}

/** Anybody's page may read what everybody may read. */
export const ANY_ORIGIN = { 'access-control-allow-origin': '*' }

const TITLES = { 400: 'Bad Request', 404: 'Not Found', 410: 'Gone' } as const

/** RFC 9457. `detail` is a sentence for people, in their language. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  status: keyof typeof TITLES,
  detail: string,
): FastifyReply {
  const problem: Problem = {
    type: 'about:blank',
    title: TITLES[status],
    status,
    detail,
    instance: request.url,
  }
  return reply
    .code(status)
    .headers({
      ...ANY_ORIGIN,
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    })
    .send(JSON.stringify(problem))
}
