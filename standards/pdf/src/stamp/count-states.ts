/**
 * How many graphics states a page's content leaves behind (`q` without `Q`, ISO 32000-2, 8.4.2), by a quick look: strings and
 * comments are passed over. Inline images may hold any bytes, and content with one is read in full.
 */
import { isSpace } from '../lexer.ts'
import { scanContent } from '../scan-content.ts'

export type StateCount = {
  /** States saved and not restored: positive when a `Q` is wanting. */
  readonly end: number
  /** The lowest that the count came to: negative when a `Q` came without its `q`. */
  readonly least: number
}

export function countStates(bytes: Uint8Array, depthLimit: number): StateCount {
  let [saved, least] = [0, 0]
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at]
    if (code === 0x28) at = endOfString(bytes, at)
    else if (code === 0x25) at = endOfLine(bytes, at)
    else if (code === 0x42 && bytes[at + 1] === 0x49 && standsAlone(bytes, at, 2))
      return scanContent(bytes, depthLimit)
    else if ((code === 0x71 || code === 0x51) && standsAlone(bytes, at, 1)) {
      saved += code === 0x71 ? 1 : -1
      least = Math.min(least, saved)
    }
  }
  return { end: saved, least }
}

const standsAlone = (bytes: Uint8Array, at: number, length: number) =>
  endsWord(bytes[at - 1]) && endsWord(bytes[at + length])

/** White space or a bracket; not the slash, which would make it a name. */
const endsWord = (code: number | undefined) =>
  code === undefined ||
  isSpace(code) ||
  code === 0x5d ||
  code === 0x5b ||
  code === 0x3e ||
  code === 0x29 ||
  code === 0x28

function endOfString(bytes: Uint8Array, from: number): number {
  let depth = 0
  for (let at = from; at < bytes.length; at += 1) {
    const code = bytes[at]
    if (code === 0x5c) at += 1
    else if (code === 0x28) depth += 1
    else if (code === 0x29) {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return bytes.length
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1
  return at
}
