/** The program's beginning. Faults that an operator can mend are told in a sentence; others with all they carry. */
import { OperatorError } from '#platform'
import { buildCommands } from './commands/index.ts'

try {
  await buildCommands().parseAsync(process.argv)
} catch (error) {
  process.exitCode = 1
  process.stderr.write(`${error instanceof OperatorError ? error.message : toText(error)}\n`)
}

function toText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
