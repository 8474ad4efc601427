/** Telling a reader that he is not signed in: a line in the log with all of it, and a page in his language with what helps. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '#base'
import { href, LANGUAGES, type Place, paths } from '#web'
import type { FederationDeps } from './deps.ts'
import { parseReturnPath } from './parse-return-path.ts'
import { isRule, type Refusal, reasonOf } from './refusal.ts'
import { renderRefusedPage } from './refused-page.ts'
import { words } from './words.ts'

export type Refused = {
  readonly refusal: Refusal
  readonly provider: string | null
  readonly returnTo: string | null
}

export function refuse(
  deps: FederationDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { refusal: { rule, detail }, provider, returnTo }: Refused,
): FastifyReply {
  deps.log.warn({ id: request.id, rule, detail, provider }, 'A sign-in through an institution was refused')
  const place = inLanguageOf(deps.siteOf(request).place, returnTo)
  const query = new URLSearchParams({ why: rule, request: request.id })
  if (returnTo !== null) query.set('to', returnTo)
  return reply.redirect(`${href(place, paths.signInRefused)}?${query}`, 303)
}

/** Providers answer at one address; what the reader sees then is in the language of the page that he left. */
export const inLanguageOf = (place: Place, returnTo: string | null): Place => {
  const language = LANGUAGES.find((each) => returnTo === `/${each}` || returnTo?.startsWith(`/${each}/`))
  return language ? { ...place, language } : place
}

export async function showRefused(
  deps: FederationDeps,
  request: FastifyRequest<{ readonly Querystring: Readonly<Record<string, unknown>> }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { why, request: id, to } = request.query
  if (typeof why !== 'string' || !isRule(why)) {
    reply.callNotFound()
    return reply
  }
  const returnTo = typeof to === 'string' ? parseReturnPath(to, place.origin) : null
  return deps.answerShell(request, reply, {
    title: words(place.language).refusedTitle,
    path: paths.signInRefused,
    main: renderRefusedPage({
      place,
      rule: why,
      requestId: typeof id === 'string' && isId(id) ? id : request.id,
      returnTo,
      finderPath: deps.finderPath,
    }),
    robots: 'noindex',
    status: STATUS_OF[reasonOf(why)] ?? 403,
  })
}

const STATUS_OF: Partial<Record<ReturnType<typeof reasonOf>, number>> = {
  'not-readable': 400,
  'unknown-institution': 404,
  'provider-is-away': 503,
}
