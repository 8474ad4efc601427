/**
 * Whose an address is. The ranges of all claims cut the space of addresses into segments, each with its owners; the segment
 * of an address is found by halving. Exact, whatever overlaps whatever.
 */
import { type Address, type AddressRange, SPACE } from './address.ts'
import { toIntervals } from './to-intervals.ts'

export type AddressTable<Owner> = {
  /** In the order of the claims; empty: nobody's. */
  find(address: Address): readonly Owner[]
  /** Of both families, for the log. */
  readonly segments: number
}

export type Claim<Owner> = { readonly owner: Owner; readonly ranges: readonly AddressRange[] }

export function buildAddressTable<Owner>(claims: readonly Claim<Owner>[]): AddressTable<Owner> {
  const v4 = cut(claims, 4)
  const v6 = cut(claims, 6)
  const starts4 = Uint32Array.from(v4, ({ start }) => Number(start))
  const high = BigUint64Array.from(v6, ({ start }) => start >> 64n)
  const low = BigUint64Array.from(v6, ({ start }) => start & LOW)
  const owners4 = v4.map(({ owners }) => owners)
  const owners6 = v6.map(({ owners }) => owners)
  return {
    segments: v4.length + v6.length,
    find: ({ family, value }) =>
      (family === 4
        ? owners4[segmentOf4(starts4, Number(value))]
        : owners6[segmentOf6(high, low, value >> 64n, value & LOW)]) ?? [],
  }
}

const LOW = (1n << 64n) - 1n

/** The last segment that begins at the address or before it; the first begins at zero. */
function segmentOf4(starts: Uint32Array, value: number): number {
  let from = 0
  let to = starts.length - 1
  while (from < to) {
    const middle = (from + to + 1) >>> 1
    if ((starts[middle] ?? 0) <= value) from = middle
    else to = middle - 1
  }
  return from
}

function segmentOf6(
  high: BigUint64Array,
  low: BigUint64Array,
  wantedHigh: bigint,
  wantedLow: bigint,
): number {
  let from = 0
  let to = high.length - 1
  while (from < to) {
    const middle = (from + to + 1) >>> 1
    const start = high[middle] ?? 0n
    if (start < wantedHigh || (start === wantedHigh && (low[middle] ?? 0n) <= wantedLow)) from = middle
    else to = middle - 1
  }
  return from
}

type Segment<Owner> = { readonly start: bigint; readonly owners: readonly Owner[] }
type Edge = { readonly at: bigint; readonly claim: number; readonly enters: boolean }

/** Sweeps over all edges in order; neighbours with the same owners are one segment. */
function cut<Owner>(claims: readonly Claim<Owner>[], family: 4 | 6): readonly Segment<Owner>[] {
  const edges = claims.flatMap(({ ranges }, claim) =>
    toIntervals(ranges, family).flatMap(({ first, last }): readonly Edge[] => [
      { at: first, claim, enters: true },
      { at: last + 1n, claim, enters: false },
    ]),
  )
  edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const sets = new Map<string, readonly Owner[]>([['', []]])
  const inside = new Set<number>()
  const segments: Segment<Owner>[] = [{ start: 0n, owners: sets.get('') ?? [] }]
  for (let at = 0; at < edges.length; ) {
    const start = edges[at]?.at ?? 0n
    for (; edges[at]?.at === start; at += 1) {
      const edge = edges[at]
      if (edge?.enters) inside.add(edge.claim)
      else if (edge) inside.delete(edge.claim)
    }
    if (start >= SPACE[family]) break
    const owners = ownersOf(sets, claims, inside)
    if (start === 0n) segments.pop()
    if (segments.at(-1)?.owners !== owners) segments.push({ start, owners })
  }
  return segments
}

/** The same set of owners is the same array, everywhere. */
function ownersOf<Owner>(
  sets: Map<string, readonly Owner[]>,
  claims: readonly Claim<Owner>[],
  inside: ReadonlySet<number>,
): readonly Owner[] {
  const ordered = [...inside].sort((a, b) => a - b)
  const key = ordered.join(' ')
  const known = sets.get(key)
  if (known !== undefined) return known
  const owners = ordered.flatMap((claim) => claims[claim] ?? []).map(({ owner }) => owner)
  sets.set(key, owners)
  return owners
}
