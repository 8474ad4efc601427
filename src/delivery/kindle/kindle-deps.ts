import type { Database, Log } from '#platform'
import type { Press } from '#press'
import type { RelaySettings } from '../mail/relay.ts'
import type { KindleDomains } from './kindle-address.ts'

/** What Kindle needs of the configuration. */
export type KindleDeps = {
  readonly db: Database
  readonly log: Log
  readonly now: () => Date
  /** Signs the links of letters. */
  readonly secret: string
  /** Null: no mail server is configured, and Kindle is not offered. */
  readonly relay: RelaySettings | null
  readonly sender: string | null
  readonly bounces: string | null
  readonly domains: KindleDomains
  readonly perSender: number
  readonly presses: readonly Pick<Press, 'slug' | 'shortName' | 'kindle' | 'contact'>[]
  /** Asked of the mail server now and then; null: not known. */
  readonly relaySize: () => number | null
}

/** Amazon, help nodeId 201974220: no more than 50 MB in one mail. */
export const AMAZON_BYTES = 50_000_000

export type KindlePress = {
  readonly name: string
  readonly sender: string | null
  readonly offered: boolean | 'open-only'
  readonly contact: string | null
}

export function pressOf(deps: Pick<KindleDeps, 'presses' | 'sender'>, slug: string): KindlePress {
  const press = deps.presses.find((one) => one.slug === slug)
  return {
    name: press?.shortName ?? 'Chapterhouse',
    sender: press?.kindle?.sender ?? deps.sender,
    offered: press?.kindle?.offered ?? true,
    contact: press?.contact.address ?? null,
  }
}
