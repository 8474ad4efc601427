import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Log } from '#platform'
import type { AnswerShell, Site } from '#web'
import type { GuardedFetch } from './fetch/guarded-fetch.ts'
import type { ServiceKeys } from './keys/service-keys.ts'
import type { Secrets } from './secrets.ts'
import type { SignedIn } from './signed-in.ts'

/** What a sign-in needs, without the web. */
export type SignInDeps = {
  readonly db: Database
  readonly now: () => Date
  /** By which we are known to providers: it stays the same for good. */
  readonly entityId: string
  /** Made when they are first asked for. */
  readonly keys: () => Promise<ServiceKeys>
  readonly secrets: Secrets
  readonly fetch: GuardedFetch
  /** Providers may answer by plain http: in tests and in an operator's own network. */
  readonly privateToo: boolean
}

export type FederationDeps = SignInDeps & {
  readonly log: Log
  readonly siteOf: (request: FastifyRequest) => Site
  readonly answerShell: AnswerShell
  /** Every origin of this site, the main one first: providers are told that answers may come in at each. */
  readonly origins: () => readonly string[]
  /** Whom providers write to when something does not work. */
  readonly contact: string | null
  /** Where a reader looks for his institution. */
  readonly finderPath: string
  /**
   * Makes the visitor a reader of that institution from here on: sets a cookie of its own with a new value. `unknown`: whoever
   * vouched is no institution of ours.
   */
  readonly keepSignIn: (
    request: FastifyRequest,
    reply: FastifyReply,
    signedIn: SignedIn,
  ) => Promise<'kept' | 'unknown'>
  /** Forgets it again. */
  readonly forgetSignIn: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
}
