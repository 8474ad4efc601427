import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eachInTurn } from './each-in-turn.ts'

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Works on each for so many ticks, and then in its turn. */
async function run(lengths: readonly number[], atOnce: number) {
  let working = 0
  let most = 0
  const done: number[] = []
  await eachInTurn([...lengths.entries()], atOnce, async ([item, length], turn) => {
    most = Math.max(most, ++working)
    for (let i = 0; i < length; i++) await tick()
    working -= 1
    await turn()
    done.push(item)
  })
  return { most, done }
}

describe('eachInTurn', () => {
  it('works on so many at once, and lets each end in its turn', async () => {
    const { most, done } = await run([9, 1, 1, 5, 1, 1, 1, 3], 2)
    assert.equal(most, 2)
    assert.deepEqual(done, [0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('begins no more when one broke, and lets those end that were begun', async () => {
    const begun: number[] = []
    const ended: number[] = []
    const working = eachInTurn([0, 1, 2, 3, 4], 2, async (item, turn) => {
      begun.push(item)
      await tick()
      if (item === 0) throw new Error('broke')
      await turn()
      for (let i = 0; i < 10; i++) await tick()
      ended.push(item)
    })
    // When it says so, nobody is at work any more.
    await assert.rejects(working, /broke/)
    assert.deepEqual([begun, ended], [[0, 1], [1]])
  })
})
