/**
 * May an institution have these addresses? Not if another has one of them: readers would be counted for the wrong library. An
 * institution and its consortium may both name an address: it is the institution's, and through it the consortium's. That is
 * also how a part of a campus (a hospital, a reading room open to all) is made an institution of its own.
 */
import type { AddressRange } from './addresses/address.ts'
import { overlapOf, toIntervals } from './addresses/to-intervals.ts'
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

export const decideClaims = (claimant: Claimant, others: readonly Claimant[]): readonly ClaimConflict[] =>
  others
    .filter((other) => !claimant.lineage.includes(other.id) && !other.lineage.includes(claimant.id))
    .flatMap((other) => {
      const range = sharedRange(claimant, other)
      return range === null
        ? []
        : [
            {
              claimant: { id: claimant.id, name: claimant.name },
              institution: { id: other.id, name: other.name },
              range,
            },
          ]
    })

function sharedRange(one: Claimant, other: Claimant): string | null {
  for (const family of [4, 6] as const) {
    const shared = overlapOf(toIntervals(one.ranges, family), toIntervals(other.ranges, family))
    if (shared !== null) return toRangeText({ family, ...shared })
  }
  return null
}
