/**
 * The database that comes along. Several programs may use one data folder at once (the site, a worker, `add` in another
 * terminal): one of them keeps the server, the others join it, and the last one out stops it.
 *
 * Whoever keeps it starts it, or adopts the one that a killed keeper left behind, and starts it again when it dies.
 */
import { closeSync, mkdirSync, openSync, readSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { OperatorError } from '../operator-error.ts'
import { type FolderLock, takeFolderLock } from './folder-lock.ts'
import { findNativePostgres, type NativePostgres } from './native-postgres.ts'
import { disownPostmasterFile, processesIn, readPostmasterFile, worksIn } from './postmaster.ts'
import { makeDataFolder, makeSocketFolder, SERVER_USER, startServer } from './server-process.ts'

/** For postgres.js; a host that is a path means a socket in that folder. */
export type ServerAddress = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string
}

export type EmbeddedPostgres = {
  readonly address: ServerAddress
  readonly how: 'started' | 'adopted' | 'joined'
  /** Leaves; the last one out stops the server. Connections of our own must be closed by then. */
  close(): Promise<void>
}

export type EmbeddedPostgresOptions = {
  /** Ours alone: holds the data folder, the log and the lock. */
  readonly home: string
  /** Told to others who find the folder taken. */
  readonly command: string
  /** A program that stays takes over the keeping when the keeper leaves, and restarts a server that died. */
  readonly lasting: boolean
  readonly settings?: Readonly<Record<string, string>>
  readonly onTrouble?: (message: string) => void
}

/** What our connections call themselves, so that leaving we can tell others from our own. */
export const applicationName = `chapterhouse ${process.pid}`

type Session = {
  readonly options: EmbeddedPostgresOptions
  readonly home: string
  readonly native: NativePostgres
  /** While we keep the server. */
  lock: Extract<FolderLock, { kind: 'taken' }> | null
}

export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.home, { recursive: true, mode: 0o700 })
  const home = realpathSync(options.home)
  const session: Session = { options, home, native: findNativePostgres(home), lock: null }
  try {
    const { address, how } = await enter(session)
    const watching = options.lasting ? watch(session) : null
    const close = async () => {
      await watching?.stop()
      await leave(session)
    }
    return { address, how, close }
  } catch (error) {
    await session.lock?.release()
    throw error
  }
}

type Entered = Pick<EmbeddedPostgres, 'address' | 'how'>

async function enter(session: Session): Promise<Entered> {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const lock = await takeFolderLock(session.home, 'database', session.options.command)
    if (lock.kind === 'taken') {
      session.lock = lock
      return keep(session)
    }
    const address = runningServer(session)?.address
    if (address && (await versionAt(address)) !== null) return { address, how: 'joined' }
    if (Date.now() > deadline) throw new OperatorError(neverReady(session, lock.by?.pid))
    await sleep(50)
  }
}

const PATIENCE = 120_000

const neverReady = ({ home }: Session, pid: number | undefined): string =>
  `Process ${pid ?? 'of unknown number'} keeps the database in ${home}, and it does not answer. ` +
  'Stop that process and start again.'

/** We hold the lock: on return a server answers, the one that was there or a new one. */
async function keep(session: Session): Promise<Entered> {
  const folder = makeDataFolder(session.native, session.home)
  const running = runningServer(session)
  if (running) {
    if (await isWorthAdopting(session, running)) return { address: running.address, how: 'adopted' }
    await stopProcess(running.pid, folder)
  }
  await endLeftovers(folder)
  disownPostmasterFile(folder)
  const socketFolder = makeSocketFolder(session.home, session.native.runAs)
  rmSync(join(socketFolder, `.s.PGSQL.${PORT}`), { force: true })
  rmSync(join(socketFolder, `.s.PGSQL.${PORT}.lock`), { force: true })
  const logFile = join(session.home, 'server.log')
  const logStart = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  const { native, options } = session
  const server = startServer({ native, folder, socketFolder, logFile, settings: options.settings ?? {} })
  while (runningServer(session)?.status !== 'ready') {
    if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined)
      throw new OperatorError(
        `The database in ${session.home} did not start. PostgreSQL says:\n${tail(logFile, logStart)}`,
      )
    await sleep(10)
  }
  return { address: addressIn(socketFolder), how: 'started' }
}

/** The same PostgreSQL as ours, answering. It may take a while: after a crash it repeats what its log holds. */
async function isWorthAdopting(session: Session, { address, pid }: Running): Promise<boolean> {
  const folder = dataFolder(session)
  for (let tries = 0; tries < 200 && worksIn(pid, folder); tries++) {
    const { status } = readPostmasterFile(folder) ?? {}
    if (status === 'stopping') return false
    if (status === 'ready') return (await versionAt(address)) === session.native.version
    await sleep(100)
  }
  return false
}

type Running = { readonly pid: number; readonly status: string; readonly address: ServerAddress }

function runningServer(session: Session): Running | null {
  const folder = dataFolder(session)
  const file = readPostmasterFile(folder)
  if (!file || !worksIn(file.pid, folder)) return null
  return { pid: file.pid, status: file.status, address: addressIn(file.socketFolder) }
}

const dataFolder = ({ home, native }: Session): string => join(home, native.major)

const PORT = 5432
const addressIn = (host: string): ServerAddress => ({
  host,
  port: PORT,
  user: SERVER_USER,
  database: 'postgres',
})

/** Null when nobody answers there. */
async function versionAt(address: ServerAddress): Promise<string | null> {
  try {
    return await ask(address, async (sql) => {
      const [row] = await sql<{ server_version: string }[]>`show server_version`
      return row?.server_version ?? null
    })
  } catch {
    return null
  }
}

async function ask<T>(address: ServerAddress, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const connection = { application_name: applicationName }
  const sql = postgres({ ...address, max: 1, connect_timeout: 5, fetch_types: false, connection })
  try {
    return await question(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Fast, then immediate, then by force. PostgreSQL's documentation, "Shutting Down the Server". */
async function stopProcess(pid: number, folder: string, first: NodeJS.Signals = 'SIGINT'): Promise<void> {
  for (const [signal, patience] of [
    [first, 10_000],
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!signalProcess(pid, signal)) return
    for (let waited = 0; waited < patience; waited += 10) {
      if (!worksIn(pid, folder)) return
      await sleep(10)
    }
  }
}

/** Backends of a killed postmaster notice it and end by themselves; none may be left when a new one starts. */
async function endLeftovers(folder: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const left = processesIn(folder)
    if (left.length === 0) return
    if (tries === 40) for (const pid of left) signalProcess(pid, 'SIGQUIT')
    if (tries >= 80) for (const pid of left) signalProcess(pid, 'SIGKILL')
    await sleep(50)
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

/** Every second: take over from a keeper who left, start again what died. */
function watch(session: Session): { stop(): Promise<void> } {
  const stopped = new AbortController()
  let lastTrouble = ''
  const tell = (message: string) => {
    if (message !== lastTrouble) session.options.onTrouble?.(message)
    lastTrouble = message
  }
  const round = async () => {
    if (!session.lock) {
      const lock = await takeFolderLock(session.home, 'database', session.options.command)
      if (lock.kind === 'taken') session.lock = lock
    }
    if (!session.lock || runningServer(session)) return
    tell('The database has stopped; it is being started again.')
    await keep(session)
    lastTrouble = ''
  }
  const rounds = async () => {
    while (!stopped.signal.aborted) {
      await round().catch((error: unknown) => tell(String(error)))
      await sleep(500, undefined, { signal: stopped.signal, ref: false }).catch(() => {})
    }
  }
  const running = rounds()
  return {
    stop: async () => {
      stopped.abort()
      await running
    },
  }
}

async function leave(session: Session): Promise<void> {
  if (!session.lock) {
    const lock = await takeFolderLock(session.home, 'database', session.options.command)
    if (lock.kind === 'held') return
    session.lock = lock
  }
  const running = runningServer(session)
  if (running && (await othersAt(running.address)) === 0) {
    // SIGTERM lets somebody who comes in at this very moment finish; ten seconds later he is cut off.
    await stopProcess(running.pid, dataFolder(session), 'SIGTERM')
    rmSync(running.address.host, { recursive: true, force: true })
  }
  await session.lock.release()
  session.lock = null
}

async function othersAt(address: ServerAddress): Promise<number> {
  try {
    return await ask(address, async (sql) => {
      const rows = await sql`select 1 from pg_stat_activity
        where backend_type = 'client backend' and application_name <> ${applicationName}`
      return rows.length
    })
  } catch {
    return 0
  }
}

function tail(path: string, from: number): string {
  const end = statSync(path).size
  const start = Math.max(from, end - 4000)
  const bytes = Buffer.alloc(end - start)
  const file = openSync(path, 'r')
  readSync(file, bytes, 0, bytes.length, start)
  closeSync(file)
  return bytes.toString('utf8').trim()
}
