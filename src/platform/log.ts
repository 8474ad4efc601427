/** One line of JSON for each thing worth knowing. Passwords and keys have no place in it. */
import pino, { type Logger } from 'pino'

export type Log = Logger

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** To standard error: standard output is for what a command was asked for. */
export const openLog = (level: LogLevel): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    // A system call for each line would cost as much as a kept page itself: lines are written 8 KB at a time, and none waits
    // longer than a tenth of a second. When the process ends or throws, what waits is written first.
    pino.destination({ fd: 2, sync: false, minLength: 8192, periodicFlush: 100 }),
  )
