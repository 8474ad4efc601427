/**
 * Making a data folder and running a server on it. The server is no child to be taken down with us: it has its own
 * session, writes its own log file, and when we are killed it lives on until somebody adopts it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import type { NativePostgres, RunAs } from './native-postgres.ts'

export const SERVER_USER = 'chapterhouse'

/** Small enough to live beside the program on a small machine; nothing here trades durability away. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  // No replica follows an embedded server.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  idle_in_transaction_session_timeout: '10min',
}

/** Makes the data folder when there is none: built aside and renamed, so that it is whole or not there. */
export function makeDataFolder(native: NativePostgres, home: string): string {
  const folder = join(home, native.major)
  if (existsSync(folder)) return folder
  const older = readdirSync(home).find((name) => /^\d+$/.test(name))
  if (older !== undefined)
    throw new OperatorError(
      `The database in ${home} was made by PostgreSQL ${older}, and this program brings PostgreSQL ${native.major}. ` +
        'Make a backup with the version that made it, and restore that into a new data folder.',
    )
  for (const name of readdirSync(home).filter((name) => name.startsWith('making-')))
    rmSync(join(home, name), { recursive: true })
  const making = mkdtempSync(join(home, 'making-'))
  giveTo(native.runAs, making)
  initialize(native, making)
  renameSync(making, folder)
  return folder
}

function initialize(native: NativePostgres, folder: string): void {
  const args = ['-U', SERVER_USER, '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  const auth = ['--auth-local=trust', '--auth-host=reject', '--no-instructions']
  const { path, folderFd } = asServerSees(folder, native.runAs)
  const { status, stderr, stdout, error } = spawnSync(
    join(native.folder, 'bin', 'initdb'),
    ['-D', path, ...args, ...auth],
    { ...identity(native.runAs), stdio: ['ignore', 'pipe', 'pipe', ...passed(folderFd)], encoding: 'utf8' },
  )
  if (folderFd !== null) closeSync(folderFd)
  if (status === 0) return
  rmSync(folder, { recursive: true, force: true })
  throw new OperatorError(
    `The database could not be made in ${dirname(folder)}. PostgreSQL says:\n${error?.message ?? stderr + stdout}`,
  )
}

export type ServerStart = {
  readonly native: NativePostgres
  readonly folder: string
  readonly socketFolder: string
  readonly logFile: string
  readonly settings: Readonly<Record<string, string>>
}

export function startServer(start: ServerStart): ChildProcess {
  const { native, folder, socketFolder, logFile } = start
  const settings = { ...SETTINGS, unix_socket_directories: socketFolder, ...start.settings }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { path, folderFd } = asServerSees(folder, native.runAs)
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT)
    renameSync(logFile, `${logFile}.old`)
  const log = openSync(logFile, 'a', 0o600)
  const server = spawn(join(native.folder, 'bin', 'postgres'), ['-D', path, ...flags], {
    ...identity(native.runAs),
    detached: true,
    stdio: ['ignore', log, log, ...passed(folderFd)],
  })
  closeSync(log)
  if (folderFd !== null) closeSync(folderFd)
  server.on('error', () => {})
  server.unref()
  return server
}

const LOG_LIMIT = 5_000_000

/**
 * A folder for the server's socket that nobody else can enter, with a path short enough for one (108 bytes, unix(7)).
 * It is remembered, so that a server started again is found where the first one was.
 */
export function makeSocketFolder(home: string, runAs: RunAs | null): string {
  const note = join(home, 'socket-folder')
  const remembered = existsSync(note) ? readFileSync(note, 'utf8') : null
  if (remembered !== null) {
    if (!existsSync(remembered)) mkdirSync(remembered, { mode: 0o700 })
    const { uid, mode } = statSync(remembered)
    if (uid === process.getuid?.()) giveTo(runAs, remembered)
    if ((mode & 0o077) === 0 && [process.getuid?.(), runAs?.uid].includes(uid)) return remembered
  }
  const shelf = tmpdir().length < 60 ? tmpdir() : '/tmp'
  const folder = mkdtempSync(join(shelf, 'chapterhouse-'))
  giveTo(runAs, folder)
  writeFileSync(note, folder, { mode: 0o600 })
  return folder
}

function giveTo(runAs: RunAs | null, folder: string): void {
  if (runAs) chownSync(folder, runAs.uid, runAs.gid)
}

/** Without any variable of ours: PGDATA, PGPORT, LC_ALL and LD_LIBRARY_PATH would mean something to it. */
const identity = (runAs: RunAs | null) => ({
  cwd: '/',
  env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  ...(runAs ? { uid: runAs.uid, gid: runAs.gid } : {}),
})

/**
 * Another user's server may have no way through the folders above its own (/root, a private home). It needs none: the open
 * folder is handed to it as a descriptor, and /proc leads from there. Nobody's permissions have to be loosened.
 */
function asServerSees(folder: string, runAs: RunAs | null): { path: string; folderFd: number | null } {
  if (!runAs) return { path: folder, folderFd: null }
  return { path: '/proc/self/fd/3', folderFd: openSync(folder, 'r') }
}

const passed = (fd: number | null): number[] => (fd === null ? [] : [fd])
