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
    // Lines that come in while one is being written are written together; none waits for more to come.
    pino.destination({ fd: 2, sync: false }),
  )
