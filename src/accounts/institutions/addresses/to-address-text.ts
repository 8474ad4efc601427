import type { Address } from './address.ts'

/** The one way to write it: RFC 5952 for IPv6. */
export const toAddressText = ({ family, value }: Address): string =>
  family === 4 ? toV4(Number(value)) : toV6(value)

const toV4 = (value: number): string =>
  [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.')

function toV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn))
  const gap = longestZeros(groups)
  const write = (some: readonly number[]) => some.map((group) => group.toString(16)).join(':')
  return gap === null
    ? write(groups)
    : `${write(groups.slice(0, gap.at))}::${write(groups.slice(gap.at + gap.length))}`
}

/** §4.2: the longest run, the first of equals, and never a single group. */
function longestZeros(groups: readonly number[]): { readonly at: number; readonly length: number } | null {
  let best: { at: number; length: number } | null = null
  let at = 0
  while (at < groups.length) {
    let end = at
    while (groups[end] === 0) end += 1
    if (end - at > (best?.length ?? 1)) best = { at, length: end - at }
    at = end + 1
  }
  return best
}
