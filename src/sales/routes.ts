/** Every address of buying. None of its pages is kept. */
import type { FastifyInstance } from 'fastify'
import { buyRoutes } from './checkout/buy-routes.ts'
import { orderRoutes } from './checkout/order-routes.ts'
import { webhookRoute } from './checkout/webhook-route.ts'
import type { SalesDeps } from './deps.ts'

export const salesRoutes =
  (deps: SalesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    buyRoutes(app, deps)
    orderRoutes(app, deps)
    await app.register((own) => webhookRoute(own, deps))
  }
