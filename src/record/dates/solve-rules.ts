/**
 * Rules about dates, taken together: which of them cannot all be kept, and what follows from the rest.
 *
 * Of a contradiction no rule can be left out: take any one away, and the others can be kept. To date everything else, the
 * least certain of its rules is set aside; the author decides what is to become of it.
 */
import { type Circle, type Edge, ORIGIN, type Reach, reachOf, settle, toNetwork } from './network.ts'

export type Weighed = {
  /** The lower, the sooner it is set aside; null: it is in the nature of things, and never is. */
  readonly weight: number | null
}

export type Contradiction = {
  /** In order around the circle, each once. */
  readonly rules: readonly number[]
  readonly edges: readonly Edge[]
  readonly shortBy: number
  readonly setAside: number
}

export type Solution = {
  readonly contradictions: readonly Contradiction[]
  /** Days after the origin that a node has at most. */
  readonly latest: Reach
  /** Days before the origin that a node has at most: its earliest day, with the sign turned. */
  readonly earliest: Reach
}

export function solveRules(nodes: number, edges: readonly Edge[], rules: readonly Weighed[]): Solution {
  const network = toNetwork(nodes, edges)
  const edgesOf = laterOnce(() => Map.groupBy(edges.keys(), (at) => edges[at]?.rule ?? -1))
  const contradictions: Contradiction[] = []
  const slack = settle(network, (circle) => {
    const least = leastCircle(circle, (rule) => (edgesOf().get(rule) ?? []).flatMap((at) => edges[at] ?? []))
    const kept = uniqueRules(least)
    const setAside = leastCertain(kept, rules)
    contradictions.push({ rules: kept, edges: least.edges, shortBy: least.shortBy, setAside })
    return edgesOf().get(setAside) ?? []
  })
  return {
    contradictions,
    earliest: reachOf(network, slack, 'earliest'),
    latest: reachOf(network, slack, 'latest'),
  }
}

/** Most records contradict themselves nowhere. */
function laterOnce<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Leaves out whatever is not needed for the contradiction; turned so that it begins where it meets the calendar. */
function leastCircle(circle: Circle, edgesOf: (rule: number) => readonly Edge[]): Circle {
  let found = circle
  for (const rule of uniqueRules(circle)) {
    const others = uniqueRules(found).filter((each) => each !== rule)
    const without = circleAmong(others.flatMap(edgesOf))
    if (without !== null) found = without
  }
  return turned(found)
}

/** One circle of these few edges; null: they can all be kept. */
function circleAmong(edges: readonly Edge[]): Circle | null {
  const numbers = new Map<number, number>()
  const numberOf = (node: number): number => {
    const known = numbers.get(node) ?? numbers.size
    numbers.set(node, known)
    return known
  }
  const few = edges.map((edge, at) => ({
    ...edge,
    from: numberOf(edge.from),
    to: numberOf(edge.to),
    rule: at,
  }))
  let found: Circle | null = null
  const whole = (circle: Circle): Circle => ({
    shortBy: circle.shortBy,
    edges: circle.edges.map(({ rule }) => edges[rule] as Edge),
  })
  settle(toNetwork(numbers.size, few), (circle) => {
    found ??= whole(circle)
    return [circle.edges[0]?.rule ?? 0]
  })
  return found
}

function turned({ edges, shortBy }: Circle): Circle {
  const atOrigin = edges.findIndex(({ to }) => to === ORIGIN)
  const lowest = edges.reduce((best, { rule }, at) => (rule < (edges[best]?.rule ?? 0) ? at : best), 0)
  const start = atOrigin >= 0 ? atOrigin : lowest
  return { shortBy, edges: [...edges.slice(start), ...edges.slice(0, start)] }
}

const uniqueRules = ({ edges }: Circle): readonly number[] => [...new Set(edges.map(({ rule }) => rule))]

/** Of equals the one that was said last. */
function leastCertain(kept: readonly number[], rules: readonly Weighed[]): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const rule of kept.toSorted((a, b) => b - a)) {
    const weight = rules[rule]?.weight ?? null
    if (weight === null || weight >= least) continue
    best = rule
    least = weight
  }
  if (best < 0) throw new Error('The nature of things contradicts itself')
  return best
}
