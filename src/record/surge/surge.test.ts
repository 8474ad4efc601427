import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { burstLevels, burstsIn } from './bursts.ts'
import { poissonTail } from './poisson.ts'
import { mostWithin, scanByFormula, scanTails } from './scan.ts'

const near = (value: number, wanted: number, by: number) =>
  assert.ok(Math.abs(value - wanted) <= by, `${value} is not ${wanted}`)

describe('a surge', () => {
  it('has the figures of the first tables: Poisson', () => {
    near(poissonTail(2, 3), 1 - 5 * Math.exp(-2), 1e-12)
    near(poissonTail((88 * 13) / 456, 10), 0.000285, 0.000002)
    assert.equal(poissonTail(3, 0), 1)
    // Small chances are not lost beside 1.
    near(poissonTail(0.01, 4) / (0.01 ** 4 / 24), 0.992, 0.001)
  })

  it('is judged by the fullest of all windows, with the same digits every time', () => {
    const ask = () => scanTails({ events: 12, share: 1 / 6, draws: 20_000, seed: 5 })
    assert.deepEqual(ask(), ask())
    near(ask()[8] ?? 0, scanByFormula(12, 1 / 6, 8), 0.003)
    assert.equal(ask()[1], 1)
  })

  it('is more likely somewhere than in one place', () => {
    void fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 3, max: 20 }), fc.integer({ min: 2, max: 12 })),
        ([events, parts]) => {
          const tails = scanTails({ events, share: 1 / parts, draws: 4000 })
          for (let k = 2; k <= events; k += 1) {
            assert.ok((tails[k] ?? 0) <= (tails[k - 1] ?? 0))
            assert.ok((tails[k] ?? 0) >= poissonTail(events / parts, k) - 0.2)
          }
        },
      ),
      { numRuns: 10 },
    )
  })

  it('counts what a window holds, its ends included', () => {
    assert.equal(mostWithin([0, 5, 10, 11], 10), 3)
    assert.equal(mostWithin([], 10), 0)
  })
})

describe('bursts', () => {
  const quick = Array.from({ length: 20 }, (_, i) => 1000 + i * 2)
  const times = [0, 200, 400, 600, 800, ...quick, 1300, 1500, 1700, 1900]

  it('are where events come faster than they use to', () => {
    const [first] = burstsIn(times)
    assert.deepEqual(first, { level: 1, from: 1000, to: 1038, events: 20 })
  })

  it('are none where events come evenly, and none where there is nothing to tell', () => {
    assert.deepEqual(burstsIn(Array.from({ length: 30 }, (_, i) => i * 50)), [])
    assert.deepEqual(burstLevels([5]), [])
    assert.deepEqual(burstsIn([3, 3, 3]), [])
  })

  it('bear several events of one day', () => {
    assert.ok(burstsIn([...times, 1010, 1010, 1010]).length > 0)
  })
})
