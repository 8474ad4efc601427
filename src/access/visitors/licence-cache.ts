/**
 * Licences in memory, by holder. A notice drops what it names at once; should one be lost, nothing is believed for longer than
 * LONGEST, so that a licence that is withdrawn opens nothing a minute later, in any process.
 */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type Holder, holderKey, type Licence } from '../licences/licence.ts'

export type HeldLicences = {
  readonly licences: readonly Licence[]
  /** Says what they are: the same in every process, other when anything about them changes. */
  readonly version: string
}

export type LicenceCache = {
  /** Of all of them, by key. The database is asked for those that are not known, and for all of these at once. */
  of(holders: readonly Holder[]): Promise<ReadonlyMap<string, HeldLicences>>
  /** The same, when nothing has to be asked; null: something has. */
  known(holders: readonly Holder[]): ReadonlyMap<string, HeldLicences> | null
  forget(keys: readonly string[]): void
}

/** From then on they are asked for again, behind whoever comes. */
const FRESH_MS = 30_000
/** Nobody is answered by what is older. */
const LONGEST_MS = 50_000
const MOST_HOLDERS = 20_000

type Kept = HeldLicences & { readonly read: number }

export function openLicenceCache({
  load,
  clock,
  onTrouble,
}: {
  readonly load: (holders: readonly Holder[]) => Promise<readonly Licence[]>
  /** Milliseconds. */
  readonly clock: () => number
  readonly onTrouble: (error: unknown) => void
}): LicenceCache {
  const kept = new LRUCache<string, Kept>({ max: MOST_HOLDERS })
  const underWay = new Map<string, Promise<void>>()
  /** Counts forgettings: what began to be read before one must not be kept after it. */
  let era = 0

  const read = async (holders: readonly Holder[]): Promise<void> => {
    const begun = clock()
    const before = era
    const found = Map.groupBy(await load(holders), ({ holder }) => holderKey(holder))
    if (before !== era) return read(holders)
    for (const key of holders.map(holderKey)) {
      const licences = found.get(key) ?? []
      kept.set(key, { licences, version: versionOf(licences), read: begun })
    }
  }

  /** One question at a time for each holder, however many readers it has. */
  const readOnce = async (holders: readonly Holder[]): Promise<void> => {
    const asked = holders.filter((holder) => !underWay.has(holderKey(holder)))
    if (asked.length > 0) {
      const reading = read(asked).finally(() => {
        for (const key of asked.map(holderKey)) if (underWay.get(key) === reading) underWay.delete(key)
      })
      for (const key of asked.map(holderKey)) underWay.set(key, reading)
    }
    await Promise.all(holders.map((holder) => underWay.get(holderKey(holder))))
  }

  const known: LicenceCache['known'] = (holders) => {
    const now = clock()
    const found = new Map<string, HeldLicences>()
    const stale: Holder[] = []
    for (const holder of holders) {
      const key = holderKey(holder)
      const held = kept.get(key)
      if (held === undefined || now - held.read > LONGEST_MS) return null
      if (now - held.read > FRESH_MS) stale.push(holder)
      found.set(key, held)
    }
    if (stale.length > 0) readOnce(stale).catch(onTrouble)
    return found
  }

  return {
    known,
    of: async (holders) => {
      for (;;) {
        const found = known(holders)
        if (found !== null) return found
        const now = clock()
        await readOnce(
          holders.filter((holder) => {
            const held = kept.get(holderKey(holder))
            return held === undefined || now - held.read > LONGEST_MS
          }),
        )
      }
    },
    forget: (keys) => {
      era++
      for (const key of keys) kept.delete(key)
    },
  }
}

const versionOf = (licences: readonly Licence[]): string =>
  licences.length === 0
    ? '0'
    : createHash('sha256').update(JSON.stringify(licences)).digest('base64url').slice(0, 12)
