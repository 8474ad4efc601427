/** One attempt of one delivery: who may have it still may; the file is made; its destination takes it. */
import { assertNever, fail, type Result } from '#base'
import type { Database, Log } from '#platform'
import { MOST_ATTEMPTS } from './decide-next.ts'
import type { Delivery, Fault, JsonObject } from './delivery.ts'
import type { KeptDelivery } from './delivery-rows.ts'
import { changeDelivery, lockDelivery } from './delivery-store.ts'
import {
  type Artefact,
  type Destination,
  HandingEnded,
  type OfferedFile,
  type Outcome,
} from './destination.ts'
import { takeSlot } from './limit-store.ts'
import { type Moving, settleDelivery, tellEvent } from './moves.ts'
import type { Job } from './open-queue.ts'

export type Delivering = Moving & {
  readonly log: Log
  readonly destinations: readonly Destination[]
  /** Whether the reader may still take it, as of now. A fault says why not. */
  readonly check: (delivery: KeptDelivery) => Promise<Result<Pick<OfferedFile, 'isForEveryone'>, Fault>>
  /** The file, made or kept. */
  readonly makeArtefact: (
    delivery: KeptDelivery,
    destination: Destination,
    signal: AbortSignal,
  ) => Promise<Result<Artefact, Fault>>
  /** Content has left us: counted in the transaction that says so. */
  readonly count: (tx: Database, delivery: KeptDelivery) => Promise<boolean>
  /** Aborted when this worker stops. */
  readonly stopping: AbortSignal
}

export async function deliver(delivering: Delivering, job: Job): Promise<void> {
  const delivery = await take(delivering, job)
  if (delivery === null) return
  const destination = delivering.destinations.find(({ name }) => name === delivery.destination)
  const signal = AbortSignal.any([job.signal, delivering.stopping])
  const outcome =
    delivery.attempt > MOST_ATTEMPTS
      ? refused({ code: 'given-up', facts: {} })
      : destination === undefined
        ? refused({ code: 'not-offered', facts: {} })
        : await attempt(delivering, delivery, destination, signal)
  if (outcome !== null) await settleDelivery(delivering, delivery, outcome, delivering.count)
}

const refused = (fault: Fault): Outcome => ({ kind: 'refused', fault })

/** Null: there is nothing to do, or another job is to do it. */
const take = ({ db, now }: Delivering, job: Job): Promise<KeptDelivery | null> =>
  db.transaction().execute(async (tx) => {
    const kept = await lockDelivery(tx, job.deliveryId)
    if (kept === null || kept.job !== job.job || !TAKEABLE.includes(kept.state)) return null
    const attempt = kept.attempt + 1
    const change = { state: 'assembling', attempt, due: null } as const
    await changeDelivery(tx, kept.id, change, { at: now(), event: { kind: 'assembling', facts: {} } })
    return { ...kept, ...change }
  })

/** Those that are assembled or sent belong to a worker that died, or their job would not be here again. */
const TAKEABLE: readonly Delivery['state'][] = ['queued', 'retrying', 'assembling', 'sending']

/** Null: it is no longer ours to say. */
async function attempt(
  delivering: Delivering,
  delivery: KeptDelivery,
  destination: Destination,
  signal: AbortSignal,
): Promise<Outcome | null> {
  try {
    const ready = await prepare(delivering, delivery, destination, signal)
    return ready.ok
      ? await hand(delivering, delivery, destination, { artefact: ready.value, signal })
      : ready.error
  } catch (error) {
    if (error instanceof HandingEnded) return null
    // Handed back to the queue: it is taken up again where its checkpoint says.
    if (signal.aborted) throw error
    delivering.log.error(
      { err: error, delivery: delivery.id },
      'A delivery failed in a way that nobody foresaw',
    )
    return { kind: 'retry-later', when: null, fault: { code: 'our-fault', facts: {} } }
  }
}

async function prepare(
  delivering: Delivering,
  delivery: KeptDelivery,
  destination: Destination,
  signal: AbortSignal,
): Promise<Result<Artefact, Outcome>> {
  // What was begun may have left us: whether it may be sent was asked before, and only what became of it is open.
  if (delivery.committing) return make(delivering, delivery, destination, signal)
  const allowed = await delivering.check(delivery)
  if (!allowed.ok) return fail(refused(allowed.error))
  const off = toOutcome(await destination.standing(delivery.press), delivering.now())
  if (off !== null) return fail(off)
  const refusal = (bytes: number | null): Fault | null => {
    const { format } = delivery.thing
    const acceptance = destination.accepts(delivery.press, { format, bytes, ...allowed.value })
    return acceptance.kind === 'refused' ? acceptance.fault : null
  }
  // What is not taken whatever its size is not made either.
  const beforehand = refusal(null)
  if (beforehand !== null) return fail(refused(beforehand))
  const made = await make(delivering, delivery, destination, signal)
  const afterwards = made.ok ? refusal(made.value.bytes) : null
  return afterwards === null ? made : fail(refused(afterwards))
}

async function make(
  { makeArtefact }: Delivering,
  delivery: KeptDelivery,
  destination: Destination,
  signal: AbortSignal,
): Promise<Result<Artefact, Outcome>> {
  const made = await makeArtefact(delivery, destination, signal)
  signal.throwIfAborted()
  return made.ok ? made : fail(refused(made.error))
}

const HOUR = 3_600_000

/** A pause is nobody's failure: it costs the delivery none of its tries. */
function toOutcome(standing: Awaited<ReturnType<Destination['standing']>>, now: Date): Outcome | null {
  switch (standing.kind) {
    case 'ready':
      return null
    case 'not-configured':
      return { kind: 'retry-later', when: null, fault: { code: 'switched-off', facts: {} } }
    case 'paused':
      return {
        kind: 'retry-later',
        when: standing.until ?? new Date(now.getTime() + HOUR),
        fault: standing.fault,
      }
    default:
      return assertNever(standing)
  }
}

async function hand(
  delivering: Delivering,
  delivery: KeptDelivery,
  destination: Destination,
  { artefact, signal }: { readonly artefact: Artefact; readonly signal: AbortSignal },
): Promise<Outcome> {
  const { db, now } = delivering
  const { id, attempt, target } = delivery
  if (target === null) return { kind: 'waiting-for-reader', fault: { code: 'not-connected', facts: {} } }
  const { sender, spacedSeconds } = destination.limits(delivery.press)
  if (sender !== null && spacedSeconds > 0 && !delivery.committing) {
    const slot = await takeSlot(db, sender, spacedSeconds, now())
    await pause(slot.getTime() - now().getTime(), signal)
  }
  const mine = { attempt, states: ['assembling', 'sending'] } as const
  const { bytes, fileName } = artefact
  const change = { state: 'sending', bytes, fileName } as const
  const event = { kind: 'sending', facts: { bytes } } as const
  if (!(await changeDelivery(db, id, change, { at: now(), event, expected: mine }))) throw new HandingEnded()
  return destination.hand({
    delivery: { ...delivery, ...change, target },
    artefact,
    signal,
    now,
    tell: (kind, facts = {}) => tellEvent(delivering, id, { ...facts, told: kind }),
    checkpoint: async (data, { sent, committing } = {}) => {
      const written = await changeDelivery(
        db,
        id,
        {
          checkpoint: data,
          ...(sent === undefined ? {} : { sentBytes: sent }),
          ...(committing === undefined ? {} : { committing }),
        },
        {
          at: now(),
          event:
            sent === undefined ? null : { kind: 'progress', facts: { sent, bytes } satisfies JsonObject },
          expected: { attempt, states: ['sending'] },
        },
      )
      if (!written) throw new HandingEnded()
    },
  })
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (ms <= 0) return resolve()
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
