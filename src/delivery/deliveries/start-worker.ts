/** The worker of deliveries: takes jobs as they come, and looks after what was left lying. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabasePool } from '#platform'
import { type Delivering, deliver } from './deliver.ts'
import { changeDelivery, isAnyUnderWay, listUntouched, lockDelivery } from './delivery-store.ts'
import type { DeliveryQueue } from './open-queue.ts'
import { watchDeliveries } from './watch-deliveries.ts'

export type DeliveryWorker = { stop(): Promise<void> }

export type DeliveryWorkerDeps = Omit<Delivering, 'queue' | 'stopping'> & {
  readonly pool: DatabasePool
  readonly queue: DeliveryQueue
}

/** Mail goes one after another; clouds take several at once. */
const AT_ONCE = { kindle: 1, dropbox: 2, 'google-drive': 2 } as const
const LOOK_MS = 30_000
/** A job whose worker has died is given out again before that. */
const LEFT_LYING_MS = 120_000

export async function startDeliveryWorker(deps: DeliveryWorkerDeps): Promise<DeliveryWorker> {
  const stopping = new AbortController()
  const delivering = { ...deps, stopping: stopping.signal }
  const { queue, log } = deps
  let working: Promise<void> | null = null
  /** The queue is opened when there is something to deliver: see what that costs in open-queue.ts. */
  const beginWhenNeeded = async (): Promise<boolean> => {
    if (working === null && (stopping.signal.aborted || !(await isAnyUnderWay(deps.db)))) return false
    working ??= queue
      .work(AT_ONCE, (job) => deliver(delivering, job))
      .catch((error: unknown) => {
        working = null
        throw error
      })
    await working
    return true
  }
  await beginWhenNeeded()
  const watching = await watchDeliveries(deps.pool, () => {
    // What fails here is tried again when all deliveries are looked after.
    void beginWhenNeeded().then(
      () => queue.wake(),
      () => {},
    )
  })
  const looking = lookAfter(delivering, beginWhenNeeded, stopping.signal)
  log.debug('The worker of deliveries is at work')
  return {
    stop: async () => {
      stopping.abort()
      await watching.stop()
      await Promise.all([queue.close(), looking])
    },
  }
}

async function lookAfter(
  delivering: Delivering & { readonly queue: DeliveryQueue },
  beginWhenNeeded: () => Promise<boolean>,
  signal: AbortSignal,
) {
  while (!signal.aborted) {
    try {
      if (await beginWhenNeeded()) await lookOnce(delivering)
    } catch (error) {
      delivering.log.error({ err: error }, 'Deliveries could not be looked after; it is tried again')
    }
    await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {})
  }
}

/** Those whose reader was waited for too long end; those whose job is lost, after a restore for one, get a new one. */
export async function lookOnce({
  db,
  queue,
  now,
}: Pick<Delivering, 'db' | 'now'> & {
  readonly queue: Pick<DeliveryQueue, 'isAlive' | 'put' | 'ready'>
}): Promise<void> {
  await queue.ready()
  const before = new Date(now().getTime() - LEFT_LYING_MS)
  for (const { id, destination, job } of await listUntouched(db, before, 200)) {
    if (job !== null && (await queue.isAlive(destination, job))) continue
    await db.transaction().execute(async (tx) => {
      const kept = await lockDelivery(tx, id)
      if (kept === null || kept.job !== job || kept.changed >= before) return
      const at = now()
      if (kept.state === 'waiting-for-reader') {
        if (kept.due === null || kept.due > at) return
        const change = {
          state: 'failed',
          ended: at,
          due: null,
          fault: { code: 'waited-too-long', facts: {} },
        } as const
        await changeDelivery(tx, id, change, {
          at,
          event: { kind: 'failed', facts: { fault: 'waited-too-long' } },
        })
        return
      }
      const anew = await queue.put(tx, kept, kept.due)
      await changeDelivery(tx, id, { job: anew }, { at, event: null })
    })
  }
}
