/** What deliveries need of a session: where they may go, and whatever makes, checks, sends and counts them. */

import { openEntitlements } from '#access'
import { type AddressBook, openAddressBook } from '#accounts'
import {
  type Assembly,
  type DeliveryWorker,
  type Destination,
  forDelivery,
  openKindle,
  openQueue,
  startDeliveryWorker,
  startLookingAfter,
} from '#delivery'
import { followNotices } from '#platform'
import type { Press } from '#press'
import { openUseKeeper, usageFolder } from '#usage'
import { cloudsOf } from './clouds.ts'
import { kindleOf, startBounces } from './kindle.ts'
import type { Session } from './session.ts'
import { pressesOf } from './site.ts'

/** What is not configured is among them too, and says so. */
export function destinationsOf(session: Session, presses: readonly Press[]): readonly Destination[] {
  return [openKindle(kindleOf(session, presses)), ...cloudsOf(session, presses).destinations]
}

/** Those that carry things away, for `serve` with its worker as for a worker alone. */
export async function startDeliveries(
  session: Session,
  assembly: Assembly,
  /** Others where it is tried what a worker can bear. */
  choose: typeof destinationsOf = destinationsOf,
): Promise<DeliveryWorker> {
  const { db, log, storage, config } = session
  const onTrouble = (error: unknown) => log.error({ err: error }, 'Deliveries cannot see who may read')
  const presses = await pressesOf(config)
  const book: AddressBook = await openAddressBook(db, { onTrouble })
  const entitlements = await openEntitlements(db, { now: () => new Date(), onTrouble })
  const keepUse = openUseKeeper({ folder: usageFolder(config.dataDir), log })
  const following = await followNotices(
    storage.pool,
    async (notice) => {
      await entitlements.follow(notice)
      if (notice.kind === 'institutions-changed') await book.reload()
    },
    onTrouble,
  )
  const now = () => new Date()
  const deps = {
    db,
    log,
    now,
    book,
    assembly,
    presses: { all: presses },
    collectionsOf: entitlements.collectionsOf,
  }
  const queue = openQueue(storage.pool, log, { supervises: true })
  const looking = startLookingAfter({ ...cloudsOf(session, presses), queue })
  const bounces = await startBounces(session, presses)
  const worker = await startDeliveryWorker({
    ...{ db, log, now, pool: storage.pool, queue },
    destinations: choose(session, presses),
    ...forDelivery(deps, keepUse),
  })
  return {
    stop: async () => {
      await looking.stop()
      await bounces.stop()
      await worker.stop()
      await following.stop()
      book.close()
      await entitlements.close()
    },
  }
}
