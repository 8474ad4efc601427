/** How a limited process and whoever asks it understand each other: lines on a pipe of their own. */

/** The pipe on which it tells of its progress, and that a request is answered. */
export const TELLING_FD = 3
/** What an answer consists of is in files; this line only says that they are written. */
export const ANSWERED = '.'

/** `tell`: a line for whoever asked. */
export type Answer = (request: unknown, tell: (line: string) => void) => Promise<void> | void
