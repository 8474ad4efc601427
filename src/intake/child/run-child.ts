/**
 * Starts the reading process inside its limits and reports how it ended. CPU time is limited by the system (ulimit),
 * so that it holds when this process dies; CPU, memory and time are also watched from here.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { permissionFlags } from './permission-flags.ts'
import type { Progress, ReadingRequest } from './request.ts'
import { PROGRESS_FD } from './request.ts'

export type ReadingLimits = {
  readonly cpuSeconds: number
  readonly wallSeconds: number
  /** Resident. */
  readonly memoryMegabytes: number
  /** Largest single file it may write. */
  readonly outputMegabytes: number
}

export type ChildEnd =
  | { readonly kind: 'answered' }
  | { readonly kind: 'stopped'; readonly by: 'cpu' | 'time' | 'memory' | 'output' }
  | { readonly kind: 'crashed'; readonly said: string }
  | { readonly kind: 'aborted' }

export async function runChild(
  request: ReadingRequest,
  limits: ReadingLimits,
  options: {
    readonly signal?: AbortSignal | undefined
    readonly onProgress?: ((progress: Progress) => void) | undefined
  },
): Promise<ChildEnd> {
  const child = start(request, limits)
  const said = lastWords(child.stderr)
  followProgress(child.stdio[PROGRESS_FD] as Readable, options.onProgress)
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  const watching = new AbortController()
  const abort = (): void => void child.kill('SIGKILL')
  options.signal?.addEventListener('abort', abort, { once: true })
  if (options.signal?.aborted === true) abort()
  try {
    const excess = watch(child, limits, watching.signal)
    const { code, signal } = await ended
    watching.abort()
    const by = (await excess) ?? excessOf(signal, said())
    if (options.signal?.aborted === true) return { kind: 'aborted' }
    if (by !== null) return { kind: 'stopped', by }
    return code === 0 ? { kind: 'answered' } : { kind: 'crashed', said: said() }
  } finally {
    watching.abort()
    options.signal?.removeEventListener('abort', abort)
  }
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

function start(request: ReadingRequest, limits: ReadingLimits): ChildProcess {
  const node = [
    process.execPath,
    `--max-old-space-size=${Math.round(limits.memoryMegabytes * 0.75)}`,
    '--disable-proto=throw',
    '--disallow-code-generation-from-strings',
    ...permissionFlags(request),
    MAIN,
    JSON.stringify(request),
  ]
  // POSIX ulimit: -t seconds of CPU, -f blocks of 512 bytes in one file, -c no core file.
  const script = 'ulimit -c 0; ulimit -t "$1"; ulimit -f "$2"; shift 2; exec "$@"'
  const sizes = [String(Math.ceil(limits.cpuSeconds)), String(limits.outputMegabytes * 2048)]
  const [command = '', ...args] =
    process.platform === 'win32' ? node : ['/bin/sh', '-c', script, 'sh', ...sizes, ...node]
  return spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    cwd: request.jobFolder,
    env: {
      TZ: 'UTC',
      LANG: 'C.UTF-8',
      VIPS_CONCURRENCY: '1',
      UV_THREADPOOL_SIZE: '2',
      MALLOC_ARENA_MAX: '2',
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

function followProgress(pipe: Readable, onProgress: ((progress: Progress) => void) | undefined): void {
  let rest = ''
  pipe.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = (lines.pop() ?? '').slice(0, 1000)
    for (const line of lines) {
      const progress = parseProgress(line)
      if (progress !== null) onProgress?.(progress)
    }
  })
}

function parseProgress(line: string): Progress | null {
  try {
    const { fraction, what }: { fraction?: unknown; what?: unknown } = JSON.parse(line)
    return typeof fraction === 'number' && typeof what === 'string'
      ? { fraction: Math.min(1, Math.max(0, fraction)), what: what.slice(0, 100) }
      : null
  } catch {
    return null // not ours: a line that a library printed
  }
}

/** Looks at the process four times a second; kills it and says why when it is beyond a limit. */
async function watch(
  child: ChildProcess,
  limits: ReadingLimits,
  done: AbortSignal,
): Promise<'cpu' | 'time' | 'memory' | null> {
  const started = performance.now()
  while (!done.aborted) {
    const excess = judge(child, limits, (performance.now() - started) / 1000)
    if (excess !== null) {
      child.kill('SIGKILL')
      return excess
    }
    try {
      await wait(250, undefined, { signal: done, ref: false })
    } catch {
      return null // the process has ended
    }
  }
  return null
}

function judge(
  child: ChildProcess,
  limits: ReadingLimits,
  seconds: number,
): 'cpu' | 'time' | 'memory' | null {
  if (seconds > limits.wallSeconds) return 'time'
  const used = child.pid === undefined ? null : usageOf(child.pid)
  if (used === null) return null
  if (used.cpuSeconds > limits.cpuSeconds) return 'cpu'
  return used.memoryMegabytes > limits.memoryMegabytes ? 'memory' : null
}

/** proc(5); null where there is no /proc: the limits of the system and of V8 then stand alone. */
function usageOf(pid: number): { readonly cpuSeconds: number; readonly memoryMegabytes: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name of the program may hold spaces and brackets; fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
    return { cpuSeconds: ticks / 100, memoryMegabytes: Number(rss?.[1] ?? 0) / 1024 }
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
