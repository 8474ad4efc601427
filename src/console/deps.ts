import type { FastifyInstance } from 'fastify'
import type { Desk } from '#accounts'
import type { LandingDeps } from '#landing'
import type { Files } from '#platform'

export type ConsoleDeps = LandingDeps & {
  readonly desk: Desk
  readonly files: Files
  readonly secretKey: string
  /** Where files that are handed in wait to be read. */
  readonly handedInFolder: string
}

/** A part of the console: registers its addresses. */
export type ConsoleRoutes = (app: FastifyInstance, deps: ConsoleDeps) => void
