/** What is licensed to whom, in memory and up to date: opened once for each process that answers readers. */
import type { Database, Notice } from '#platform'
import type { CollectionsOf } from '../access-product.ts'
import { openCollections } from '../collections/open-collections.ts'
import { listLicencesOf } from '../licences/licence-store.ts'
import { openSeats, type Seats } from '../seats/open-seats.ts'
import { type LicenceCache, openLicenceCache } from './licence-cache.ts'

export type Entitlements = {
  readonly collectionsOf: CollectionsOf
  readonly licences: LicenceCache
  readonly seats: Seats
  /** Other whenever a collection is: what a licence for one covers is then other, too. */
  collectionsVersion(): string
  follow(notice: Notice): Promise<void>
  close(): Promise<void>
}

const SHOWN_AFTER_END_MS = 400 * 86_400_000

export async function openEntitlements(
  db: Database,
  { now, onTrouble }: { readonly now: () => Date; readonly onTrouble: (error: unknown) => void },
): Promise<Entitlements> {
  const collections = await openCollections(db, now)
  const seats = await openSeats(db, { now, onTrouble })
  const licences = openLicenceCache({
    load: (holders) => listLicencesOf(db, holders, new Date(now().getTime() - SHOWN_AFTER_END_MS)),
    clock: () => now().getTime(),
    onTrouble,
  })
  let changes = 0
  return {
    ...{ collectionsOf: collections.collectionsOf, licences, seats },
    collectionsVersion: () => String(changes),
    follow: async (notice) => {
      if (notice.kind === 'licences-changed') licences.forget(notice.holders)
      await collections.follow(notice)
      if (notice.kind === 'collections-changed') changes++
    },
    close: () => seats.close(),
  }
}
