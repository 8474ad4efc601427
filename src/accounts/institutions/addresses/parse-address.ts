/**
 * One address, as a machine writes it: four decimal numbers, or RFC 4291 §2.2. Nothing else is an address: numbers with
 * leading zeros, in octal, in hexadecimal or fewer than four mean different machines to different programs.
 */
import { type Address, MAPPED } from './address.ts'

/** Null: it is none. */
export function parseAddress(text: string): Address | null {
  if (text.includes(':')) return parseV6(text)
  const value = parseV4(text)
  return value === null ? null : { family: 4, value: BigInt(value) }
}

/** A scanner, not a pattern: it is asked for every request. */
function parseV4(text: string): number | null {
  let value = 0
  let parts = 0
  let part = -1
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : DOT
    if (code === DOT) {
      if (part < 0 || part > 255 || parts === 4) return null
      value = value * 256 + part
      parts += 1
      part = -1
      continue
    }
    if (code < 0x30 || code > 0x39 || part === 0) return null
    part = (part < 0 ? 0 : part) * 10 + code - 0x30
    if (part > 255) return null
  }
  return parts === 4 ? value : null
}

const DOT = 0x2e

/** §2.2: eight groups of hexadecimal digits, `::` for one run of zeros, four decimal numbers in the place of the last two. */
function parseV6(text: string): Address | null {
  if (text.length > 45) return null
  let gap = text.startsWith('::') ? 0 : -1
  let at = gap === 0 ? 2 : 0
  let count = 0
  while (at < text.length) {
    const end = endOfGroup(text, at)
    if (text.charCodeAt(end) === DOT) {
      const value = count > 6 ? null : parseV4(text.slice(at))
      if (value === null) return null
      GROUPS[count++] = value >>> 16
      GROUPS[count++] = value & 0xffff
      break
    }
    if (end === at || end - at > 4 || count === 8) return null
    GROUPS[count++] = Number.parseInt(text.slice(at, end), 16)
    if (end === text.length) break
    if (text.charCodeAt(end) !== COLON || end + 1 === text.length) return null
    at = end + 1
    if (text.charCodeAt(at) !== COLON) continue
    if (gap >= 0) return null
    gap = count
    at += 1
  }
  if (gap < 0) return count === 8 ? fold({ family: 6, value: run(0, 8) }) : null
  if (count > 7) return null
  return fold({ family: 6, value: (run(0, gap) << BigInt(16 * (8 - gap))) | run(gap, count) })
}

/** Nobody else looks while one address is being read. */
const GROUPS = new Uint16Array(8)
const COLON = 0x3a

function run(from: number, to: number): bigint {
  let value = 0n
  // Two groups at a time fit a number.
  let i = from
  for (; i + 1 < to; i += 2) value = (value << 32n) | BigInt((GROUPS[i] ?? 0) * 65_536 + (GROUPS[i + 1] ?? 0))
  return i < to ? (value << 16n) | BigInt(GROUPS[i] ?? 0) : value
}

function endOfGroup(text: string, at: number): number {
  let end = at
  while (isHex(text.charCodeAt(end))) end += 1
  return end
}

const isHex = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46)

function fold(address: Address): Address {
  return address.family === 6 && address.value >> 32n === MAPPED >> 32n
    ? { family: 4, value: address.value & 0xffff_ffffn }
    : address
}
