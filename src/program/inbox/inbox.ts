/**
 * The inbox: whatever is put there is added without a command. A report stands beside each, for people (`.report.txt`) and for
 * programs (`.report.json`); what is on the shelf moves to `done/`, what was refused stays until it is changed or taken away.
 */
import { watch } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { ParcelOutcome } from '#catalogue'
import type { DatabasePool, Log } from '#platform'
import { eachInTurn } from '../each-in-turn.ts'
import { fileAway, keepReport, recallRefusal } from './inbox-report.ts'
import { lookAt } from './look-at.ts'

/** A folder into which one press's parcels are put. */
export type Lane = { readonly folder: string; readonly press: string }

/** `turn` is awaited before it is put on the shelf. */
export type Shelve = (path: string, turn: () => Promise<void>) => Promise<ParcelOutcome>

export type InboxDeps = {
  readonly lanes: readonly Lane[]
  readonly pool: DatabasePool
  readonly log: Log
  /** `work` is given what puts one of these parcels of a press on the shelf. */
  readonly together: (
    lane: Lane,
    paths: readonly string[],
    work: (shelve: Shelve) => Promise<void>,
  ) => Promise<void>
  readonly urlOf: (outcome: ParcelOutcome) => Promise<string | null>
  /** What somebody is still writing changes within this many milliseconds. */
  readonly settled?: number
}

const SETTLED = 2_000

export type Inbox = {
  /** Looks now, and adds what has settled. */
  look(): Promise<void>
  stop(): Promise<void>
}

const DONE = 'done'
const EVERY = 5_000

export async function openInbox(deps: InboxDeps): Promise<Inbox> {
  for (const { folder } of deps.lanes) await mkdir(join(folder, DONE), { recursive: true })
  const stopping = new AbortController()
  let round: Promise<void> = Promise.resolve()
  const look = () => {
    round = round
      .then(() => whileAlone(deps.pool, () => addSettled(deps, stopping.signal)))
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) deps.log.error({ err: error }, 'The inbox could not be looked through')
      })
    return round
  }
  // A watcher only makes the next look come sooner: some file systems tell nothing.
  let soon: NodeJS.Timeout | undefined
  const watchers = deps.lanes.map(({ folder }) =>
    watchIfPossible(folder, () => {
      clearTimeout(soon)
      soon = setTimeout(look, (deps.settled ?? SETTLED) + 100).unref()
    }),
  )
  const regularly = setInterval(look, EVERY).unref()
  void look()
  return {
    look,
    stop: async () => {
      stopping.abort()
      clearInterval(regularly)
      clearTimeout(soon)
      for (const watcher of watchers) watcher?.close()
      await round
    },
  }
}

/** As many are read at once as there are cores; they go on the shelf in the order of their names. */
async function addSettled(deps: InboxDeps, stopping: AbortSignal): Promise<void> {
  for (const lane of deps.lanes) {
    const settled = await findSettled(deps, lane, stopping)
    if (settled.length === 0) continue
    const paths = settled.map(({ name }) => join(lane.folder, name))
    await deps.together(lane, paths, (shelve) =>
      eachInTurn(settled, availableParallelism(), async ({ name, look }, turn) => {
        // It may have been changed or taken away while those before it were read.
        if (stopping.aborted || (await lookAt(join(lane.folder, name)))?.look !== look) return
        await addOne(deps, lane, { name, look }, (path) => shelve(path, turn))
      }),
    )
  }
}

type Settled = { readonly name: string; readonly look: string }

async function findSettled(
  { lanes, settled = SETTLED }: InboxDeps,
  lane: Lane,
  stopping: AbortSignal,
): Promise<readonly Settled[]> {
  const laneNames = new Set(lanes.map(({ folder }) => folder))
  const found: Settled[] = []
  for (const name of (await readdir(lane.folder)).filter(isParcel).sort()) {
    const path = join(lane.folder, name)
    if (stopping.aborted || laneNames.has(path)) continue
    const seen = await lookAt(path)
    if (seen === null || Date.now() - seen.changed < settled) continue
    if ((await recallRefusal(lane.folder, name)) !== seen.look) found.push({ name, look: seen.look })
  }
  return found
}

async function addOne(
  deps: InboxDeps,
  lane: Lane,
  { name, look }: Settled,
  shelve: (path: string) => Promise<ParcelOutcome>,
): Promise<void> {
  const outcome = await shelve(join(lane.folder, name))
  deps.log.info({ file: name, press: lane.press, outcome: outcome.kind }, 'A parcel came into the inbox')
  const report = { outcome, url: await deps.urlOf(outcome), look }
  if (outcome.kind === 'refused') await keepReport(lane.folder, name, report)
  else await fileAway(lane.folder, join(lane.folder, DONE), name, report)
}

/** Neither our own files nor what a program writes before it renames it. */
const isParcel = (name: string): boolean =>
  name !== DONE && !/^[.~]|\.report\.(txt|json)$|\.(part|partial|tmp|filepart|crdownload|swp)$|~$/i.test(name)

function watchIfPossible(folder: string, onChange: () => void) {
  try {
    return watch(folder, onChange).on('error', () => {})
  } catch {
    return null
  }
}

const INBOX = sql.lit(0x696e62)

/** Of several workers one looks at a time; the others look again soon. */
const whileAlone = (pool: DatabasePool, work: () => Promise<void>): Promise<void> =>
  pool.db.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${INBOX}) as mine`.execute(
      connection,
    )
    if (!rows[0]?.mine) return
    try {
      await work()
    } finally {
      await sql`select pg_advisory_unlock(${INBOX})`.execute(connection).catch(() => {})
    }
  })
