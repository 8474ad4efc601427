/** Starts a process inside the limits that the system holds it to, whatever becomes of this one. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { permissionFlags } from './permission-flags.ts'
import type { ProcessLimits } from './process-limits.ts'

export type ProcessToStart = {
  /** The module whose `answer` is asked, as a path. */
  readonly main: string
  /** What it may read beside the program. */
  readonly reads: readonly string[]
  /** Its working folder, the only one it may write to. */
  readonly folder: string
  readonly limits: ProcessLimits
  /** Lowers its priority, so that pages are answered first. */
  readonly nice?: boolean
}

export type StartedProcess = ChildProcessByStdio<Writable, null, Readable>

const ENTRY = fileURLToPath(new URL('./answer-requests.ts', import.meta.url))

/** Code that was compiled under other flags is not taken. */
export const flagsOf = ({ memoryMegabytes }: ProcessLimits): readonly string[] => [
  `--max-old-space-size=${Math.round(memoryMegabytes * 0.75)}`,
  '--disable-proto=throw',
  '--disallow-code-generation-from-strings',
]

/**
 * `compiled`: the folder in which it finds compiled code, and keeps what it compiles; null: none. `cpuSeconds`: in all, for as
 * long as it lives.
 */
export function startProcess(
  { main, reads, folder, limits, nice }: ProcessToStart,
  compiled: string | null,
  cpuSeconds: number,
): StartedProcess {
  const node = [
    process.execPath,
    ...flagsOf(limits),
    ...permissionFlags([main, ...reads], compiled === null ? [folder] : [folder, compiled]),
    ENTRY,
    main,
  ]
  // POSIX ulimit: -t seconds of CPU, -f blocks of 512 bytes in one file, -c no core file. The hard limit of CPU lies above
  // the soft one, and is set after it: at the soft one the system says SIGXCPU, at the hard one it kills without a word.
  const script = `ulimit -c 0; ulimit -S -t "$1"; ulimit -H -t $(($1 + 5)); ulimit -f "$2"; shift 2; exec ${nice ? 'nice -n 19 ' : ''}"$@"`
  const sizes = [String(Math.ceil(cpuSeconds)), String(limits.outputMegabytes * 2048)]
  const [command = '', ...args] =
    process.platform === 'win32' ? node : ['/bin/sh', '-c', script, 'sh', ...sizes, ...node]
  return spawn(command, args, {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    cwd: folder,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      TZ: 'UTC',
      LANG: 'C.UTF-8',
      VIPS_CONCURRENCY: '1',
      UV_THREADPOOL_SIZE: '2',
      MALLOC_ARENA_MAX: '2',
      ...(compiled === null ? {} : { NODE_COMPILE_CACHE: compiled }),
    },
  }) as StartedProcess
}
