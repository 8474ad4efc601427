import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sampleOrder } from '../testing/sample-order.fixture.ts'
import { decideHolding, decidePayment, type PaymentNews } from './decide-payment.ts'
import { type Order, toOrderState } from './order.ts'

const now = new Date('2026-03-05T12:00:00Z')
const order = sampleOrder()
const paid: PaymentNews = { kind: 'paid', total: order.total, currency: order.currency }

function hear(before: Order, news: readonly PaymentNews[]): Order {
  let known = before
  for (const one of news) {
    const decision = decidePayment(known, one, now)
    if (decision.kind === 'changed') known = { ...known, ...decision.facts }
  }
  return known
}

const anyNews: fc.Arbitrary<PaymentNews> = fc.oneof(
  fc.constant(paid),
  fc.constantFrom<PaymentNews>({ kind: 'failed' }, { kind: 'pending' }, { kind: 'closed' }),
  fc.integer({ min: 1, max: order.total }).map((refunded): PaymentNews => ({ kind: 'refunded', refunded })),
  fc
    .tuple(fc.integer({ min: 1, max: 2 * order.total }), fc.nat({ max: order.total }))
    .map(([made, back]): PaymentNews => ({ kind: 'refunds', made, returned: Math.min(made, back) })),
  fc
    .constantFrom('open' as const, 'won' as const)
    .map((state): PaymentNews => ({ kind: 'dispute', id: 'd1', state })),
)

describe('news of a payment', () => {
  it('open what was paid for, and nothing else does', () => {
    assert.equal(decideHolding(order).kind, 'not-paid')
    assert.equal(decideHolding(hear(order, [paid])).kind, 'holds')
    for (const news of [{ kind: 'failed' }, { kind: 'expired' }, { kind: 'pending' }] as const)
      assert.equal(decideHolding(hear(order, [news])).kind, 'not-paid')
  })

  it('come to the same in whatever order, and however often, they come', () =>
    fc.assert(
      fc.property(
        fc.array(anyNews, { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (news, order_) => {
          const mixed = [...news, ...news].toSorted(
            (a, b) => (order_[news.indexOf(a)] ?? 0) - (order_[news.indexOf(b)] ?? 0),
          )
          const [one, other] = [hear(order, news), hear(order, mixed)]
          assert.equal(decideHolding(one).kind, decideHolding(other).kind)
          assert.equal(toOrderState({ ...one, ended: null }), toOrderState({ ...other, ended: null }))
        },
      ),
    ))

  it('of another sum than was asked for change nothing', () => {
    const decide = (news: PaymentNews) => decidePayment(order, news, now).kind
    assert.equal(decide({ ...paid, total: order.total - 1 }), 'amount-differs')
    assert.equal(decide({ ...paid, currency: 'USD' }), 'amount-differs')
  })

  it('that the money went back close it, in part only when all of it did', () => {
    const after = (refunded: number) => decideHolding(hear(order, [{ kind: 'refunded', refunded }, paid]))
    assert.deepEqual(after(order.total), { kind: 'withdrawn', why: 'refunded' })
    assert.equal(after(order.total - 1).kind, 'holds')
    assert.deepEqual(decideHolding(hear(order, [paid, { kind: 'closed' }])), {
      ...{ kind: 'withdrawn', why: 'access-ended' },
    })
  })

  it('of a dispute close it until the bank has decided for the press', () => {
    const dispute = (state: 'open' | 'won' | 'lost'): PaymentNews => ({ kind: 'dispute', id: 'd1', state })
    const after = (...news: PaymentNews[]) => decideHolding(hear(order, [paid, ...news])).kind
    assert.equal(after(dispute('open')), 'withdrawn')
    assert.equal(after(dispute('open'), dispute('won')), 'holds')
    assert.equal(after(dispute('won'), dispute('open')), 'holds')
    assert.equal(after(dispute('lost')), 'withdrawn')
    assert.equal(after(dispute('won'), { kind: 'dispute', id: 'd2', state: 'open' }), 'withdrawn')
  })

  it('that it was paid count after it was given up', () => {
    assert.equal(toOrderState(hear(order, [{ kind: 'expired' }])), 'expired')
    assert.equal(toOrderState(hear(order, [{ kind: 'expired' }, paid])), 'paid')
  })
})
