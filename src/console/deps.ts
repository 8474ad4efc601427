import type { FastifyInstance } from 'fastify'
import type { Desk, InstitutionsDeps } from '#accounts'
import type { Destination } from '#delivery'
import type { LandingDeps } from '#landing'
import type { Files } from '#platform'
import type { RefundDeps } from '#sales'

export type ConsoleDeps = LandingDeps &
  Pick<RefundDeps, 'provider' | 'sellerOf' | 'log'> &
  Pick<InstitutionsDeps, 'book'> & {
    readonly desk: Desk
    readonly files: Files
    readonly destinations: readonly Destination[]
    readonly secretKey: string
    /** Where files that are handed in wait to be read. */
    readonly handedInFolder: string
    /** Where letters are laid, where there is no mail server; null: they are sent. */
    readonly outbox: string | null
  }

/** A part of the console: registers its addresses. */
export type ConsoleRoutes = (app: FastifyInstance, deps: ConsoleDeps) => void
