import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ListedPrice } from '#sales'
import { groupPrices } from './group-prices.ts'

const price = (productId: string, amount: number, more: Partial<ListedPrice> = {}): ListedPrice => ({
  ...{ productId, amount, currency: 'EUR', territory: '*', days: null },
  ...{ of: 'chapter', taxIncluded: true, from: 'staff' },
  ...more,
})

describe('the price list of a book', () => {
  it('tells what several chapters cost alike once, and the book by itself', () => {
    const groups = groupPrices(
      [price('book', 450), price('a', 450), price('b', 450), price('c', 500), price('b', 300, { days: 2 })],
      'book',
    )
    assert.deepEqual(
      groups.map(({ productIds, price: { amount, days } }) => [productIds, amount, days]),
      [
        [['book'], 450, null],
        [['a', 'b'], 450, null],
        [['c'], 500, null],
        [['b'], 300, 2],
      ],
    )
  })
})
