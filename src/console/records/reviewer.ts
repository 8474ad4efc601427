/** Who may read records before they are published: staff of their press, and those who are asked to review them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { whenSignedIn } from '#accounts'
import { listToReview, type ReviewedRecord } from '#record'
import { admit, allPresses, type Clerk, decidePresses } from '../clerk.ts'
import type { ConsoleDeps } from '../deps.ts'

export type ReviewClerk = Clerk & {
  /** The records that this account is asked to review. */
  readonly toReview: readonly ReviewedRecord[]
}

/** Staff, or somebody who is asked: who then has no press, and no right but to read these records and say something of them. */
export async function admitReviewer(
  deps: Pick<ConsoleDeps, 'db' | 'desk' | 'presses' | 'siteOf'>,
  request: FastifyRequest,
  reply: FastifyReply,
  then: (clerk: ReviewClerk) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const known = await deps.desk.identify(request)
  if (known === null) return whenSignedIn(deps.desk, request, reply, async () => reply)
  const toReview = await listToReview(deps.db, known.account.id)
  const site = deps.siteOf(request)
  const { presses } = decidePresses(known.staff, 'look', allPresses(deps), site.press)
  if (presses.length > 0 || toReview.length === 0)
    return admit(deps, request, reply, 'look', (clerk) => then({ ...clerk, toReview }))
  return then({
    ...{ account: known.account, site, place: site.place, presses: [], ofSite: false, toReview },
    may: () => false,
  })
}

export const isAsked = ({ toReview }: ReviewClerk, record: ReviewedRecord): boolean =>
  toReview.some(({ bookId, recordId }) => bookId === record.bookId && recordId === record.recordId)
