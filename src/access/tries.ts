/** How often something may be tried from one network in a while: counted in memory, by a hash of the address. */
import { createHash } from 'node:crypto'

export type Tries = { allow(address: string | null): boolean }

const MOST_KEPT = 20_000

export function openTries({
  most,
  everyMs,
  now,
}: {
  readonly most: number
  readonly everyMs: number
  readonly now: () => Date
}): Tries {
  const tried = new Map<string, { readonly since: number; readonly times: number }>()
  return {
    allow: (address) => {
      const key = createHash('sha256')
        .update(toNetwork(address ?? ''))
        .digest('base64url')
      const moment = now().getTime()
      const known = tried.get(key)
      const counts = known !== undefined && moment - known.since < everyMs
      const times = (counts ? known.times : 0) + 1
      if (tried.size > MOST_KEPT) tried.clear()
      tried.set(key, { since: counts ? known.since : moment, times })
      return times <= most
    },
  }
}

/** Whoever has one IPv6 address has all of its /64 (RFC 4291 §2.5.4). */
const toNetwork = (address: string): string =>
  address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
