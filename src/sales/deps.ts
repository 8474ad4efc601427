/** What the pages of buying need: opened once, by `program`. */
import type { FastifyRequest } from 'fastify'
import type { CollectionsOf, Entitlements, Passes, Visitor } from '#access'
import { queryOf, returnPath } from '#accounts'
import type { Log } from '#platform'
import type { Presses } from '#press'
import type { AnswerShell, Site } from '#web'
import type { Till } from './orders/apply-news.ts'
import type { PaymentProvider } from './provider.ts'

export type SalesDeps = Till & {
  readonly log: Log
  readonly presses: Presses
  readonly siteOf: (request: FastifyRequest) => Site
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor>
  readonly collectionsOf: CollectionsOf
  readonly entitlements: Pick<Entitlements, 'follow'>
  readonly passes: Passes
  readonly answerShell: AnswerShell
  /** Null: nothing is sold by card here; orders that there are keep their pages. */
  readonly provider: PaymentProvider | null
}

export const wantedPage = (
  deps: Pick<SalesDeps, 'siteOf'>,
  request: FastifyRequest,
  given: string | undefined = queryOf(request, 'to'),
): string => returnPath(deps.siteOf(request).place, given)
