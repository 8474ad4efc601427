import type { FastifyRequest } from 'fastify'
import type { CollectionsOf, Visitor } from '#access'
import type { ShelfMemory } from '#catalogue'
import type { CitationStyles } from '#citations'
import type { Database } from '#platform'
import type { Presses } from '#press'
import type { AnswerShell, House, Shown, Site } from '#web'

export type RecordDeps = House & {
  readonly db: Database
  readonly memory: ShelfMemory
  readonly presses: Presses
  readonly styles: CitationStyles
  readonly siteOf: (request: FastifyRequest) => Site
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor>
  readonly collectionsOf: CollectionsOf
  readonly answerShell: AnswerShell
  /** What stands where nothing is. */
  readonly notFound: (site: Site) => Shown
}
