/** A destination that does what a test tells it, and a worker round it. */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { sql } from 'kysely'
import { ok } from '#base'
import {
  type Database,
  emptyTables,
  mailMigrations,
  openLog,
  openTestDatabase,
  type TestDatabase,
} from '#platform'
import { html } from '#web'
import { deliveryMigrations } from '../migrations.ts'
import type { Delivering } from './deliver.ts'
import type { Delivery, DestinationName } from './delivery.ts'
import type { KeptDelivery } from './delivery-rows.ts'
import { findDelivery } from './delivery-store.ts'
import type { Destination, Handing, Outcome } from './destination.ts'
import { type Begun, beginDelivery } from './moves.ts'
import { type DeliveryQueue, openQueue } from './open-queue.ts'
import { type DeliveryWorker, startDeliveryWorker } from './start-worker.ts'
import { watchDeliveries } from './watch-deliveries.ts'

export const boat = (
  hand: (handing: Handing) => Promise<Outcome>,
  over: Partial<Destination> = {},
): Destination => ({
  name: 'dropbox',
  label: 'Paper boat',
  several: true,
  standing: async () => ({ kind: 'ready' }),
  accepts: () => ({ kind: 'accepted' }),
  limits: () => ({ perReader: 20, sender: null, perSender: null, spacedSeconds: 0 }),
  making: null,
  renderFields: async () => html``,
  readFields: async () => ok({ kind: 'ready', target: 'pond', label: 'The pond' }),
  hand,
  explain: () => null,
  renderAfter: () => null,
  ...over,
})

export const wish = (over: Partial<Begun> = {}): Begun => ({
  accountId: 'reader',
  press: 'aldine',
  destination: 'dropbox',
  target: 'pond',
  targetLabel: 'The pond',
  sender: null,
  thing: { of: 'chapter', id: 'c'.repeat(16), bookId: 'b'.repeat(16), format: 'epub', title: 'A chapter' },
  origin: 'http://books.example.org',
  base: '',
  language: 'en',
  basis: { institutions: [], bearers: [], staff: [] },
  requestKey: `${crypto.randomUUID()}:epub`,
  ...over,
})

export type Pond = {
  readonly db: Database
  readonly database: TestDatabase
  readonly queue: DeliveryQueue
  readonly now: () => Date
  begin(over?: Partial<Begun>): Promise<string | null>
  work(
    destination: Destination,
    over?: Partial<Omit<Delivering, 'queue' | 'stopping'>>,
  ): Promise<DeliveryWorker>
  /** Waits until it is so. */
  until(id: string, is: (delivery: Delivery) => boolean): Promise<KeptDelivery>
  moveClock(ms: number): void
}

export const log = openLog('silent')

/** One database and one queue for all ponds of a file: each begins with both empty. */
let shared: Promise<{
  readonly database: TestDatabase
  readonly queue: DeliveryQueue
  drop(): Promise<void>
}> | null = null

after(async () => (await shared)?.drop())

async function openWater() {
  const { database, drop } = await openTestDatabase({ ...mailMigrations, ...deliveryMigrations })
  const queue = openQueue(database, log)
  return {
    ...{ database, queue },
    drop: async () => {
      await queue.close()
      await drop()
    },
  }
}

export const withPond = async (use: (pond: Pond) => Promise<void>): Promise<void> => {
  shared ??= openWater()
  const { database, queue } = await shared
  const { db } = database
  await queue.ready()
  await sql`delete from delivery_queue.job`.execute(db)
  await emptyTables(db)
  const folder = await mkdtemp(join(tmpdir(), 'pond-'))
  const workers: DeliveryWorker[] = []
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  const moving = { db, queue, now }
  const artefact = join(folder, 'file.epub')
  writeFileSync(artefact, 'words')
  try {
    await use({
      ...{ db, database, queue, now },
      begin: (over) => beginDelivery(moving, wish(over), null),
      moveClock: (ms) => {
        ahead += ms
      },
      work: async (destination, over = {}) => {
        const worker = await startDeliveryWorker({
          ...{ ...moving, pool: database, log, queue: openQueue(database, log, { supervises: true }) },
          destinations: [destination],
          check: async () => ok({ isForEveryone: true }),
          makeArtefact: async () =>
            ok({
              path: artefact,
              bytes: 5,
              sha256: 'a'.repeat(64),
              mediaType: 'application/epub+zip',
              fileName: 'file.epub',
              title: 'A chapter',
            }),
          count: async () => true,
          ...over,
        })
        workers.push(worker)
        return worker
      },
      until: (id, is) => untilDelivery({ db, database }, id, is),
    })
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()))
    await rm(folder, { recursive: true })
  }
}

async function untilDelivery(
  { db, database }: Pick<Pond, 'db' | 'database'>,
  id: string,
  is: (delivery: Delivery) => boolean,
): Promise<KeptDelivery> {
  let onWord = () => {}
  const watching = await watchDeliveries(database, () => onWord())
  try {
    for (;;) {
      const word = new Promise<void>((resolve) => {
        onWord = resolve
      })
      const delivery = await findDelivery(db, id)
      if (delivery !== null && is(delivery)) return delivery
      await word
    }
  } finally {
    await watching.stop()
  }
}

export type { DestinationName }
