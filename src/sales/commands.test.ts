import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addInstitution, DEFAULT_SETTINGS } from '#accounts'
import {
  findOrderByWord,
  invoiceByCommand,
  listOrdersByCommand,
  listPricesByCommand,
  quoteByCommand,
  refundByCommand,
  removePriceByCommand,
  setPriceByCommand,
  setTaxByCommand,
  settleByCommand,
} from './commands.ts'
import { toOrderState } from './orders/order.ts'
import { loadOffers } from './prices/load-offers.ts'
import { ORIGIN, type Shop, withShop } from './testing/open-shop.ts'

const pricesOf = async ({ db, chapter }: Shop): Promise<readonly string[]> => {
  const listed = await listPricesByCommand(db, [chapter.path])
  assert.ok(listed.ok)
  return (listed.value[0]?.prices ?? []).map(
    ({ amount, currency, territory, days, from }) =>
      `${amount} ${currency} ${territory} ${days ?? ''}${from}`,
  )
}

describe('price', () => {
  it('of staff goes before that of the book, until it is removed; then neither is asked', () =>
    withShop(async (shop) => {
      const { db, chapter } = shop
      assert.deepEqual(await pricesOf(shop), ['750 GBP * book'])
      assert.ok((await setPriceByCommand(db, chapter.id, { amount: '8,00', currency: 'gbp' })).ok)
      assert.deepEqual(await pricesOf(shop), ['800 GBP * staff'])
      const offers = () => loadOffers(db, { id: chapter.id, bookId: shop.book.id })
      assert.deepEqual(
        (await offers()).map(({ of, price }) => [of, price.amount]),
        [
          ['chapter', 800],
          ['book', 2999],
        ],
      )
      assert.ok((await removePriceByCommand(db, chapter.id, { currency: 'GBP' })).ok)
      assert.deepEqual(await pricesOf(shop), ['null GBP * staff'])
      assert.deepEqual(
        (await offers()).map(({ of }) => of),
        ['book'],
      )
      assert.equal((await removePriceByCommand(db, chapter.id, { currency: 'GBP' })).ok, false)
    }))

  it('says everything that is wrong with it in sentences', () =>
    withShop(async ({ db, chapter }) => {
      const wrong = await setPriceByCommand(db, chapter.id, {
        ...{ amount: '12.345', currency: 'EUR', days: '0', country: 'ZZ', tax: 'perhaps' },
      })
      assert.ok(!wrong.ok)
      assert.equal(wrong.error.length, 4)
      for (const sentence of wrong.error) assert.match(sentence, /^[A-Z].*\.$/)
      const thousandth = await setPriceByCommand(db, chapter.id, { amount: '1.234', currency: 'KWD' })
      assert.match(!thousandth.ok ? (thousandth.error[0] ?? '') : '', /end in nought/)
      const nowhere = await setPriceByCommand(db, 'no-such-book', { amount: '1', currency: 'EUR' })
      assert.match(!nowhere.ok ? (nowhere.error[0] ?? '') : '', /not on the shelf/)
      assert.equal((await setTaxByCommand(db, 'aldine', { country: 'Francia', rate: 'high' })).ok, false)
    }))
})

describe('order', () => {
  it('of an institution goes from quote to licence by its number', () =>
    withShop(async ({ db, deps, chapter }) => {
      const facts = {
        ...({
          name: 'Fenwick College',
          kind: 'institution',
          otherNames: [],
          country: 'GB',
          city: null,
        } as const),
        ...{
          ror: null,
          isni: null,
          contact: 'library@fenwick.example',
          memberOf: [],
          settings: DEFAULT_SETTINGS,
        },
      }
      const made = await addInstitution(db, facts, { now: new Date(), by: 'test' })
      assert.ok(made.ok)
      const wanted = {
        institution: 'Fenwick College',
        amount: '120',
        currency: 'GBP',
        taxRate: '20',
        tax: 'added',
      }
      const quoted = await quoteByCommand(deps, chapter.path, wanted, ORIGIN)
      assert.ok(quoted.ok, JSON.stringify(quoted))
      assert.equal(quoted.value.total, 14_400)
      const early = await settleByCommand(deps, quoted.value.id, {})
      assert.match(!early.ok ? (early.error[0] ?? '') : '', /it is quoted/)
      assert.ok((await invoiceByCommand(deps, quoted.value.id)).ok)
      const settled = await settleByCommand(deps, 'ALDINE-I-00001', { reference: 'Transfer 9' })
      assert.ok(settled.ok && toOrderState(settled.value) === 'paid')
      const back = await refundByCommand(deps, 'ALDINE-I-00001', { amount: '44.00' })
      assert.ok(back.ok && toOrderState(back.value) === 'partly-refunded')
      const more = await refundByCommand(deps, 'ALDINE-I-00001', { amount: '100.01' })
      assert.match(!more.ok ? (more.error[0] ?? '') : '', /At most £100.00 is left/)
      assert.ok((await findOrderByWord(db, 'ALDINE-C-00001')).ok)
      assert.equal((await findOrderByWord(db, 'ALDINE-R-00001')).ok, false)
      assert.equal((await listOrdersByCommand(db, { state: ['bought'] })).ok, false)
      const listed = await listOrdersByCommand(db, { state: ['partly-refunded'] })
      assert.equal(listed.ok && listed.value.length, 1)
    }))
})
