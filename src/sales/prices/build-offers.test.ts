import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildOffers } from './build-offers.ts'
import { type ListedPrice, pricesIn } from './price-list.ts'

const price = (
  amount: number | null,
  currency: string,
  territory = '*',
  days: number | null = null,
): ListedPrice => ({
  ...{ productId: 'p', of: days === null ? 'chapter' : 'pay-per-view', from: 'staff' },
  ...{ amount, currency, territory, days, taxIncluded: true },
})

describe('buildOffers', () => {
  it('names the price for everywhere first, and those of countries beside it', () => {
    const [offer] = buildOffers('p', [price(3200, 'EUR', 'FR'), price(2999, 'GBP'), price(3499, 'EUR')])
    assert.deepEqual(offer?.price, { amount: 2999, currency: 'GBP' })
    assert.deepEqual(
      offer?.others.map(({ price: { amount }, territory }) => [amount, territory]),
      [
        [3200, 'FR'],
        [3499, '*'],
      ],
    )
  })

  it('says where it is sold when that is not everywhere', () => {
    const [offer] = buildOffers('p', [price(3200, 'EUR', 'FR')])
    assert.equal(offer?.territory, 'FR')
  })

  it('names whatever any buyer may be asked to pay, and nothing else', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            amount: fc.option(fc.integer({ min: 1, max: 9 })),
            currency: fc.constantFrom('GBP', 'EUR', 'INR'),
            territory: fc.constantFrom('*', 'FR', 'IN'),
            days: fc.constantFrom(null, 2),
          }),
          { maxLength: 8 },
        ),
        (asked) => {
          const list = asked
            .filter((one, i) => asked.findIndex((other) => isSame(one, other)) === i)
            .map(({ amount, currency, territory, days }) => price(amount, currency, territory, days))
          const offers = buildOffers('p', list)
          for (const days of [null, 2]) {
            const offer = offers.find((one) => one.days === days)
            const named = offer === undefined ? [] : [offer, ...offer.others]
            const told = new Set(named.map((one) => JSON.stringify([one.price, one.territory])))
            for (const country of ['FR', 'IN', 'DE'])
              for (const one of pricesIn(list, { productId: 'p', days }, country, null))
                assert.ok(
                  told.has(JSON.stringify([{ amount: one.amount, currency: one.currency }, one.territory])),
                )
            assert.equal(named.length, list.filter((one) => one.days === days && one.amount !== null).length)
          }
        },
      ),
    ))
})

type Key = Pick<ListedPrice, 'currency' | 'territory' | 'days'>
const isSame = (a: Key, b: Key) =>
  a.currency === b.currency && a.territory === b.territory && a.days === b.days
