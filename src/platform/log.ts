/** One line of JSON for each thing worth knowing. Passwords and keys have no place in it. */
import pino, { type Logger } from 'pino'

export type Log = Logger

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const destinations = new WeakMap<Log, { write(lines: string): unknown }>()

/** To standard error: standard output is for what a command was asked for. */
export function openLog(level: LogLevel): Log {
  // A system call for each line would cost as much as a kept page itself: lines are written 16 KB at a time, and none waits
  // longer than a tenth of a second. When the process ends or throws, what waits is written first.
  const destination = pino.destination({ fd: 2, sync: false, minLength: 16_000, periodicFlush: 100 })
  const log = pino(
    {
      level,
      base: null,
      timestamp: isoTimes(),
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
  destinations.set(log, destination)
  return log
}

/** Whole lines that somebody has made in the form of this log, with their ends. */
export const writeLines = (log: Log, lines: string): void => void destinations.get(log)?.write(lines)

/** ISO 8601, to the millisecond: spelled out once for all lines of the same one. */
function isoTimes(): () => string {
  let last = Number.NaN
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== last) text = `,"time":"${new Date(now).toISOString()}"`
    last = now
    return text
  }
}
