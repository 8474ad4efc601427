import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideNews, decideNext, decideWishes, type News } from './decide-next.ts'
import { DELIVERY_STATES, type DeliveryState, isEnded } from './delivery.ts'
import type { Outcome } from './destination.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const fault = { code: 'busy', facts: {} }
const later: Outcome = { kind: 'retry-later', when: null, fault }

describe('decideNext', () => {
  it('tries again later and later, for about a day, and then tells that it failed', () => {
    const waits: number[] = []
    let at = NOW
    for (let tries = 0; ; tries++) {
      const { change, job } = decideNext({ tries, target: 't' }, later, at, 0)
      if (job === null) {
        assert.equal(change.state, 'failed')
        break
      }
      assert.equal(change.state, 'retrying')
      waits.push(job.at.getTime() - at.getTime())
      at = job.at
    }
    assert.deepEqual(
      waits,
      waits.toSorted((a, b) => a - b),
    )
    const hours = (at.getTime() - NOW.getTime()) / 3_600_000
    assert.ok(hours > 20 && hours < 30, `${hours} hours`)
  })

  it('keeps to the moment that the other side named, which costs it no try, but not beyond a day', () => {
    const when = new Date(NOW.getTime() + 90_000)
    const { change, job } = decideNext({ tries: 9, target: 't' }, { ...later, when }, NOW, 0.5)
    assert.deepEqual([job?.at, change.tries], [when, undefined])
    const far = decideNext({ tries: 0, target: 't' }, { ...later, when: new Date('2027-11-23') }, NOW, 0)
    assert.equal(far.job?.at.toISOString(), '2026-11-24T12:00:00.000Z')
  })

  it('never sends again by itself what may have left us, nor anything that has ended', () => {
    const outcomes: readonly Outcome[] = [
      { kind: 'saved', remote: null },
      { kind: 'handed', remote: null },
      { kind: 'unconfirmed', remote: null, fault },
      { kind: 'refused', fault },
      { kind: 'waiting-for-reader', fault },
    ]
    for (const outcome of outcomes) {
      const { change, job } = decideNext({ tries: 0, target: 't' }, outcome, NOW, 0)
      assert.deepEqual([job, change.job], [null, null])
      assert.equal(isEnded(change), outcome.kind !== 'waiting-for-reader')
    }
  })
})

describe('decideNews', () => {
  const news: readonly News[] = [
    { kind: 'accepted' },
    { kind: 'bounced', fault },
    { kind: 'arrived' },
    { kind: 'missing', fault: null },
  ]

  it('believes a letter that comes twice once, and knows nothing of what has not left us', () =>
    fc.assert(
      fc.property(fc.constantFrom(...DELIVERY_STATES), fc.constantFrom(...news), (state, one) => {
        const change = decideNews({ state, fault: null }, one)
        if (['queued', 'assembling', 'sending', 'retrying', 'failed', 'cancelled', 'saved'].includes(state))
          assert.equal(change, null)
        if (change !== null) assert.equal(decideNews({ fault: null, ...change }, one), null)
      }),
    ))

  it('settles the one honest doubt by news of those it was handed to', () => {
    assert.equal(decideNews({ state: 'unconfirmed', fault: null }, { kind: 'accepted' })?.state, 'accepted')
    assert.equal(
      decideNews({ state: 'unconfirmed', fault: null }, { kind: 'bounced', fault })?.state,
      'bounced',
    )
  })

  it('takes from a reader the code that was found later, once', () => {
    const code: News = { kind: 'missing', fault: { code: 'never-arrived', facts: { amazon: 'E999' } } }
    const said = { state: 'missing', fault: { code: 'never-arrived', facts: {} } } as const
    assert.equal(decideNews(said, code)?.fault, code.fault)
    assert.equal(decideNews({ ...said, fault: code.fault }, code), null)
    assert.equal(decideNews({ ...said, fault: code.fault }, { kind: 'missing', fault: null }), null)
  })

  it('believes the reader who has it over a letter that says it came back', () => {
    assert.equal(decideNews({ state: 'arrived', fault: null }, { kind: 'bounced', fault }), null)
    assert.equal(decideNews({ state: 'bounced', fault: null }, { kind: 'arrived' })?.state, 'arrived')
  })
})

describe('decideWishes', () => {
  it('lets nobody call back what is being handed over, nor send again what is there', () => {
    const none = (state: DeliveryState, committing = false) =>
      assert.deepEqual(decideWishes({ state, committing }), [])
    none('sending', true)
    for (const state of ['saved', 'handed', 'accepted', 'arrived'] as const) none(state)
    assert.deepEqual(decideWishes({ state: 'unconfirmed', committing: true }), ['retry'])
  })
})
