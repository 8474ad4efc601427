/**
 * The queue: which delivery is to be taken up when, and by whom. It holds nothing that is not in the delivery as well; a job is
 * put into it in the transaction that changes the delivery, and one that is lost is put there again. What pg-boss adds is that
 * of several workers one takes each job, and that the job of a worker that died is given to another.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PgBoss } from 'pg-boss'
import type { Database, DatabasePool, Log } from '#platform'
import { DESTINATION_NAMES, type DestinationName } from './delivery.ts'
import { openJobDatabase, toJobDatabase } from './job-database.ts'
import { countBefore, type QueuedDelivery } from './limit-store.ts'

export type DeliveryQueue = {
  /** Call it before the transaction begins: the first time it makes the queue's own tables. */
  ready(): Promise<void>
  /** In the caller's transaction; answers with the job's name, which goes into the delivery. */
  put(tx: Database, delivery: QueuedDelivery, at: Date | null): Promise<string>
  /** Gives each job to `take`, so many at once of each destination; until the queue is closed. */
  work(atOnce: Readonly<Record<DestinationName, number>>, take: (job: Job) => Promise<void>): Promise<void>
  /** Something was put there just now. */
  wake(): void
  /** Whether somebody has this job or will have it. */
  isAlive(destination: DestinationName, job: string): Promise<boolean>
  /** Waits until those who work have left off: their signal is aborted. */
  close(): Promise<void>
}

export type Job = { readonly job: string; readonly deliveryId: string; readonly signal: AbortSignal }

type Data = { readonly deliveryId: string }

const SCHEMA = 'delivery_queue'
/** Of a reader, at each destination and by all workers together: three in all, where Kindle and both clouds are offered. */
const AT_ONCE_OF_READER = 1
/** A worker says so often that it lives; one that has not for so long is taken for dead. */
const HEARTBEAT_SECONDS = 10
const LOOK_SECONDS = 5

/** `supervises`: who only puts jobs there leaves looking after the queue to those who work. */
export function openQueue(
  pool: DatabasePool,
  log: Log,
  { supervises }: { readonly supervises: boolean } = { supervises: false },
): DeliveryQueue {
  let started: Promise<PgBoss> | null = null
  const workers: string[] = []
  const start = (): Promise<PgBoss> => {
    started ??= begin(pool, log, supervises).catch((error: unknown) => {
      started = null
      throw error
    })
    return started
  }
  return {
    ready: async () => void (await start()),
    put: async (tx, delivery, at) => {
      const boss = await start()
      const job = randomUUID()
      const data: Data = { deliveryId: delivery.id }
      await boss.send(delivery.destination, data, {
        id: job,
        group: { id: delivery.accountId },
        // The first of every reader goes before the second of any: a hundred of one do not hold up the one of another.
        priority: -(await countBefore(tx, delivery)),
        ...(at === null ? {} : { startAfter: at }),
        db: toJobDatabase(tx),
      })
      return job
    },
    work: async (atOnce, take) => {
      const boss = await start()
      for (const name of DESTINATION_NAMES) {
        const options = {
          ...{ localConcurrency: atOnce[name], groupConcurrency: AT_ONCE_OF_READER },
          pollingIntervalSeconds: 1,
        }
        const id = await boss.work<Data>(name, options, async (jobs) => {
          for (const { id: job, data, signal } of jobs) {
            const began = performance.now()
            await take({ job, deliveryId: data.deliveryId, signal })
            await rest(performance.now() - began, signal)
          }
        })
        workers.push(id)
      }
    },
    wake: () => {
      void started?.then((boss) => {
        for (const id of workers) boss.notifyWorker(id)
      })
    },
    isAlive: async (destination, job) => {
      const found = await (await start()).getJobById(destination, job)
      return found !== null && ['created', 'retry', 'active'].includes(found.state)
    },
    close: async () => {
      const boss = await started?.catch(() => null)
      await boss?.stop({ graceful: true, timeout: 10_000 })
      started = null
    },
  }
}

/**
 * Pages come first: who has many to deliver works a fifth of the time, so that those who read meanwhile seldom meet it at work.
 * Whoever saves one thing does not notice, since it is saved before the rest.
 */
const rest = (worked: number, signal: AbortSignal): Promise<void> =>
  sleep(Math.min(worked * REST_FOR_WORK, MOST_REST_MS), undefined, { signal, ref: false }).catch(() => {})

const REST_FOR_WORK = 4
/** Sending may take long without keeping anything here busy. */
const MOST_REST_MS = 2_000

async function begin(pool: DatabasePool, log: Log, supervise: boolean): Promise<PgBoss> {
  // With what it brings along it takes 10 MB of memory: for many a site nothing is ever delivered.
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    db: openJobDatabase(pool),
    schema: SCHEMA,
    schedule: false,
    supervise,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
    registerInstance: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => log.error({ err: error }, 'The queue of deliveries is in trouble'))
  await boss.start()
  for (const name of DESTINATION_NAMES)
    await boss.createQueue(name, {
      // How often workers may die over one job; whatever else fails is decided by us, and the job is done.
      ...{ retryLimit: 50, retryDelay: 1, heartbeatSeconds: HEARTBEAT_SECONDS },
      ...{ expireInSeconds: 3 * 3600, deleteAfterSeconds: 86_400, retentionSeconds: 30 * 86_400 },
    })
  return boss
}
