/**
 * A simple temporal network (Dechter, Meiri and Pearl 1991) on whole days. Node 0 is the beginning of counting; an edge says
 * that `to` lies at most `days` after `from`. Whatever a chapter says of dates comes to such edges, each of which remembers
 * the rule that it stands for, so that a range can be explained and a contradiction named.
 */

export type Edge = {
  readonly from: number
  readonly to: number
  readonly days: number
  /** Whose edge it is: rules are taken out whole. */
  readonly rule: number
}

/** Edges in a circle that together ask for less than nothing: nobody can keep all of them. */
export type Circle = { readonly edges: readonly Edge[]; readonly shortBy: number }

export const ORIGIN = 0

/** The edges as columns, and which of them leave and reach each node: quick to walk, again and again. */
export type Network = {
  readonly nodes: number
  readonly edges: readonly Edge[]
  readonly from: Int32Array
  readonly to: Int32Array
  readonly days: Float64Array
  readonly leaving: Index
  readonly reaching: Index
  /** By edge: 1 where its rule has been given up. */
  readonly gone: Uint8Array
}

/** Those of `node` stand from `first[node]` up to, not with, `first[node + 1]`. */
type Index = { readonly first: Int32Array; readonly edge: Int32Array }

export function toNetwork(nodes: number, edges: readonly Edge[]): Network {
  const from = new Int32Array(edges.length)
  const to = new Int32Array(edges.length)
  const days = new Float64Array(edges.length)
  for (let at = 0; at < edges.length; at += 1) {
    const edge = edges[at] as Edge
    from[at] = edge.from
    to[at] = edge.to
    days[at] = edge.days
  }
  const gone = new Uint8Array(edges.length)
  return { nodes, edges, from, to, days, leaving: indexOf(nodes, from), reaching: indexOf(nodes, to), gone }
}

function indexOf(nodes: number, of: Int32Array): Index {
  const first = new Int32Array(nodes + 1)
  for (const node of of) first[node + 1] = (first[node + 1] ?? 0) + 1
  for (let node = 0; node < nodes; node += 1) first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0)
  const next = first.slice()
  const edge = new Int32Array(of.length)
  of.forEach((node, at) => {
    const place = next[node] ?? 0
    edge[place] = at
    next[node] = place + 1
  })
  return { first, edge }
}

/**
 * Finds circles until none is left. `giveUp` is asked which rule to leave out for each circle, and says which edges that
 * were. What is left can be kept: `slack` gives every node a number so that no edge is negative when seen from it
 * (Johnson 1977).
 */
export function settle(network: Network, giveUp: (circle: Circle) => readonly number[]): Float64Array {
  const { nodes, edges, to, days, gone } = network
  const { first, edge } = network.leaving
  const label = new Float64Array(nodes)
  const parent = new Int32Array(nodes).fill(-1)
  const queue = new Ring(nodes)
  for (let node = 0; node < nodes; node += 1) queue.push(node)
  let sinceLooked = 0
  while (!queue.isEmpty()) {
    const from = queue.shift()
    const end = first[from + 1] ?? 0
    for (let i = first[from] ?? 0; i < end; i += 1) {
      const at = edge[i] ?? 0
      const next = to[at] ?? 0
      const reached = (label[from] ?? 0) + (days[at] ?? 0)
      if (reached >= (label[next] ?? 0) || gone[at] === 1) continue
      label[next] = reached
      parent[next] = at
      queue.push(next)
      sinceLooked += 1
    }
    if (sinceLooked > nodes || queue.isEmpty()) {
      sinceLooked = 0
      breakCircles()
    }
  }
  return label

  /** A node that is its own ancestor stands on a circle. All of them are broken before going on. */
  function breakCircles(): void {
    for (let found = circleAmong(); found !== null; found = circleAmong()) {
      for (const at of giveUp(found)) {
        gone[at] = 1
        const node = to[at] ?? 0
        if (parent[node] === at) parent[node] = -1
      }
    }
  }

  function circleAmong(): Circle | null {
    const seen = new Int32Array(nodes)
    for (let start = 0; start < nodes; start += 1) {
      let node = start
      while (seen[node] === 0) {
        seen[node] = start + 1
        const at = parent[node] ?? -1
        if (at < 0) break
        node = network.from[at] ?? ORIGIN
      }
      if (seen[node] === start + 1 && (parent[node] ?? -1) >= 0) return circleAt(node)
    }
    return null
  }

  function circleAt(start: number): Circle {
    const around: Edge[] = []
    let node = start
    do {
      const each = edges[parent[node] ?? 0] as Edge
      around.unshift(each)
      node = each.from
    } while (node !== start)
    return { edges: around, shortBy: -around.reduce((sum, each) => sum + each.days, 0) }
  }
}

/** How far each node can be from the origin, and over which edge that is said; unreached: nothing limits it. */
export type Reach = { readonly days: Float64Array; readonly by: Int32Array }

/**
 * `latest`: the days after the origin that each node has at most. `earliest`: the same with every edge turned round, so the
 * days *before* the origin that it has at most. Dijkstra's way, over edges that `slack` has made whole.
 */
export function reachOf(network: Network, slack: Float64Array, side: 'earliest' | 'latest'): Reach {
  const { nodes, gone } = network
  const forward = side === 'latest'
  const { first, edge } = forward ? network.leaving : network.reaching
  const target = forward ? network.to : network.from
  const days = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY)
  const by = new Int32Array(nodes).fill(-1)
  const heap = new Heap()
  days[ORIGIN] = 0
  heap.push(ORIGIN, 0)
  while (heap.size > 0) {
    const { node, cost } = heap.pop()
    if (cost > (days[node] ?? 0)) continue
    const end = first[node + 1] ?? 0
    for (let i = first[node] ?? 0; i < end; i += 1) {
      const at = edge[i] ?? 0
      if (gone[at] === 1) continue
      const next = target[at] ?? 0
      const away = (slack[node] ?? 0) - (slack[next] ?? 0)
      const reached = cost + (network.days[at] ?? 0) + (forward ? away : -away)
      if (reached >= (days[next] ?? 0)) continue
      days[next] = reached
      by[next] = at
      heap.push(next, reached)
    }
  }
  const home = slack[ORIGIN] ?? 0
  for (let node = 0; node < nodes; node += 1) {
    const away = (slack[node] ?? 0) - home
    days[node] = (days[node] ?? 0) + (forward ? away : -away)
  }
  return { days, by }
}

/** First in, first out; each node at most once. */
class Ring {
  readonly #nodes: Int32Array
  readonly #waits: Uint8Array
  #head = 0
  #length = 0

  constructor(capacity: number) {
    this.#nodes = new Int32Array(capacity)
    this.#waits = new Uint8Array(capacity)
  }

  isEmpty(): boolean {
    return this.#length === 0
  }

  push(node: number): void {
    if (this.#waits[node] === 1) return
    this.#waits[node] = 1
    this.#nodes[(this.#head + this.#length) % this.#nodes.length] = node
    this.#length += 1
  }

  shift(): number {
    const node = this.#nodes[this.#head] ?? 0
    this.#head = (this.#head + 1) % this.#nodes.length
    this.#length -= 1
    this.#waits[node] = 0
    return node
  }
}

/** The nearest first. */
class Heap {
  #nodes: number[] = []
  #costs: number[] = []

  get size(): number {
    return this.#nodes.length
  }

  push(node: number, cost: number): void {
    const nodes = this.#nodes
    const costs = this.#costs
    let at = nodes.length
    while (at > 0) {
      const above = (at - 1) >> 1
      const aboveCost = costs[above] ?? 0
      if (aboveCost <= cost) break
      nodes[at] = nodes[above] ?? 0
      costs[at] = aboveCost
      at = above
    }
    nodes[at] = node
    costs[at] = cost
  }

  pop(): { readonly node: number; readonly cost: number } {
    const nodes = this.#nodes
    const costs = this.#costs
    const top = { node: nodes[0] ?? 0, cost: costs[0] ?? 0 }
    const node = nodes.pop() ?? 0
    const cost = costs.pop() ?? 0
    const size = nodes.length
    if (size === 0) return top
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= size) break
      if (below + 1 < size && (costs[below + 1] ?? 0) < (costs[below] ?? 0)) below += 1
      const belowCost = costs[below] ?? 0
      if (belowCost >= cost) break
      nodes[at] = nodes[below] ?? 0
      costs[at] = belowCost
      at = below
    }
    nodes[at] = node
    costs[at] = cost
    return top
  }
}
