/**
 * The machine, the configuration or the command line is at fault, and whoever started the program can mend it.
 * The message is whole sentences: what was found, where, what to do. It is printed without a stack.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
