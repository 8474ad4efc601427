import type { Use } from '../use.ts'
import { parseLine } from './parse-line.ts'

/** `place`: where its line begins in its segment. */
export type PlacedUse = Use & { readonly place: number }

export type Batch = {
  readonly uses: readonly PlacedUse[]
  /** Lines that are none. */
  readonly damaged: number
  /** Where the next batch begins. */
  readonly end: number
}

export const BATCH_BYTES = 1 << 17
const NEWLINE = 10

/** Up to the last whole line. What goes on without an end for a whole batch is damage, and passed over. */
export function parseBatch(bytes: Buffer, from: number): Batch {
  const uses: PlacedUse[] = []
  let damaged = 0
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    const use = parseLine(bytes.toString('latin1', start, end))
    if (use.ok) uses.push({ ...use.value, place: from + start })
    else damaged += 1
    start = end + 1
  }
  if (start === 0 && bytes.length >= BATCH_BYTES) return { uses, damaged: 1, end: from + bytes.length }
  return { uses, damaged, end: from + start }
}
