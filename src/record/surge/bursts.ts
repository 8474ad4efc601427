/**
 * Bursts in a long series: times at which events come faster than they use to, at levels (Kleinberg 2003, with the two
 * parameters of his infinite automaton: each level is `scale` times as fast as the one below, and climbing costs `cost`).
 */

/** The level of each gap between two neighbours; `times` in order. */
export function burstLevels(times: readonly number[], { scale = 2, cost = 1 } = {}): readonly number[] {
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  const least = Math.min(...gaps)
  if (gaps.length === 0 || total <= 0 || least <= 0) return gaps.map(() => 0)
  const mean = total / gaps.length
  const levels = Math.ceil(1 + log(total, scale) + log(1 / least, scale))
  const rates = Array.from({ length: levels }, (_, level) => scale ** level / mean)
  const climb = cost * Math.log(gaps.length)

  let costs = rates.map((_, level) => (level === 0 ? 0 : Number.POSITIVE_INFINITY))
  const ways: number[][] = []
  for (const gap of gaps) {
    const way: number[] = []
    costs = rates.map((rate, to) => {
      let best = Number.POSITIVE_INFINITY
      let from = 0
      costs.forEach((sofar, level) => {
        const sum = sofar + (level >= to ? 0 : (to - level) * climb)
        if (sum < best) {
          best = sum
          from = level
        }
      })
      way.push(from)
      return best - (Math.log(rate) - rate * gap)
    })
    ways.push(way)
  }
  let level = costs.indexOf(Math.min(...costs))
  const back: number[] = []
  for (const way of ways.toReversed()) {
    back.push(level)
    level = way[level] ?? 0
  }
  return back.reverse()
}

const log = (of: number, base: number): number => Math.log(of) / Math.log(base)

export type Burst = {
  readonly level: number
  readonly from: number
  readonly to: number
  readonly events: number
}

/** Each stretch that stays at a level or above it, the wide ones before those inside them. */
export function burstsIn(
  times: readonly number[],
  options: { scale?: number; cost?: number } = {},
): readonly Burst[] {
  const ordered = spread(times)
  const levels = burstLevels(ordered, options)
  const highest = Math.max(0, ...levels)
  const bursts: Burst[] = []
  for (let level = 1; level <= highest; level += 1) {
    let start: number | null = null
    for (let i = 0; i <= levels.length; i += 1) {
      const isIn = i < levels.length && (levels[i] ?? 0) >= level
      if (isIn && start === null) start = i
      if (isIn || start === null) continue
      bursts.push({ level, from: ordered[start] ?? 0, to: ordered[i] ?? 0, events: i - start + 1 })
      start = null
    }
  }
  return bursts.sort((a, b) => a.level - b.level || a.from - b.from)
}

/** Events of one day are set apart evenly within it: the automaton knows no gap of nothing. */
function spread(times: readonly number[]): readonly number[] {
  const ordered = times.toSorted((a, b) => a - b)
  const many = new Map<number, number>()
  for (const time of ordered) many.set(time, (many.get(time) ?? 0) + 1)
  return [...many].flatMap(([time, count]) => Array.from({ length: count }, (_, i) => time + i / count))
}
