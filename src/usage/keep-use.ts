/**
 * What leaves the site otherwise than by an answer: kept in the caller's transaction, so that it is counted if, and only if, what
 * it speaks of is so.
 */
import type { Database, Log } from '#platform'
import type { Given } from '#web'
import { decideUses } from './decide-uses.ts'
import { insertUses } from './spool/move-spool.ts'
import { openVisits } from './visits/visits.ts'

export type SentAway = {
  readonly given: Given
  /** As the address of the file would end: `.epub`. */
  readonly fileName: string
  readonly accountId: string
  readonly institutions: readonly string[]
  /** Tells it from everything else that was sent: a number that never comes again. */
  readonly number: number
  readonly at: Date
}

export type UseKeeper = (tx: Database, sent: SentAway) => Promise<void>

/** No segment of the spool has this number. */
const SENT = 0
const ALL_IS_WELL = 200

export function openUseKeeper({ folder, log }: { readonly folder: string; readonly log: Log }): UseKeeper {
  const visits = openVisits(folder, (problem) => log.warn(problem))
  return async (tx, { given, fileName, accountId, institutions, number, at }) => {
    const used = decideUses({
      ...{ given, shows: 'file', status: ALL_IS_WELL, path: fileName, now: at },
      byInstitution: institutions.length > 0,
    })
    const visit = visits.of({ account: accountId, ip: '', userAgent: undefined }, at.getTime())
    const uses = used.map((one) => ({
      ...{ ...one, ...visit, robot: false },
      ...{ at: at.getTime(), institutions, place: number },
    }))
    await insertUses(tx, SENT, uses)
  }
}
