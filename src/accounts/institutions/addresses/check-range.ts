/**
 * Whether a range can be what was meant. One mistyped number opens a press's books to half a country, and a private address
 * is that of a machine which this site never sees.
 */
import type { AddressRange } from './address.ts'
import type { AddressRule } from './address-issue.ts'
import { parsePrefixed } from './parse-written-address.ts'

export type RangeFault = { readonly rule: AddressRule; readonly severity: 'error' | 'warning' }

/** Nobody's range is wider than a /8, or in IPv6 a /16; few are wider than a /16, or a /32. */
const LIMITS = {
  4: { most: 1n << 24n, likely: 1n << 16n },
  6: { most: 1n << 112n, likely: 1n << 96n },
} as const

/** Null: nothing speaks against it. */
export function checkRange(range: AddressRange): RangeFault | null {
  if (range.excluded) return null
  const width = range.last - range.first + 1n
  const { most, likely } = LIMITS[range.family]
  if (width > most) return { rule: 'range-is-not-too-wide', severity: 'error' }
  if (touches(range, PRIVATE)) return { rule: 'address-is-public', severity: 'warning' }
  if (touches(range, UNASSIGNED)) return { rule: 'address-is-assigned', severity: 'warning' }
  return width > likely ? { rule: 'range-has-a-likely-width', severity: 'warning' } : null
}

type Block = Pick<AddressRange, 'family' | 'first' | 'last'>

const touches = (range: Block, blocks: readonly Block[]): boolean =>
  blocks.some(
    (block) => block.family === range.family && block.first <= range.last && range.first <= block.last,
  )

function toBlock(text: string): Block {
  const [address = '', length = ''] = text.split('/')
  const block = parsePrefixed(address, length)
  const [span] = block.ok ? block.value.spans : []
  if (!block.ok || !span) throw new Error(`${text} is no block`)
  return { family: block.value.family, ...span }
}

/** RFC 1918, RFC 4193, and what carriers share (RFC 6598). */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(toBlock)

/** IANA's special-purpose registries: this host, loopback, link-local, documentation, benchmarks, multicast, future use. */
const UNASSIGNED = [
  ...['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3', '::/3', '2001:db8::/32', '3fff::/20'],
  ...['4000::/2', '8000::/1'],
].map(toBlock)
