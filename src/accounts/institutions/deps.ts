import type { FastifyRequest } from 'fastify'
import type { Database } from '#platform'
import type { AnswerShell, Site } from '#web'
import type { AddressBook } from './address-book.ts'
import type { InstitutionDoor } from './readers/institution-door.ts'

export type InstitutionsDeps = {
  readonly db: Database
  readonly book: AddressBook
  readonly door: InstitutionDoor
  readonly now: () => Date
  readonly siteOf: (request: FastifyRequest) => Site
  readonly answerShell: AnswerShell
  /** Who is signed in with an account; null: nobody. */
  readonly accountOf: (request: FastifyRequest) => Promise<{ readonly id: string } | null>
}
