/**
 * What moves a delivery, each in one transaction with its event and its job. Everything here may be called with the caller's own
 * transaction as `db`; what it decides is in `decide-next.ts`.
 */
import { newId } from '#base'
import type { Database } from '#platform'
import { decideNews, decideNext, decideWishes, endOfWaiting, type News, type Wish } from './decide-next.ts'
import {
  type CopyManner,
  type Delivery,
  type DestinationName,
  type Fault,
  isEnded,
  type JsonObject,
} from './delivery.ts'
import type { KeptDelivery, NewDelivery } from './delivery-rows.ts'
import { changeDelivery, insertDelivery, listWaitingFor, lockDelivery } from './delivery-store.ts'
import type { Outcome } from './destination.ts'
import { addEvent } from './event-store.ts'
import type { DeliveryQueue } from './open-queue.ts'

export type Moving = {
  readonly db: Database
  readonly queue: Pick<DeliveryQueue, 'put' | 'ready' | 'wake'>
  readonly now: () => Date
}

export type Begun = Omit<NewDelivery, 'id' | 'state' | 'due' | 'job' | 'fault' | 'made'>

/** Null: this form has been handed in before. Without a target it waits for its reader. */
export function beginDelivery(moving: Moving, begun: Begun, fault: Fault | null): Promise<string | null> {
  return moved(moving, async (tx) => {
    const id = newId()
    const now = moving.now()
    const waits = begun.target === null
    const { destination, accountId } = begun
    const job = waits ? null : await moving.queue.put(tx, { id, destination, accountId, made: now }, null)
    const kept = await insertDelivery(tx, {
      ...begun,
      ...{ id, job, made: now, fault: waits ? fault : null },
      ...{
        state: waits ? 'waiting-for-reader' : 'queued',
        due: waits ? endOfWaiting(now) : null,
      },
    })
    if (!kept) throw new HandedInBefore()
    return id
  }).catch((error: unknown) => {
    if (error instanceof HandedInBefore) return null
    throw error
  })
}

/** The transaction ends with it, and the job that was put there for nothing goes with it. */
class HandedInBefore extends Error {}

/** What its destination answered. False: the delivery has gone on without this worker. */
export function settleDelivery(
  moving: Moving,
  delivery: Pick<KeptDelivery, 'id' | 'attempt'>,
  outcome: Outcome,
  onLeft: (tx: Database, delivery: KeptDelivery) => Promise<boolean> = async () => false,
): Promise<boolean> {
  return moved(moving, async (tx) => {
    const kept = await lockDelivery(tx, delivery.id)
    if (kept === null || kept.attempt !== delivery.attempt || isEnded(kept)) return false
    const now = moving.now()
    const { change, job } = decideNext(kept, outcome, now, Math.random())
    const name = job === null ? null : await moving.queue.put(tx, kept, job.at)
    const left = LEFT.includes(outcome.kind) && kept.counted === null && (await onLeft(tx, kept))
    return changeDelivery(
      tx,
      kept.id,
      { ...change, job: name, ...(left ? { counted: now } : {}) },
      { at: now, event: { kind: change.state, facts: toFacts(change.fault ?? null, change.due ?? null) } },
    )
  })
}

const LEFT: readonly Outcome['kind'][] = ['saved', 'handed', 'unconfirmed']

const toFacts = (fault: Fault | null, due: Date | null): JsonObject => ({
  ...(fault === null ? {} : { fault: fault.code, ...fault.facts }),
  ...(due === null ? {} : { due: due.toISOString() }),
})

/** What was heard of it later. False: it changes nothing. */
export function tellNews(moving: Pick<Moving, 'db' | 'now'>, id: string, news: News): Promise<boolean> {
  return inTransaction(moving.db, async (tx) => {
    const kept = await lockDelivery(tx, id)
    const change = kept === null ? null : decideNews(kept, news)
    if (change === null) return false
    const event = { kind: change.state, facts: toFacts(change.fault ?? null, null) }
    return changeDelivery(tx, id, change, { at: moving.now(), event })
  })
}

/** The reader has connected: what waited for it goes on. Answers with how many do. */
export function resumeWaiting(
  moving: Moving,
  connected: {
    readonly accountId: string
    readonly destination: DestinationName
    readonly target: string
    readonly label: string
  },
): Promise<number> {
  return moved(moving, async (tx) => {
    const waiting = await listWaitingFor(tx, connected)
    for (const delivery of waiting) {
      const job = await moving.queue.put(tx, delivery, null)
      await changeDelivery(
        tx,
        delivery.id,
        {
          ...{ state: 'queued', target: connected.target, targetLabel: connected.label },
          ...{ due: null, fault: null, job },
        },
        { at: moving.now(), event: { kind: 'queued', facts: {} } },
      )
    }
    return waiting.length
  })
}

/** False: it may not be done now, or is not theirs. */
export function followWish(
  moving: Moving,
  { id, accountId }: Pick<Delivery, 'id' | 'accountId'>,
  wish: Wish,
): Promise<boolean> {
  return moved(moving, async (tx) => {
    const kept = await lockDelivery(tx, id)
    if (kept?.accountId !== accountId || !decideWishes(kept).includes(wish)) return false
    const now = moving.now()
    if (wish === 'cancel')
      return changeDelivery(
        tx,
        id,
        { state: 'cancelled', ended: now, due: null, job: null },
        { at: now, event: { kind: 'cancelled', facts: {} } },
      )
    const job = await moving.queue.put(tx, kept, null)
    return changeDelivery(
      tx,
      id,
      {
        ...{ state: 'queued', tries: 0, due: null, ended: null, job, fault: null, committing: false },
        // What has left us is sent anew; what did not get there goes on from where it was.
        ...(isBeyondUs(kept) ? { checkpoint: null, sentBytes: 0 } : {}),
      },
      { at: now, event: { kind: 'queued', facts: { again: true } } },
    )
  })
}

const isBeyondUs = ({ state }: Delivery): boolean =>
  state === 'unconfirmed' || state === 'bounced' || state === 'missing'

/**
 * The same once more, made in another manner: a delivery of its own, so that what became of the first stays told. As often as
 * it is asked for it is one. Null: it is there already.
 */
export const beginOtherwise = (
  moving: Moving,
  kept: KeptDelivery,
  manner: CopyManner,
): Promise<string | null> =>
  beginDelivery(
    moving,
    {
      ...kept,
      thing: { ...kept.thing, manners: [...(kept.thing.manners ?? []), manner] },
      requestKey: `${kept.id}:${manner}`,
    },
    null,
  )

/** Something for its history that changes nothing. */
export const tellEvent = (
  { db, now }: Pick<Moving, 'db' | 'now'>,
  deliveryId: string,
  facts: JsonObject,
): Promise<void> => addEvent(db, { deliveryId, at: now(), kind: 'told', facts })

async function moved<T>(moving: Moving, work: (tx: Database) => Promise<T>): Promise<T> {
  await moving.queue.ready()
  const done = await inTransaction(moving.db, work)
  moving.queue.wake()
  return done
}

const inTransaction = <T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work)
