/** Where Stripe tells what happened. It comes from another site; its signature says who speaks, and when. */
import type { FastifyInstance } from 'fastify'
import { paths } from '#web'
import type { SalesDeps } from '../deps.ts'
import { hearEvent } from '../hear.ts'

/** Stripe sends up to a few dozen kilobytes. */
const MOST_BYTES = 256 * 1024

export async function webhookRoute(app: FastifyInstance, deps: SalesDeps): Promise<void> {
  const { provider, log } = deps
  if (provider === null) return
  // What is signed are the bytes: nothing may read them before.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
    done(null, body),
  )
  app.post(
    paths.paymentsOfStripe,
    { config: { crossSite: true, shows: 'nothing' } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8')
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const signature = String(request.headers['stripe-signature'] ?? '')
      const read = await provider.readEvent({ body, signature, now: deps.now() })
      if (!read.ok) {
        log.warn(
          { id: request.id, why: read.error },
          'A message in the name of the payment provider was refused',
        )
        return reply.code(400).send(`${read.error}\n`)
      }
      if (read.value === null) return reply.send('not needed\n')
      const heard = await hearEvent({ ...deps, provider }, read.value)
      if (heard.kind === 'amount-differs')
        log.error({ event: read.value.id, order: heard.order.id }, 'Another sum was paid than was asked for')
      log.info({ event: read.value.id, kind: read.value.kind, outcome: heard.kind }, 'A payment was told of')
      return reply.send(`${heard.kind}\n`)
    },
  )
}
