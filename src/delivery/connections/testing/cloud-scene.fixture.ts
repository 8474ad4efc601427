/** A reader whose cloud is connected, a file, and a worker that may die at any step. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type Database, emptyTables, openLog, openTestDatabase } from '#platform'
import { decideNext, type Next } from '../../deliveries/decide-next.ts'
import type { Delivery, JsonObject } from '../../deliveries/delivery.ts'
import type { Artefact, Destination, Outcome } from '../../deliveries/destination.ts'
import { deliveryMigrations } from '../../migrations.ts'
import type { Cloud, CloudName } from '../cloud.ts'
import type { CloudDeps } from '../cloud-destination.ts'
import { openSeals } from '../sealing/seals.ts'
import { grantConnection } from './grant-connection.fixture.ts'

export const READER = 'reader'
export const SECRET = 'a secret of a site under test, long enough'

export type CloudScene = {
  readonly db: Database
  readonly deps: CloudDeps
  readonly cloud: Cloud
  readonly destination: Destination
  /** Of the connection. */
  readonly target: string
  readonly file: Artefact
  readonly bytes: Buffer
  /** What was written down last, by whoever tried. */
  readonly written: { checkpoint: JsonObject | null; sent: number[] }
  /** One attempt, from where the last one had come. */
  hand(): Promise<Outcome>
  /** One attempt by a site whose SECRET_KEY is another one. */
  handUnder(secret: string): Promise<Outcome>
  /** A worker that is killed at its nth note, before or after that is committed; null: it came to an end before that. */
  handUntilKilled(note: number, when: 'before' | 'after'): Promise<Outcome | null>
  /** What becomes of the delivery, and what its reader is told. */
  told(outcome: Outcome): Told
  connect(): Promise<string>
  /** As if nobody had tried yet. */
  forget(): void
}

export type Told = {
  readonly state: Next['change']['state']
  readonly again: 'by itself' | 'when connected' | 'when asked' | 'no'
  readonly sentence: string | null
  readonly advice: string | null
}

/** Small, so that a small file has several parts; what both clouds take. */
const PART = 256 * 1024

/** What stands on the operator's screen about connections; null: nothing is amiss. */
export async function alarmOf({ destination }: Pick<CloudScene, 'destination'>): Promise<string | null> {
  const sections = await destination.loadForStaff?.({
    place: { origin: 'https://books.example.org', base: '', language: 'en' },
    ...{ presses: [], ofSite: true, bookAddress: () => '', resumeAddress: () => null },
  })
  return sections?.find(({ alarm }) => alarm !== null)?.alarm ?? null
}

class Killed extends Error {}

export type CloudSide = {
  readonly name: CloudName
  readonly cloud: Cloud
  readonly open: (deps: CloudDeps) => Destination
}

export const withCloud = async (
  side: CloudSide,
  { size = 900_000 }: { readonly size?: number },
  use: (scene: CloudScene) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'cloud-'))
  try {
    await use(await openScene(await theDatabase(), side, folder, size))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** One for all scenes of a file, emptied for each. */
let shared: ReturnType<typeof openTestDatabase> | null = null

after(async () => (await shared)?.drop())

async function theDatabase(): Promise<Database> {
  shared ??= openTestDatabase(deliveryMigrations)
  const { database } = await shared
  await emptyTables(database.db)
  return database.db
}

async function openScene(db: Database, side: CloudSide, folder: string, size: number): Promise<CloudScene> {
  const bytes = randomBytes(size)
  const path = join(folder, 'file.epub')
  await writeFile(path, bytes)
  const file: Artefact = {
    ...{ path, bytes: size, sha256: createHash('sha256').update(bytes).digest('hex') },
    mediaType: 'application/epub+zip',
    fileName: '9781474467230-ch5-p214-262-Bonn.epub',
    title: 'Bonn',
  }
  const seals = openSeals({ now: SECRET, before: null })
  const now = () => new Date()
  const deps: CloudDeps = {
    ...{ db, seals, now, log: openLog('silent'), policyOf: () => '1', policyPlace: (_, place) => place },
    ...{ pauses: [], chunkBytes: PART },
  }
  const connect = () => grantConnection(deps, side.cloud, READER)
  const target = await connect()
  const destination = side.open(deps)
  const written: CloudScene['written'] = { checkpoint: null, sent: [] }
  const attempt = (
    onNote: (n: number, commit: () => void) => void,
    by: Destination = destination,
  ): Promise<Outcome> => {
    let notes = 0
    return by.hand({
      ...{ artefact: file, now, signal: new AbortController().signal },
      delivery: { ...DELIVERY, destination: side.name, target, checkpoint: written.checkpoint },
      tell: async () => {},
      checkpoint: async (data, told) => {
        notes += 1
        onNote(notes, () => {
          // As the database gives it back.
          written.checkpoint = JSON.parse(JSON.stringify(data))
          if (told?.sent !== undefined) written.sent.push(told.sent)
        })
      },
    })
  }
  return {
    ...{ db, deps, cloud: side.cloud, destination, target, file, bytes, written, connect },
    hand: () => attempt((_, commit) => commit()),
    handUnder: (secret) =>
      attempt(
        (_, commit) => commit(),
        side.open({ ...deps, seals: openSeals({ now: secret, before: null }) }),
      ),
    handUntilKilled: (at, when) =>
      attempt((n, commit) => {
        if (n !== at) return commit()
        if (when === 'after') commit()
        throw new Killed()
      }).catch((error: unknown) => {
        if (error instanceof Killed) return null
        throw error
      }),
    told: (outcome) => tell(destination, outcome),
    forget: () => {
      written.checkpoint = null
      written.sent.length = 0
    },
  }
}

function tell(destination: Destination, outcome: Outcome): Told {
  const { change, job } = decideNext({ tries: 0, target: 'x' }, outcome, new Date(), 0)
  const fault = change.fault ?? null
  const explained = fault === null ? null : destination.explain('en', fault, DELIVERY)
  const again =
    job !== null
      ? 'by itself'
      : change.state === 'waiting-for-reader'
        ? 'when connected'
        : change.state === 'failed'
          ? 'when asked'
          : 'no'
  return {
    ...{ state: change.state, again },
    sentence: explained?.sentence ?? null,
    advice: explained?.advice?.text ?? null,
  }
}

const DELIVERY: Delivery = {
  ...{ id: 'd'.repeat(16), accountId: READER, press: 'aldine', destination: 'dropbox', target: null },
  ...{ targetLabel: null, sender: null, origin: 'https://books.example.org', base: '', language: 'en' },
  thing: { of: 'chapter', id: 'c'.repeat(16), bookId: 'b'.repeat(16), format: 'epub', title: 'Bonn' },
  ...{ state: 'sending', attempt: 1, due: null, checkpoint: null, committing: false, sentBytes: 0 },
  ...{ bytes: null, fileName: null, remote: null, fault: null, counted: null, ended: null },
  ...{ made: new Date(), changed: new Date() },
}
