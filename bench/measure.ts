/**
 * How the figures are taken: every figure beside another one from the same run on the same machine, because only their
 * ratio means something elsewhere.
 */
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Load = {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly errors: number
}

export const isInstalled = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0

/** Asks for one address over 32 connections. `wrk` where it is installed (it spends less itself), else autocannon. */
export async function loadOf(
  url: string,
  seconds: number,
  headers: Record<string, string> = {},
): Promise<Load> {
  return isInstalled('wrk') ? loadByWrk(url, seconds, headers) : loadByAutocannon(url, seconds, headers)
}

async function loadByWrk(url: string, seconds: number, headers: Record<string, string>): Promise<Load> {
  const asked = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const { stdout } = await run('wrk', ['-t1', '-c32', `-d${seconds}s`, '--latency', ...asked, url])
  const latency = (percent: string) =>
    toMilliseconds(new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(stdout))
  const faults = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
    p50: latency('50'),
    p99: latency('99'),
    errors: Number(faults?.[1] ?? 0),
  }
}

const toMilliseconds = (match: RegExpExecArray | null): number =>
  match === null ? Number.NaN : Number(match[1]) * ({ us: 0.001, ms: 1, s: 1000 }[match[2] ?? 'ms'] ?? 1)

async function loadByAutocannon(
  url: string,
  seconds: number,
  headers: Record<string, string>,
): Promise<Load> {
  const { default: autocannon } = await import('autocannon')
  const result = await autocannon({ url, connections: 32, duration: seconds, headers })
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.non2xx + result.errors,
  }
}

/** Seconds of processor time that a process has used so far (Linux). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Resident memory in MB (Linux). */
export const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/** A plain table for a terminal: the first row is its head. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  const [head, ...body] = rows
  if (head === undefined) return
  console.log(line(head))
  console.log(widths.map((width) => '─'.repeat(width)).join('  '))
  for (const row of body) console.log(line(row))
}
