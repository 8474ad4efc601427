import type { AddressRange } from './address.ts'

export type Interval = { readonly first: bigint; readonly last: bigint }

/** What one institution has of a family: all its ranges together, less all that it leaves out; in order, with gaps between. */
export function toIntervals(ranges: readonly AddressRange[], family: 4 | 6): readonly Interval[] {
  const ours = ranges.filter((range) => range.family === family)
  const left = join(ours.filter(({ excluded }) => excluded))
  return subtract(join(ours.filter(({ excluded }) => !excluded)), left)
}

/** Those that touch become one. */
function join(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = []
  for (const { first, last } of intervals.toSorted(byStart)) {
    const before = joined.at(-1)
    if (before === undefined || first > before.last + 1n) joined.push({ first, last })
    else if (last > before.last) joined[joined.length - 1] = { first: before.first, last }
  }
  return joined
}

function subtract(from: readonly Interval[], what: readonly Interval[]): readonly Interval[] {
  const left: Interval[] = []
  let at = 0
  for (const { first, last } of from) {
    let start = first
    // What ends before this interval ends before all that follow.
    while ((what[at]?.last ?? last) < first) at += 1
    for (let i = at; i < what.length && start <= last; i += 1) {
      const hole = what[i]
      if (hole === undefined || hole.first > last) break
      if (hole.first > start) left.push({ first: start, last: hole.first - 1n })
      if (hole.last >= start) start = hole.last + 1n
    }
    if (start <= last) left.push({ first: start, last })
  }
  return left
}

/** The first stretch that both have; null: none. One may be long: each of the shorter is looked up in it by halving. */
export function overlapOf(a: readonly Interval[], b: readonly Interval[]): Interval | null {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  for (const one of short) {
    const other = long[firstEndingAt(long, one.first)]
    if (other === undefined || other.first > one.last) continue
    return {
      first: one.first > other.first ? one.first : other.first,
      last: one.last < other.last ? one.last : other.last,
    }
  }
  return null
}

/** The place of the first that ends there or later. */
function firstEndingAt(intervals: readonly Interval[], value: bigint): number {
  let from = 0
  let to = intervals.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((intervals[middle]?.last ?? value) < value) from = middle + 1
    else to = middle
  }
  return from
}

const byStart = (a: Interval, b: Interval): number => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0)
