/**
 * Refuses requests for hosts that are not ours, so that no link, cache or e-mail can be made to point elsewhere by a forged
 * Host header. Only where the operator has said how the site is called.
 */
import type { FastifyInstance } from 'fastify'

export function refuseUnknownHosts(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return
  const known = new Set(origins.map((origin) => new URL(origin).host.toLowerCase()))
  app.addHook('onRequest', async (request, reply) => {
    if (known.has(request.host.toLowerCase()) || isAskedFromHere(request.url, request.socket.remoteAddress))
      return
    return reply.code(400).type('text/plain; charset=utf-8').send('This site does not answer by that name.\n')
  })
}

/** Probes and collectors of this machine ask by its address. */
const isAskedFromHere = (url: string, address: string | undefined): boolean =>
  /^\/(health|metrics)(\/|\?|$)/.test(url) && isLoopback(address)

export const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address)
