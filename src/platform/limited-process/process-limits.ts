/** What a limited process may use, and how it is seen to use more. */
import { readFileSync, writeFileSync } from 'node:fs'

export type ProcessLimits = {
  /** For each request. */
  readonly cpuSeconds: number
  /** For each request. */
  readonly wallSeconds: number
  /** Resident. */
  readonly memoryMegabytes: number
  /** Largest single file it may write. */
  readonly outputMegabytes: number
}

export type ProcessUsage = {
  readonly cpuSeconds: number
  /** Resident, the most it held at once. */
  readonly peakMegabytes: number
}

export type Excess = 'cpu' | 'time' | 'memory' | 'output'

/** By what it is beyond its limits after so many `seconds`; null while it is within them. */
export function judgeUsage(
  usage: ProcessUsage | null,
  limits: ProcessLimits,
  seconds: number,
): Excess | null {
  if (seconds > limits.wallSeconds) return 'time'
  if (usage === null) return null
  if (usage.cpuSeconds > limits.cpuSeconds) return 'cpu'
  return usage.peakMegabytes > limits.memoryMegabytes ? 'memory' : null
}

/** proc(5); null where there is no /proc: the limits of the system and of V8 then stand alone. */
export function usageOf(pid: number): ProcessUsage | null {
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

/** From now on its peak is that of what follows; proc_pid_clear_refs(5). Where that cannot be, it is that of all its life. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {}
}

/** How the system's own limits show themselves. */
export function excessOf(signal: NodeJS.Signals | null, said: string): Excess | null {
  if (signal === 'SIGXCPU') return 'cpu'
  if (signal === 'SIGXFSZ' || /\bEFBIG\b/.test(said)) return 'output'
  return /heap out of memory|Cannot allocate memory|allocation failed|Array buffer allocation failed/i.test(
    said,
  )
    ? 'memory'
    : null
}
