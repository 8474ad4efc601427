import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Edge } from './network.ts'
import { solveRules } from './solve-rules.ts'

const NODES = 8

/** Edges among a few nodes, some of which share a rule. */
const someEdges = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: NODES - 1 }),
    to: fc.integer({ min: 0, max: NODES - 1 }),
    days: fc.integer({ min: -40, max: 60 }),
    rule: fc.integer({ min: 0, max: 11 }),
  }),
  { maxLength: 24 },
)

const rules = Array.from({ length: 12 }, () => ({ weight: 1 }))

/** Floyd and Warshall's way: every distance; null: a circle asks for less than nothing. */
function everyDistance(edges: readonly Edge[]): readonly (readonly number[])[] | null {
  const far = Array.from({ length: NODES }, (_, a) =>
    Array.from({ length: NODES }, (_, b) => (a === b ? 0 : Number.POSITIVE_INFINITY)),
  )
  const at = (a: number, b: number) => far[a]?.[b] ?? 0
  const set = (a: number, b: number, days: number) => far[a]?.splice(b, 1, Math.min(at(a, b), days))
  for (const { from, to, days } of edges) set(from, to, days)
  for (let k = 0; k < NODES; k += 1)
    for (let a = 0; a < NODES; a += 1) for (let b = 0; b < NODES; b += 1) set(a, b, at(a, k) + at(k, b))
  return far.some((row, node) => (row[node] ?? 0) < 0) ? null : far
}

const isKept = (edges: readonly Edge[], which: readonly number[]) =>
  everyDistance(edges.filter(({ rule }) => which.includes(rule))) !== null

describe('rules about dates', () => {
  it('contradict each other exactly where trying every way says so', () => {
    void fc.assert(
      fc.property(someEdges, (edges) => {
        const { contradictions } = solveRules(NODES, edges, rules)
        assert.equal(contradictions.length > 0, everyDistance(edges) === null)
      }),
      { numRuns: 400 },
    )
  })

  it('name a contradiction of which nothing can be left out, and the days it is short by', () => {
    void fc.assert(
      fc.property(someEdges, (edges) => {
        for (const { rules: named, edges: around, shortBy, setAside } of solveRules(NODES, edges, rules)
          .contradictions) {
          assert.ok(!isKept(edges, named))
          for (const one of named)
            assert.ok(
              isKept(
                edges,
                named.filter((each) => each !== one),
              ),
            )
          assert.equal(shortBy, -around.reduce((sum, { days }) => sum + days, 0))
          assert.ok(shortBy > 0 && named.includes(setAside))
          around.forEach(({ to }, i) => {
            assert.equal(around[(i + 1) % around.length]?.from, to)
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('leave each date the range that trying every way leaves it', () => {
    void fc.assert(
      fc.property(someEdges, (edges) => {
        const { contradictions, earliest, latest } = solveRules(NODES, edges, rules)
        const gone = contradictions.map(({ setAside }) => setAside)
        const far = everyDistance(edges.filter(({ rule }) => !gone.includes(rule)))
        assert.ok(far !== null)
        for (let node = 0; node < NODES; node += 1) {
          assert.equal(latest.days[node], far[0]?.[node])
          assert.equal(earliest.days[node], far[node]?.[0])
        }
      }),
      { numRuns: 400 },
    )
  })

  it('set aside the least certain, and of equals the last', () => {
    const ring = [
      { from: 0, to: 1, days: 10, rule: 0 },
      { from: 1, to: 2, days: 5, rule: 1 },
      { from: 2, to: 0, days: -20, rule: 2 },
    ]
    const set = (...weights: (number | null)[]) =>
      solveRules(
        3,
        ring,
        weights.map((weight) => ({ weight })),
      ).contradictions[0]?.setAside
    assert.equal(set(4, 2, 4), 1)
    assert.equal(set(4, 4, 4), 2)
    assert.equal(set(4, 4, null), 1)
  })
})
