/**
 * May an institution have these addresses? Not if another has one of them: readers would be counted for the wrong library. An
 * institution and its consortium may both name an address: it is the institution's, and through it the consortium's. That is
 * also how a part of a campus (a hospital, a reading room open to all) is made an institution of its own.
 */
import type { AddressRange } from './addresses/address.ts'
import { type Interval, overlapOf, toIntervals } from './addresses/to-intervals.ts'
import { toRangeText } from './addresses/to-range-list.ts'

export type Claimant = {
  readonly id: string
  readonly name: string
  readonly ranges: readonly AddressRange[]
  /** Itself and its consortia. */
  readonly lineage: readonly string[]
}

export type ClaimConflict = {
  /** Who wants them: mostly the one that is being changed, else one that belongs to it. */
  readonly claimant: { readonly id: string; readonly name: string }
  /** Who has them. */
  readonly institution: { readonly id: string; readonly name: string }
  /** The first stretch of addresses that both have, as a range is written. */
  readonly range: string
}

export function decideClaims(claimant: Claimant, others: readonly Claimant[]): readonly ClaimConflict[] {
  const { id, name, lineage } = claimant
  const mine = intervalsOf(claimant)
  return others
    .filter((other) => !lineage.includes(other.id) && !other.lineage.includes(id))
    .flatMap((other) => {
      const range = sharedRange(mine, intervalsOf(other))
      if (range === null) return []
      return [{ claimant: { id, name }, institution: { id: other.id, name: other.name }, range }]
    })
}

type Intervals = { readonly 4: readonly Interval[]; readonly 6: readonly Interval[] }

const intervalsOf = ({ ranges }: Claimant): Intervals => ({
  4: toIntervals(ranges, 4),
  6: toIntervals(ranges, 6),
})

function sharedRange(one: Intervals, other: Intervals): string | null {
  for (const family of [4, 6] as const) {
    const shared = overlapOf(one[family], other[family])
    if (shared !== null) return toRangeText({ family, ...shared })
  }
  return null
}
