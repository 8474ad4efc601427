/**
 * Nobody else's page may act here in a reader's name. Everything that is not a mere look (RFC 9110 §9.2.1) has to come from a
 * page of ours: the browser itself says so in Sec-Fetch-Site, or, where it is older, in Origin. Neither: refused.
 *
 * It is one hook for the whole application. A route that others are meant to post to says so in its own place:
 * `app.post(path, { config: { crossSite: true } }, …)`, and proves in another way who speaks.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Meant to be sent to by others: a payment provider, an institution's sign-in. */
    readonly crossSite?: true
  }
}

const LOOKING = new Set(['GET', 'HEAD', 'OPTIONS'])

export const refuseCrossSite =
  (originOf: (request: FastifyRequest) => string) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (LOOKING.has(request.method) || request.routeOptions.config.crossSite === true) return undefined
    if (request.is404 || isOwn(request, originOf(request))) return undefined
    return reply
      .code(403)
      .header('cache-control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send(
        'This did not come from a page of this site. Open the page again and repeat what you did there.\n',
      )
  }

/** Fetch Metadata §2.3. `same-site` is not enough: it may be another's host under the same domain. */
export function isOwn({ headers }: FastifyRequest, origin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === origin
}
