/** One process under watch: asked request by request, each within the limits, until it is killed or leaves. */
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { followLines, lastWords } from './hear-process.ts'
import {
  type Excess,
  excessOf,
  forgetPeak,
  judgeUsage,
  type ProcessUsage,
  usageOf,
} from './process-limits.ts'
import { type ProcessToStart, startProcess } from './start-process.ts'
import { ANSWERED, TELLING_FD } from './telling.ts'

export type Asking = {
  readonly signal?: AbortSignal | undefined
  /** Each line that it tells. */
  readonly onLine?: ((line: string) => void) | undefined
}

/** `usage` is what the request took, as far as it was seen; null where the system does not tell. */
export type ProcessEnd = { readonly usage: ProcessUsage | null } & (
  | { readonly kind: 'answered' }
  | { readonly kind: 'stopped'; readonly by: Excess }
  | { readonly kind: 'crashed'; readonly said: string }
  | { readonly kind: 'aborted' }
)

/** What it has done since it began. */
export type Service = ProcessUsage & { readonly answered: number; readonly hasEnded: boolean }

export type RunningProcess = {
  /** One request at a time. However it ends other than answered, the process has ended too. */
  ask(request: unknown, asking: Asking): Promise<ProcessEnd>
  readonly service: Service
  /** Lets it end by itself, so that what it compiled is written; after so many seconds it is killed. */
  leave(seconds: number): Promise<void>
  kill(): Promise<void>
}

/** `compiled` and `cpuSeconds`: see startProcess. */
export function runProcess(
  program: ProcessToStart,
  compiled: string | null,
  cpuSeconds: number,
): RunningProcess {
  const { limits } = program
  const child = startProcess(program, compiled, cpuSeconds)
  const said = lastWords(child.stderr)
  let hear: (line: string) => void = () => {}
  followLines(child.stdio[TELLING_FD] as Readable, (line) => hear(line))
  // One that ended cannot be written to: its end is what is told.
  child.stdin.on('error', () => {})
  let service: Service = { cpuSeconds: 0, peakMegabytes: 0, answered: 0, hasEnded: false }
  const ended = new Promise<{ signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, signal) => resolve({ signal }))
  }).finally(() => {
    service = { ...service, hasEnded: true }
  })
  ended.catch(() => {}) // thrown at whoever asks

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended.catch(() => {})
  }
  /** Of this request alone. */
  const look = (): ProcessUsage | null => {
    const all = child.pid === undefined || service.hasEnded ? null : usageOf(child.pid)
    return all && { ...all, cpuSeconds: Math.round((all.cpuSeconds - service.cpuSeconds) * 100) / 100 }
  }
  const ask = async (request: unknown, { signal, onLine }: Asking): Promise<ProcessEnd> => {
    const answered = new Promise<'answered'>((resolve) => {
      hear = (line) => (line === ANSWERED ? resolve('answered') : onLine?.(line))
    })
    const abort = (): void => void child.kill('SIGKILL')
    signal?.addEventListener('abort', abort, { once: true })
    if (signal?.aborted === true) abort()
    if (service.answered > 0 && child.pid !== undefined) forgetPeak(child.pid)
    const watching = new AbortController()
    const watched = watch(look, limits, abort, watching.signal)
    try {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const end = await Promise.race([answered, ended])
      watching.abort()
      const { excess, usage } = await watched
      if (end === 'answered') {
        service = addTo(service, usage)
        return { kind: 'answered', usage }
      }
      if (signal?.aborted === true) return { kind: 'aborted', usage }
      const by = excess ?? excessOf(end.signal, said())
      return by === null ? { kind: 'crashed', said: said(), usage } : { kind: 'stopped', by, usage }
    } finally {
      hear = () => {}
      watching.abort()
      signal?.removeEventListener('abort', abort)
    }
  }
  return {
    ask,
    get service() {
      return service
    },
    leave: async (seconds) => {
      child.stdin.end()
      const late = AbortSignal.timeout(seconds * 1000)
      await Promise.race([ended, new Promise((resolve) => late.addEventListener('abort', resolve))])
      await kill()
    },
    kill,
  }
}

const addTo = (service: Service, usage: ProcessUsage | null): Service => ({
  ...service,
  answered: service.answered + 1,
  ...(usage && {
    cpuSeconds: service.cpuSeconds + usage.cpuSeconds,
    peakMegabytes: usage.peakMegabytes,
  }),
})

/** Looks at the process ten times a second and once more at the end; stops it and says why when it is beyond a limit. */
async function watch(
  look: () => ProcessUsage | null,
  limits: ProcessToStart['limits'],
  stop: () => void,
  done: AbortSignal,
): Promise<{ readonly excess: Excess | null; readonly usage: ProcessUsage | null }> {
  const started = performance.now()
  let usage: ProcessUsage | null = null
  for (;;) {
    usage = look() ?? usage
    if (done.aborted) return { excess: null, usage }
    const excess = judgeUsage(usage, limits, (performance.now() - started) / 1000)
    if (excess !== null) {
      stop()
      return { excess, usage }
    }
    await wait(100, undefined, { signal: done, ref: false }).catch(() => {}) // answered, or ended
  }
}
