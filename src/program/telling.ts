/** How commands tell what they did: results on standard output, a line each; everything else beside it. */
import type { Result } from '#base'
import { OperatorError } from '#platform'

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
export const warn = (line: string): void => void process.stderr.write(`${line}\n`)

/** Ends the command with all that was wrong. */
export function must<T>(result: Result<T, readonly string[]>): T {
  if (result.ok) return result.value
  throw new OperatorError(result.error.join('\n'))
}

/** Ends when nothing is left to do, so that what was printed is printed. */
export function exitWith(code: number): void {
  process.exitCode = code
}

export const toDay = (date: Date): string => date.toISOString().slice(0, 10)

/** An end is exclusive, and is told by the last day before it. */
export const toLastDay = (end: Date): string => toDay(new Date(end.getTime() - 1))
