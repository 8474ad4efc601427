import type { FastifyReply, FastifyRequest } from 'fastify'
import { paths } from '#web'
import type { Clerk } from './clerk.ts'
import { type ConsolePage, renderConsole } from './console-page.ts'
import type { ConsoleDeps } from './deps.ts'
import { words } from './words.ts'

type Shown = ConsolePage & { readonly status?: number }

/** A page that is staff's alone: kept by nobody, found by no search. */
export const showConsole = (
  deps: Pick<ConsoleDeps, 'desk'>,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  page: Shown,
): Promise<FastifyReply> => {
  const t = words(clerk.place.language)
  return deps.desk.answerShell(request, reply.header('referrer-policy', 'same-origin'), {
    title: page.here === 'home' ? t.console : `${page.title} | ${t.console}`,
    path: pathOf(request),
    robots: 'noindex',
    status: page.status ?? 200,
    main: renderConsole(clerk, page),
  })
}

export const showMissing = (
  deps: Pick<ConsoleDeps, 'desk'>,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
): Promise<FastifyReply> => {
  const t = words(clerk.place.language)
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'home', title: t.console, body: null, problem: t.notHere, status: 404 },
  })
}

/** For the link to the same page in the other language; of a form, the console itself. */
const pathOf = (request: FastifyRequest): string =>
  request.method === 'GET' ? (request.url.split('?')[0] ?? paths.console) : paths.console
