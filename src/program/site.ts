/** How this site is called and addressed, outside of a request. */
import { findBook } from '#catalogue'
import type { Config } from '#platform'
import { paths } from '#web'
import type { Lane } from './inbox/inbox.ts'
import type { Session } from './session.ts'
import type { ParcelOutcome } from './shelve-parcel.ts'

/** What the site is reached by: what its operator says, else where it listens. */
export function siteOrigin({ publicUrl, host, port }: Config): string {
  if (publicUrl !== null) return publicUrl
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

export async function siteAddress({ config, db }: Session, outcome: ParcelOutcome): Promise<string | null> {
  if (outcome.kind === 'refused' || outcome.bookId === null) return null
  const found = await findBook(db, outcome.bookId)
  if (found?.kind !== 'book') return null
  return `${siteOrigin(config)}${paths.book(found.book)}`
}

export async function choosePress(_config: Config, slug: string | undefined): Promise<string> {
  return slug ?? 'house'
}

/** The inbox itself is the first press's; each of several presses has a folder of its name in it. */
export async function inboxLanes({ inbox }: Config): Promise<readonly Lane[]> {
  return [{ folder: inbox, press: 'house' }]
}
