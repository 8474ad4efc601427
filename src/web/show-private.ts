/** What routes of every slice answer alike: a page for one reader alone, and that there is nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnswerShell, ShellPage } from './site.ts'

/** Never kept, never found by a search, and its address is told to nobody else. */
export const showPrivate = (
  deps: { readonly answerShell: AnswerShell },
  request: FastifyRequest,
  reply: FastifyReply,
  page: Omit<ShellPage, 'robots'>,
): Promise<FastifyReply> =>
  deps.answerShell(request, reply.header('referrer-policy', 'same-origin'), { ...page, robots: 'noindex' })

/** Answered by whoever answers for the whole program. */
export function missing(reply: FastifyReply): FastifyReply {
  reply.callNotFound()
  return reply
}
