import type { Database } from '#platform'
import { endOf, type Licence } from '../licences/licence.ts'
import { nameCovered } from './find-covered.ts'
import { nameHolder } from './find-holder.ts'

/** A licence in names and days, for people and for scripts. */
export async function describeLicence(db: Database, licence: Licence) {
  const { id, kind, from, until, graceDays, seats, affiliations, downloads, note, source, revoked } = licence
  return {
    ...{ id, kind, holder: await nameHolder(db, licence.holder) },
    covers: await Promise.all(licence.covers.map((covered) => nameCovered(db, covered))),
    state: stateOf(licence, new Date()),
    ...{ from, until, graceDays, seats, affiliations, downloads, note, source, revoked },
  }
}

export type DescribedLicence = Awaited<ReturnType<typeof describeLicence>>

function stateOf(licence: Licence, now: Date): 'in force' | 'not begun' | 'in grace' | 'ended' | 'revoked' {
  if (licence.revoked !== null) return 'revoked'
  const end = endOf(licence)
  if (end !== null && end <= now) return 'ended'
  if (now < licence.from) return 'not begun'
  return licence.until !== null && licence.until <= now ? 'in grace' : 'in force'
}
