/** What the pages of saving and of deliveries need: opened once, by `program`. */
import type { FastifyRequest } from 'fastify'
import type { CollectionsOf, Passes, Visitor } from '#access'
import type { Database, DatabasePool, Log } from '#platform'
import type { Press } from '#press'
import type { AnswerShell, Given, Site } from '#web'
import type { Destination } from '../deliveries/destination.ts'
import type { DeliveryQueue } from '../deliveries/open-queue.ts'
import type { Assembly } from '../download/open-assembly.ts'

export type SavingDeps = {
  readonly db: Database
  readonly pool: DatabasePool
  readonly log: Log
  readonly assembly: Assembly
  readonly queue: DeliveryQueue
  readonly destinations: readonly Destination[]
  readonly presses: { readonly all: readonly Press[] }
  readonly collectionsOf: CollectionsOf
  readonly passes: Pick<Passes, 'hashesOf'>
  readonly siteOf: (request: FastifyRequest) => Site
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor>
  readonly onGiven: (request: FastifyRequest, given: Given) => void
  readonly answerShell: AnswerShell
  readonly now: () => Date
}
