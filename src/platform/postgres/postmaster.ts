/**
 * What runs on a data folder, as the kernel tells it. `postmaster.pid` alone cannot be trusted: after a crash it names a
 * process that is gone, is somebody else's by now, or is a zombie that nobody reaps (first processes of containers often
 * do not), and each of these would make PostgreSQL refuse to start.
 */
import { readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type PostmasterFile = {
  readonly pid: number
  readonly socketFolder: string
  readonly status: string
}

/** PostgreSQL's documentation, "Database File Layout": line 1 the process, 5 the socket's folder, 8 the status. */
export function readPostmasterFile(folder: string): PostmasterFile | null {
  const lines = readIfThere(join(folder, 'postmaster.pid'))?.split('\n')
  const pid = Number(lines?.[0])
  if (!lines || !Number.isInteger(pid) || pid <= 0) return null
  return { pid, socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() }
}

/** Alive, and at work in this folder: every PostgreSQL process stands in its data folder. */
export const worksIn = (pid: number, folder: string): boolean => {
  const cwd = linkIfThere(`/proc/${pid}/cwd`)
  return cwd !== null && !isZombie(pid) && cwd === realpathSync(folder)
}

/** Server processes of this folder, with or without a postmaster over them. */
export function processesIn(folder: string): readonly number[] {
  const real = realpathSync(folder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter(
      (pid) =>
        linkIfThere(`/proc/${pid}/cwd`) === real &&
        readIfThere(`/proc/${pid}/comm`)?.trim() === 'postgres' &&
        !isZombie(pid),
    )
}

/**
 * Lets the next server pass a lock whose holder is known to be dead. The file is kept, for it also names the shared memory
 * by which PostgreSQL itself makes sure that no old backend still writes.
 */
export function disownPostmasterFile(folder: string): void {
  const path = join(folder, 'postmaster.pid')
  const text = readIfThere(path)
  if (text !== null) writeFileSync(path, text.replace(/^\d+/, String(NO_PROCESS)))
}

/** Above the greatest process number Linux gives (2^22). */
const NO_PROCESS = 2 ** 31 - 1

/** proc(5): the state follows the name in brackets, which may hold brackets itself. */
const isZombie = (pid: number): boolean =>
  readIfThere(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .startsWith('Z') ?? true

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function linkIfThere(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
