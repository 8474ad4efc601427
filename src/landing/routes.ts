import type { FastifyInstance } from 'fastify'
import type { LandingDeps } from './deps.ts'
import { listRoutes } from './list-routes.ts'
import { productRoutes } from './product-routes.ts'
import { styleguideRoutes } from './styleguide-routes.ts'

/** The pages people arrive at. */
export async function landingRoutes(app: FastifyInstance, deps: LandingDeps): Promise<void> {
  productRoutes(app, deps)
  listRoutes(app, deps)
  styleguideRoutes(app, deps)
}
