/**
 * Starts a process that handles files from outside, inside its limits, and reports how it ended. CPU time is limited by the
 * system (ulimit), so that it holds when this process dies; CPU, memory and time are also watched from here.
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { COMPILED, findCompiledCode } from './compiled-code.ts'
import { lendCompiledCopy } from './compiled-copies.ts'
import { permissionFlags } from './permission-flags.ts'

export type ProcessLimits = {
  readonly cpuSeconds: number
  readonly wallSeconds: number
  /** Resident. */
  readonly memoryMegabytes: number
  /** Largest single file it may write. */
  readonly outputMegabytes: number
}

export type LimitedProcess = {
  /** The module to run, as a path. */
  readonly main: string
  /** Its one argument: what it is asked, as JSON. */
  readonly request: unknown
  /** A request of our own with nothing foreign in it: by it the code is compiled that all others then find. */
  readonly rehearsal?: unknown
  /** What it may read beside the program. */
  readonly reads: readonly string[]
  /** Its working folder, the only one it may write to. */
  readonly folder: string
  readonly limits: ProcessLimits
  /** Lowers its priority, so that pages are answered first. */
  readonly nice?: boolean
  readonly signal?: AbortSignal | undefined
  /** Each line it writes to `PROGRESS_FD`. */
  readonly onLine?: ((line: string) => void) | undefined
}

/** `usage` is what it was last seen to use; null where the system does not tell. */
export type ProcessEnd = { readonly usage: ProcessUsage | null } & (
  | { readonly kind: 'answered' }
  | { readonly kind: 'stopped'; readonly by: 'cpu' | 'time' | 'memory' | 'output' }
  | { readonly kind: 'crashed'; readonly said: string }
  | { readonly kind: 'aborted' }
)

export type ProcessUsage = { readonly cpuSeconds: number; readonly peakMegabytes: number }

/** The pipe on which a limited process tells of its progress. */
const PROGRESS_FD = 3

export async function runLimited(asked: LimitedProcess): Promise<ProcessEnd> {
  const { main, limits, rehearsal } = asked
  if (rehearsal === undefined) return runOnce(asked, null)
  const compiled = await findCompiledCode([main, flagsOf(limits)], async (folder) => {
    const rehearsing = { main, limits, request: rehearsal, reads: [], folder }
    return (await runOnce(rehearsing, join(folder, COMPILED))).kind === 'answered'
  })
  if (compiled === null) return runOnce(asked, null)
  const copy = await lendCompiledCopy(compiled)
  return runOnce(asked, copy.folder).finally(copy.giveBack)
}

/** `compiled`: the folder in which it finds compiled code, and keeps what it compiles; null: none. */
async function runOnce(asked: LimitedProcess, compiled: string | null): Promise<ProcessEnd> {
  const child = start(asked, compiled)
  const said = lastWords(child.stderr)
  followLines(child.stdio[PROGRESS_FD] as Readable, asked.onLine)
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  const watching = new AbortController()
  const abort = (): void => void child.kill('SIGKILL')
  asked.signal?.addEventListener('abort', abort, { once: true })
  if (asked.signal?.aborted === true) abort()
  try {
    const watched = watch(child, asked.limits, watching.signal)
    const { code, signal } = await ended
    watching.abort()
    const { excess, usage } = await watched
    const by = excess ?? excessOf(signal, said())
    if (asked.signal?.aborted === true) return { kind: 'aborted', usage }
    if (by !== null) return { kind: 'stopped', by, usage }
    return code === 0 ? { kind: 'answered', usage } : { kind: 'crashed', said: said(), usage }
  } finally {
    watching.abort()
    asked.signal?.removeEventListener('abort', abort)
  }
}

/** Code that was compiled under other flags is not taken. */
const flagsOf = ({ memoryMegabytes }: ProcessLimits): readonly string[] => [
  `--max-old-space-size=${Math.round(memoryMegabytes * 0.75)}`,
  '--disable-proto=throw',
  '--disallow-code-generation-from-strings',
]

function start(
  { main, request, reads, folder, limits, nice }: LimitedProcess,
  compiled: string | null,
): ChildProcess {
  const node = [
    process.execPath,
    ...flagsOf(limits),
    ...permissionFlags(reads, compiled === null ? [folder] : [folder, compiled]),
    main,
    JSON.stringify(request),
  ]
  // POSIX ulimit: -t seconds of CPU, -f blocks of 512 bytes in one file, -c no core file. The hard limit of CPU lies above
  // the soft one: at the soft one the system says SIGXCPU, at the hard one it kills without a word.
  const script = `ulimit -c 0; ulimit -H -t $(($1 + 5)); ulimit -S -t "$1"; ulimit -f "$2"; shift 2; exec ${nice ? 'nice -n 10 ' : ''}"$@"`
  const sizes = [String(Math.ceil(limits.cpuSeconds)), String(limits.outputMegabytes * 2048)]
  const [command = '', ...args] =
    process.platform === 'win32' ? node : ['/bin/sh', '-c', script, 'sh', ...sizes, ...node]
  return spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
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
  })
}

/** What it wrote to stderr last: for the operator's log, never for a page. */
function lastWords(stderr: Readable | null): () => string {
  let said = ''
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-8000)
  })
  return () => said
}

function followLines(pipe: Readable, onLine: ((line: string) => void) | undefined): void {
  let rest = ''
  pipe.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = (lines.pop() ?? '').slice(0, 1000)
    for (const line of lines) onLine?.(line)
  })
}

type Excess = 'cpu' | 'time' | 'memory' | null

/** Looks at the process ten times a second; kills it and says why when it is beyond a limit. */
async function watch(
  child: ChildProcess,
  limits: ProcessLimits,
  done: AbortSignal,
): Promise<{ readonly excess: Excess; readonly usage: ProcessUsage | null }> {
  const started = performance.now()
  let usage: ProcessUsage | null = null
  while (!done.aborted) {
    usage = (child.pid === undefined ? null : usageOf(child.pid)) ?? usage
    const excess = judge(usage, limits, (performance.now() - started) / 1000)
    if (excess !== null) {
      child.kill('SIGKILL')
      return { excess, usage }
    }
    try {
      await wait(100, undefined, { signal: done, ref: false })
    } catch {
      break // the process has ended
    }
  }
  return { excess: null, usage }
}

function judge(usage: ProcessUsage | null, limits: ProcessLimits, seconds: number): Excess {
  if (seconds > limits.wallSeconds) return 'time'
  if (usage === null) return null
  if (usage.cpuSeconds > limits.cpuSeconds) return 'cpu'
  return usage.peakMegabytes > limits.memoryMegabytes ? 'memory' : null
}

/** proc(5); null where there is no /proc: the limits of the system and of V8 then stand alone. */
function usageOf(pid: number): ProcessUsage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name of the program may hold spaces and brackets; fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
    return peak === null ? null : { cpuSeconds: ticks / 100, peakMegabytes: Number(peak[1]) / 1024 }
  } catch {
    return null
  }
}

/** How the system's own limits show themselves. */
function excessOf(signal: NodeJS.Signals | null, said: string): 'cpu' | 'memory' | 'output' | null {
  if (signal === 'SIGXCPU') return 'cpu'
  if (signal === 'SIGXFSZ' || /\bEFBIG\b/.test(said)) return 'output'
  return /heap out of memory|Cannot allocate memory|allocation failed|Array buffer allocation failed/i.test(
    said,
  )
    ? 'memory'
    : null
}
