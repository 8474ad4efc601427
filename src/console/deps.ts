import type { FastifyInstance } from 'fastify'
import type { Desk, FederationDeps, InstitutionsDeps } from '#accounts'
import type { Destination } from '#delivery'
import type { LandingDeps } from '#landing'
import type { Files } from '#platform'
import type { RefundDeps } from '#sales'

export type ConsoleDeps = LandingDeps &
  Pick<RefundDeps, 'provider' | 'sellerOf' | 'log'> &
  Pick<InstitutionsDeps, 'book' | 'door'> & {
    readonly desk: Desk
    /** By what metadata are asked for, and secrets of clients sealed. */
    readonly federation: Pick<FederationDeps, 'entityId' | 'fetch' | 'secrets' | 'privateToo'>
    readonly files: Files
    readonly destinations: readonly Destination[]
    readonly secretKey: string
    /** Where each press has its folder. */
    readonly pressesFolder: string
    /** Where files that are handed in wait to be read. */
    readonly handedInFolder: string
    /** Where letters are laid, where there is no mail server; null: they are sent. */
    readonly outbox: string | null
  }

/** A part of the console: registers its addresses. */
export type ConsoleRoutes = (app: FastifyInstance, deps: ConsoleDeps) => void
