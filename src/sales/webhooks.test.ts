import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import { paths } from '#web'
import { cancelOrder, invoiceOrder, type Quote, quoteOrder, settleInvoice } from './orders/invoices.ts'
import { numberOf, type Order, type OrderState, toOrderState } from './orders/order.ts'
import { addOrder, findOrder, listOrders, noteSession } from './orders/order-store.ts'
import { issuePaper, listPapers } from './orders/papers.ts'
import { proofOfOrder } from './orders/proof.ts'
import { listRefunds, refundOrder } from './orders/refund-order.ts'
import { catchUp, reconcileOrders } from './reconcile.ts'
import { ORIGIN, type Shop, withShop } from './testing/open-shop.ts'
import { sampleOrder } from './testing/sample-order.fixture.ts'
import { SECRET } from './testing/silent-till.fixture.ts'

/** An order whose buyer is on the payment page. */
async function begun({ db, deps, chapter }: Shop, facts: Partial<Order> = {}): Promise<Order> {
  const wanted = sampleOrder({ productId: chapter.id, returnTo: chapter.path, made: deps.now(), ...facts })
  const { id } = await addOrder(db, { ...wanted, id: facts.id ?? 'order1', attempt: null })
  const order = await findOrder(db, { id })
  assert.ok(order)
  const proof = proofOfOrder(SECRET, id)
  const session = await deps.provider.begin(order, {
    paid: `${ORIGIN}${paths.orderPart(id, proof, 'paid')}`,
    back: ORIGIN,
  })
  await noteSession(db, id, session)
  return order
}

const stateOf = async ({ db }: Shop, id = 'order1'): Promise<OrderState | null> => {
  const order = await findOrder(db, { id })
  return order && toOrderState(order)
}

const papersOf = async ({ db }: Shop, id = 'order1') => (await listPapers(db, [id])).map(numberOf)

const paymentOf = ({ stripe }: Shop): string => stripe.sessions().at(-1)?.paymentIntent ?? ''

describe('what Stripe tells', () => {
  it('twice and at once is one licence, one receipt and one letter', () =>
    withShop(async (shop) => {
      await begun(shop)
      const event = await shop.stripe.pay()
      const statuses = await Promise.all([1, 2, 3, 4, 5].map(() => shop.tell(event)))
      assert.deepEqual(statuses, [200, 200, 200, 200, 200])
      assert.equal((await shop.licences()).length, 1)
      assert.deepEqual(await papersOf(shop), ['ALDINE-R-00001'])
      assert.equal((await shop.letters()).length, 1)
    }))

  it('out of order comes to the same: paid back before it was paid opens nothing', () =>
    withShop(async (shop) => {
      await begun(shop)
      const paid = await shop.stripe.pay()
      const back = await shop.stripe.refundByHand(paymentOf(shop), 750)
      assert.equal(await shop.tell(back), 200)
      assert.deepEqual(await shop.licences(), [])
      assert.equal(await shop.tell(paid), 200)
      assert.deepEqual(await shop.licences(), [])
      assert.equal(await stateOf(shop), 'refunded')
      assert.deepEqual(await papersOf(shop), ['ALDINE-R-00001', 'ALDINE-C-00001'])
    }))

  it('by another voice is refused: forged, altered, with an old key, or played again later', () =>
    withShop(async (shop) => {
      await begun(shop)
      const event = await shop.stripe.pay()
      const at = shop.deps.now().getTime()
      const good = event.sign(at)
      for (const [signature, body] of [
        ['', event.body],
        ['t=1,v1=00', event.body],
        [event.sign(at, 'whsec_of_somebody_else'), event.body],
        [good.replace(/v1=../, 'v1=00'), event.body],
        [good.replace('v1=', 'v0='), event.body],
        [good, event.body.replace('750', '751')],
        [good, `${event.body} `],
        [event.sign(at - 301_000), event.body],
      ] as const)
        assert.equal(await shop.tell({ ...event, body, sign: event.sign }, signature), 400, signature)
      shop.wait(302)
      assert.equal(await shop.tell(event, good), 400, 'recorded, and played again')
      assert.deepEqual(await shop.licences(), [])
      assert.equal(await shop.tell(event), 200, 'signed anew, as Stripe does each time')
      assert.equal((await shop.licences()).length, 1)
    }))

  it('late, after the order was given up, still opens what was paid for', () =>
    withShop(async (shop) => {
      await begun(shop)
      const paid = await shop.stripe.pay()
      await shop.tell(await shop.stripe.expire())
      assert.equal(await stateOf(shop), 'expired')
      await shop.tell(paid)
      assert.equal(await stateOf(shop), 'paid')
      assert.equal((await shop.licences()).length, 1)
    }))

  it('of a payment that takes days opens it when the money has come, and not before', () =>
    withShop(async (shop) => {
      await begun(shop)
      shop.stripe.slow = true
      await shop.tell(await shop.stripe.pay())
      assert.equal(await stateOf(shop), 'open')
      await shop.tell(await shop.stripe.settle(false))
      assert.equal(await stateOf(shop), 'failed')
      assert.deepEqual(await shop.licences(), [])
      await shop.tell(await shop.stripe.settle())
      assert.equal(await stateOf(shop), 'paid')
      assert.equal((await shop.licences()).length, 1)
    }))

  it('of a dispute closes it until the bank decides for the press', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.tell(await shop.stripe.pay())
      const holds = async () => (await shop.licences()).map(({ revoked }) => revoked?.reason ?? null)
      await shop.tell(await shop.stripe.dispute(paymentOf(shop), 'needs_response'))
      assert.deepEqual(await holds(), ['disputed'])
      await shop.tell(await shop.stripe.dispute(paymentOf(shop), 'won'))
      assert.deepEqual(await holds(), [null])
      assert.equal(await stateOf(shop), 'paid')
    }))

  it('about payments of others, and about what is of no concern, is taken and left alone', () =>
    withShop(async (shop) => {
      const message = (type: string, object: object) =>
        JSON.stringify({ id: `evt_${type}`, object: 'event', type, data: { object } })
      await begun(shop)
      const event = await shop.stripe.pay()
      for (const body of [
        message('customer.created', { id: 'cus_1' }),
        message('checkout.session.completed', {
          ...{
            id: 'cs_other',
            status: 'complete',
            payment_status: 'paid',
            amount_total: 750,
            currency: 'gbp',
          },
          ...{ metadata: {}, client_reference_id: null, payment_intent: null },
        }),
      ])
        assert.equal(await shop.tell(resigned(shop, body)), 200)
      assert.deepEqual(await shop.licences(), [])
      assert.equal(await shop.tell(event), 200)
    }))

  it('of another sum than was asked for opens nothing', () =>
    withShop(async (shop) => {
      await begun(shop)
      const event = await shop.stripe.pay()
      assert.equal(
        await shop.tell(resigned(shop, event.body.replace('"amount_total":750', '"amount_total":75'))),
        200,
      )
      assert.deepEqual(await shop.licences(), [])
      assert.equal(await stateOf(shop), 'open')
    }))
})

/** Truly signed, with other words in it. */
function resigned({ stripe }: Shop, body: string) {
  return {
    body,
    sign: (at = Date.now(), secret = stripe.webhookSecret) => {
      const seconds = Math.floor(at / 1000)
      return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
    },
  }
}

describe('paying back', () => {
  const refund = (shop: Shop, more: object = {}) =>
    refundOrder(shop.deps, {
      ...{ orderId: 'order1', amount: null, reason: 'Bought twice', endsAccess: false, by: 'a9' },
      ...more,
    })

  it('by staff closes it, with a credit note, and Stripe’s own word of it changes nothing more', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.tell(await shop.stripe.pay())
      const done = await refund(shop)
      assert.ok(done.ok)
      const [licence] = await shop.licences()
      assert.equal(licence?.revoked?.reason, 'refunded')
      const told = shop.stripe.events.at(-1)
      assert.equal(told?.type, 'charge.refunded')
      assert.ok(told)
      await shop.tell(told)
      assert.deepEqual(await papersOf(shop), ['ALDINE-R-00001', 'ALDINE-C-00001'])
      assert.equal((await shop.letters()).length, 2)
      assert.deepEqual((await refund(shop)).ok, false)
      assert.equal(shop.stripe.refunds().length, 1)
    }))

  it('of a part leaves it open, unless staff says otherwise, and never is more than was paid', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.tell(await shop.stripe.pay())
      assert.ok((await refund(shop, { amount: 250 })).ok)
      assert.equal((await shop.licences())[0]?.revoked, null)
      assert.equal(await stateOf(shop), 'partly-refunded')
      const tooMuch = await refund(shop, { amount: 501 })
      assert.deepEqual(!tooMuch.ok && tooMuch.error, { kind: 'too-much', left: 500, currency: 'GBP' })
      assert.ok((await refund(shop, { amount: 100, endsAccess: true })).ok)
      assert.equal((await shop.licences())[0]?.revoked?.reason, 'access-ended')
      const credited = await listPapers(shop.db, ['order1'])
      assert.deepEqual(
        credited.map(({ series, total }) => [series, total]),
        [
          ['receipt', 750],
          ['credit-note', 250],
          ['credit-note', 100],
        ],
      )
    }))

  it('that nobody lived to write down is carried out once by the job', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.tell(await shop.stripe.pay())
      const { provider } = shop.deps
      const dying = {
        ...provider,
        refund: async (asked: Parameters<typeof provider.refund>[0]) => {
          await provider.refund(asked)
          throw new Error('killed before the answer was written down')
        },
      }
      await assert.rejects(
        refundOrder(
          { ...shop.deps, provider: dying },
          { orderId: 'order1', amount: null, reason: null, endsAccess: false, by: 'a9' },
        ),
      )
      assert.equal(await stateOf(shop), 'paid')
      shop.wait(120)
      assert.equal((await reconcileOrders(shop.deps)).refunds, 1)
      assert.equal(await stateOf(shop), 'refunded')
      assert.equal(shop.stripe.refunds().length, 1)
      assert.ok((await listRefunds(shop.db, 'order1'))[0]?.done)
    }))
})

describe('a refund that comes back', () => {
  const refund = ({ deps }: Shop, more: object = {}) =>
    refundOrder(deps, {
      ...{ orderId: 'order1', amount: null, reason: null, endsAccess: false, by: 'a9', ...more },
    })
  const series = async ({ db }: Shop) =>
    (await listPapers(db, ['order1'])).map(({ series: of, total }) => [of, total])

  it('opens the access again, is in the books once however often it is told, and is told to both', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.tell(await shop.stripe.pay())
      assert.ok((await refund(shop)).ok)
      assert.equal((await shop.licences())[0]?.revoked?.reason, 'refunded')
      const told = await shop.stripe.returnRefund()
      assert.equal(told.type, 'refund.failed')
      const before = (await shop.letters()).length
      await Promise.all([shop.tell(told), shop.tell(told)])
      await shop.tell(told)
      assert.equal((await shop.licences()).length, 1)
      assert.equal((await shop.licences())[0]?.revoked, null)
      assert.equal(await stateOf(shop), 'paid')
      assert.deepEqual(await series(shop), [
        ['receipt', 750],
        ['credit-note', 750],
        ['receipt', 750],
      ])
      const letters = (await shop.letters()).slice(before)
      assert.equal(letters.length, 2, 'the buyer and the press')
      assert.equal((await listRefunds(shop.db, 'order1'))[0]?.fault, 'expired_or_canceled_card')
    }))

  it('can be paid back anew, and words that come late or twice change nothing of it', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.tell(await shop.stripe.pay())
      await refund(shop)
      const first = shop.stripe.events.at(-1)
      const failed = await shop.stripe.returnRefund()
      await shop.tell(failed)
      assert.ok((await refund(shop, { amount: 300 })).ok)
      const second = shop.stripe.events.at(-1)
      assert.ok(first && second)
      for (const late of [second, first, failed]) await shop.tell(late)
      assert.equal(await stateOf(shop), 'partly-refunded')
      const order = await findOrder(shop.db, { id: 'order1' })
      assert.deepEqual([order?.refunded, order?.returned], [300, 750])
      assert.equal((await shop.licences())[0]?.revoked, null)
      const sums = (await series(shop)).map(([of, total]) =>
        of === 'receipt' ? Number(total) : -Number(total),
      )
      assert.equal(
        sums.reduce((sum, one) => sum + one, 0),
        450,
      )
    }))

  it('comes to the same when it is heard of before the refund itself', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.tell(await shop.stripe.pay())
      const made = await shop.stripe.refundByHand(paymentOf(shop), 750)
      const failed = await shop.stripe.returnRefund()
      await shop.tell(failed)
      assert.equal(await stateOf(shop), 'paid')
      await shop.tell(made)
      assert.equal(await stateOf(shop), 'paid')
      assert.deepEqual(await series(shop), [['receipt', 750]])
    }))
})

describe('looking after orders', () => {
  it('finds what was paid although no word of it came', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.stripe.pay()
      assert.deepEqual(await reconcileOrders(shop.deps), { looked: 0, found: 0, refunds: 0 })
      shop.wait(240)
      assert.deepEqual(await reconcileOrders(shop.deps), { looked: 1, found: 1, refunds: 0 })
      assert.equal(await stateOf(shop), 'paid')
      assert.deepEqual(await reconcileOrders(shop.deps), { looked: 0, found: 0, refunds: 0 })
    }))

  it('gives up what was not paid in time, and what nobody was ever sent to pay', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.stripe.expire()
      await addOrder(shop.db, { ...sampleOrder(), id: 'order2', made: shop.deps.now(), attempt: null })
      shop.wait(86_400 + 60)
      await reconcileOrders(shop.deps)
      assert.deepEqual([await stateOf(shop), await stateOf(shop, 'order2')], ['expired', 'expired'])
    }))

  it('hears of refunds and disputes whose word was lost', () =>
    withShop(async (shop) => {
      await begun(shop)
      await shop.tell(await shop.stripe.pay())
      await shop.stripe.refundByHand(paymentOf(shop), 750)
      const since = new Date(Date.now() - 3_600_000)
      assert.equal(await catchUp(shop.deps, since), 1)
      assert.equal(await catchUp(shop.deps, since), 0)
      assert.equal((await shop.licences())[0]?.revoked?.reason, 'refunded')
    }))

  it('is not held up by one order about which the provider does not answer', () =>
    withShop(async (shop) => {
      await begun(shop)
      await begun(shop, { id: 'order2' })
      await shop.stripe.pay()
      const { provider } = shop.deps
      const session = (await findOrder(shop.db, { id: 'order1' }))?.sessionId
      const halting = {
        ...provider,
        look: async (order: Parameters<typeof provider.look>[0]) => {
          if (order.sessionId === session) throw new Error('no answer')
          return provider.look(order)
        },
      }
      shop.wait(240)
      const { looked, found } = await reconcileOrders({ ...shop.deps, provider: halting })
      assert.deepEqual([looked, found], [2, 1])
    }))
})

describe('numbers of receipts', () => {
  it('run on without a gap, whatever fails in between, each press by itself', () =>
    withShop(async (shop) => {
      const ids = Array.from({ length: 6 }, (_, i) => `order${i}`)
      for (const id of ids) await begun(shop, { id, press: id === 'order5' ? 'elzevir' : 'aldine' })
      // What begins and does not end must leave no number behind.
      await assert.rejects(
        shop.db.transaction().execute(async (tx) => {
          await issuePaper(
            tx,
            { press: 'aldine', series: 'receipt', orderId: 'order0', net: 1, tax: 0, total: 1 },
            shop.deps.now(),
          )
          throw new Error('the licence could not be granted')
        }),
      )
      await Promise.all(shop.stripe.sessions().map(async ({ id }) => shop.tell(await shop.stripe.pay(id))))
      const papers = await listPapers(shop.db, ids)
      const numbers = (press: string) =>
        papers
          .filter((paper) => paper.press === press)
          .map(({ number }) => number)
          .toSorted()
      assert.deepEqual(numbers('aldine'), [1, 2, 3, 4, 5])
      assert.deepEqual(numbers('elzevir'), [1])
    }))
})

describe('an order of an institution', () => {
  const quote = ({ chapter }: Shop): Quote => ({
    ...{
      press: 'aldine',
      institutionId: 'fenwick',
      email: 'library@fenwick.example',
      buyerName: 'Fenwick College',
    },
    product: { id: chapter.id, kind: 'chapter', title: 'Pilots' },
    ...{ days: null, price: { amount: 9000, currency: 'EUR', taxIncluded: false } },
    ...{ tax: { rate: 2000, name: 'VAT' }, territory: 'FR', reference: 'PO 77', language: 'en' },
    ...{ origin: ORIGIN, base: '', returnTo: chapter.path },
  })

  it('is quoted, billed with a number, and opens to the institution once it is settled', () =>
    withShop(async (shop) => {
      const by = { by: 'a9' }
      const { id } = await quoteOrder(shop.deps, quote(shop), by)
      assert.deepEqual((await settleInvoice(shop.deps, { orderId: id, reference: null }, by)).ok, false)
      assert.ok((await invoiceOrder(shop.deps, id)).ok)
      assert.ok((await invoiceOrder(shop.deps, id)).ok)
      const [letter, ...more] = await shop.letters()
      assert.equal(more.length, 0)
      assert.match(letter?.text ?? '', /Invoice ALDINE-I-00001[\s\S]*Total: €108\.00[\s\S]*Fenwick College/)
      assert.deepEqual(await shop.licences(), [])
      const settled = await settleInvoice(shop.deps, { orderId: id, reference: 'Bank 12' }, by)
      assert.ok(settled.ok && toOrderState(settled.value) === 'paid')
      const [licence] = await shop.licences()
      assert.deepEqual(
        [licence?.kind, licence?.holder],
        ['perpetual', { kind: 'institution', id: 'fenwick' }],
      )
      assert.deepEqual(await papersOf(shop, id), ['ALDINE-I-00001'])
      assert.equal((await findOrder(shop.db, { id }))?.reference, 'PO 77; Bank 12')
      const back = await refundOrder(shop.deps, {
        ...{ orderId: id, amount: null, reason: null, endsAccess: false, by: 'a9' },
      })
      assert.ok(back.ok)
      assert.equal((await shop.licences())[0]?.revoked?.reason, 'refunded')
    }))

  it('can be called off until it is paid', () =>
    withShop(async (shop) => {
      const { id } = await quoteOrder(shop.deps, quote(shop), { by: 'a9' })
      assert.ok((await cancelOrder(shop.deps, id, { by: 'a9' })).ok)
      assert.equal(await stateOf(shop, id), 'cancelled')
      assert.equal((await invoiceOrder(shop.deps, id)).ok, false)
    }))
})

describe('lists of orders', () => {
  it('know the same states as the rest of the program', () =>
    withShop(async (shop) => {
      await begun(shop)
      await begun(shop, { id: 'order2' })
      await shop.tell(await shop.stripe.pay())
      await quoteOrder(
        shop.deps,
        {
          ...{
            press: 'aldine',
            institutionId: 'f',
            email: 'l@f.example',
            buyerName: 'F',
            days: null,
            tax: null,
          },
          product: { id: shop.book.id, kind: 'book', title: 'Harbours' },
          price: { amount: 1, currency: 'EUR', taxIncluded: true },
          ...{ territory: null, reference: null, language: 'en', origin: ORIGIN, base: '', returnTo: '/' },
        },
        { by: 'a9' },
      )
      const all = await listOrders(shop.db, { limit: 10 })
      const states = [...new Set(all.map(toOrderState))]
      assert.deepEqual(states.toSorted(), ['open', 'paid', 'quoted'])
      for (const state of states) {
        const found = await listOrders(shop.db, { states: [state], limit: 10 })
        assert.deepEqual(
          found,
          all.filter((order) => toOrderState(order) === state),
        )
      }
      assert.equal((await listOrders(shop.db, { like: 'ALDINE-R-00001', limit: 9 })).length, 1)
      assert.equal((await listOrders(shop.db, { like: '100%', limit: 9 })).length, 0)
    }))
})
