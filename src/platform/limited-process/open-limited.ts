/**
 * Processes that handle files from outside, inside their limits. One may be asked again, since most of what a short request
 * takes is starting: but only by those who asked before, and while nothing about it was out of the ordinary (decision 0018).
 */
import { join } from 'node:path'
import { COMPILED, findCompiledCode } from './compiled-code.ts'
import { type CompiledCopy, lendCompiledCopy } from './compiled-copies.ts'
import { type Asking, type ProcessEnd, runProcess } from './run-process.ts'
import { flagsOf, type ProcessToStart } from './start-process.ts'

export type LimitedProgram = ProcessToStart & {
  /** A request of our own with nothing foreign in it: by it the code is compiled that all others then find. */
  readonly rehearsal?: unknown
}

export type LimitedProcess = {
  /** One request at a time. */
  ask(request: unknown, asking?: Asking): Promise<ProcessEnd>
  /** Whether it may be asked again. */
  readonly isFit: boolean
  /** Whatever it was doing. What it wrote stays. */
  close(): Promise<void>
}

/** After so many requests, or so much work, a process has done its part: whatever has gone wrong in it goes with it. */
const MOST_REQUESTS = 32
const MOST_CPU_SECONDS = 30
/** Of the memory that it may use. */
const MOST_MEMORY = 1 / 2

export async function openLimited(program: LimitedProgram): Promise<LimitedProcess> {
  const { limits } = program
  const compiled = await borrowCompiled(program)
  const running = runProcess(program, compiled?.folder ?? null, limits.cpuSeconds + MOST_CPU_SECONDS)
  return {
    ask: (request, asking = {}) => running.ask(request, asking),
    get isFit() {
      const { hasEnded, answered, cpuSeconds, peakMegabytes } = running.service
      return (
        !hasEnded &&
        answered < MOST_REQUESTS &&
        cpuSeconds < MOST_CPU_SECONDS &&
        peakMegabytes < limits.memoryMegabytes * MOST_MEMORY
      )
    },
    close: async () => {
      await running.kill()
      await compiled?.giveBack()
    },
  }
}

async function borrowCompiled({ main, limits, rehearsal }: LimitedProgram): Promise<CompiledCopy | null> {
  if (rehearsal === undefined) return null
  const compiled = await findCompiledCode([main, flagsOf(limits)], async (folder) => {
    const program = { main, limits, reads: [], folder }
    const running = runProcess(program, join(folder, COMPILED), limits.cpuSeconds)
    const { kind } = await running.ask(rehearsal, {})
    await running.leave(limits.wallSeconds)
    return kind === 'answered'
  })
  return compiled === null ? null : lendCompiledCopy(compiled)
}

export type LimitedRun = LimitedProgram & Asking & { readonly request: unknown }

/** Asked once. */
export async function runLimited({ request, signal, onLine, ...program }: LimitedRun): Promise<ProcessEnd> {
  const process = await openLimited(program)
  try {
    return await process.ask(request, { signal, onLine })
  } finally {
    await process.close()
  }
}
