/** Where the bytes of a stream end (ISO 32000-2, 7.3.8): as its Length says, or before the next `endstream` where that lies. */
import { indexOf, startsWith } from './bytes.ts'
import { isSpace } from './lexer.ts'
import type { PdfObject } from './objects.ts'

/** The bytes of the stream that begins at `at`. */
export type StreamData = (length: PdfObject, at: number) => Uint8Array

export function readStreamData(bytes: Uint8Array): StreamData {
  let ends: readonly number[] | null = null
  return (length, at) => {
    if (
      typeof length === 'number' &&
      length >= 0 &&
      at + length <= bytes.length &&
      endsAt(bytes, at + length)
    )
      return bytes.subarray(at, at + length)
    ends ??= findEnds(bytes)
    let end = firstFrom(ends, at) ?? bytes.length
    if (bytes[end - 1] === 10) end -= 1
    if (bytes[end - 1] === 13) end -= 1
    return bytes.subarray(at, Math.max(at, end))
  }
}

function endsAt(bytes: Uint8Array, at: number): boolean {
  let end = at
  while (end < at + 4 && isSpace(bytes[end])) end += 1
  return startsWith(bytes, 'endstream', end)
}

/** All in one pass: a hostile file may ask for the next one a million times. */
function findEnds(bytes: Uint8Array): readonly number[] {
  const ends: number[] = []
  for (let end = indexOf(bytes, 'endstream', 0); end >= 0; end = indexOf(bytes, 'endstream', end + 9))
    ends.push(end)
  return ends
}

/** The first of these that is not below `least`; they ascend. */
function firstFrom(numbers: readonly number[], least: number): number | undefined {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return numbers[low]
}
