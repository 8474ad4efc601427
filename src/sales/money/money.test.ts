import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { toOwnAmount, toStripeAmount } from '../stripe/to-stripe-amount.ts'
import { decimalsOf, parseAmount, toAmountText } from './currency.ts'
import { decideAmounts, isChargeable, taxWithin } from './decide-amounts.ts'
import { isCountry, isTerritory, listCountries } from './territory.ts'

const currency = fc.constantFrom(...Intl.supportedValuesOf('currency'))
const amount = fc.integer({ min: 1, max: 999_999_999 })

describe('amounts', () => {
  it('are whole minor units, as many as their currency has', () => {
    assert.equal(parseAmount('29.99', 'GBP'), 2999)
    assert.equal(parseAmount('1 250', 'JPY'), 1250)
    assert.equal(parseAmount('4,5', 'EUR'), 450)
    assert.equal(parseAmount('1.234', 'KWD'), 1234)
    for (const [text, code] of [
      ['12.5', 'JPY'],
      ['29.999', 'EUR'],
      ['-1', 'EUR'],
      ['1e3', 'EUR'],
      ['', 'EUR'],
      ['1', 'XXY'],
    ] as const)
      assert.equal(parseAmount(text, code), null, `${text} ${code}`)
  })

  it('are read back as they are written', () =>
    fc.assert(
      fc.property(currency, amount, (code, units) => {
        assert.equal(parseAmount(toAmountText(units, code), code), units)
      }),
    ))
})

describe('tax', () => {
  const price = { amount: 2999, currency: 'EUR', taxIncluded: true }

  it('stands in a price or comes on top of it, in whole minor units', () => {
    assert.deepEqual(decideAmounts(price, { rate: 550, name: 'TVA' }), { net: 2843, tax: 156, total: 2999 })
    assert.deepEqual(decideAmounts({ ...price, taxIncluded: false }, { rate: 2000, name: 'VAT' }), {
      ...{ net: 2999, tax: 600, total: 3599 },
    })
    assert.deepEqual(decideAmounts(price, null), { net: 2999, tax: 0, total: 2999 })
  })

  it('and what is net always make up the total, and a price with tax in it stays what it says', () =>
    fc.assert(
      fc.property(
        currency,
        amount,
        fc.integer({ min: 0, max: 10_000 }),
        fc.boolean(),
        (code, units, rate, taxIncluded) => {
          const made = decideAmounts({ amount: units, currency: code, taxIncluded }, { rate, name: 'VAT' })
          assert.equal(made.net + made.tax, made.total)
          assert.ok([made.net, made.tax, made.total].every((one) => Number.isSafeInteger(one) && one >= 0))
          if (taxIncluded) assert.equal(made.total, units)
          if (!taxIncluded && rate > 0) assert.ok(isChargeable(made.total, code))
        },
      ),
      { examples: [['BHD', 1, 1, false]] },
    ))

  it('of parts that are paid back adds up to the tax of the whole', () =>
    fc.assert(
      fc.property(
        amount,
        fc.integer({ min: 0, max: 5000 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        (total, rate, cuts) => {
          const whole = decideAmounts(
            { amount: total, currency: 'EUR', taxIncluded: true },
            { rate, name: 'VAT' },
          )
          const stops = [...new Set([...cuts.map((cut) => cut % total), 0, total])].toSorted((a, b) => a - b)
          const parts = stops
            .slice(1)
            .map((stop, i) => taxWithin(stop, whole) - taxWithin(stops[i] ?? 0, whole))
          assert.equal(
            parts.reduce((sum, part) => sum + part, 0),
            whole.tax,
          )
        },
      ),
    ))
})

describe('what Stripe is asked for', () => {
  it('is counted as it counts: nothing, hundredths or thousandths of a unit', () => {
    assert.equal(toStripeAmount(500, 'JPY'), 500)
    assert.equal(toStripeAmount(1999, 'USD'), 1999)
    assert.equal(toStripeAmount(5, 'ISK'), 500)
    assert.equal(toStripeAmount(5, 'UGX'), 500)
    assert.equal(toStripeAmount(5120, 'KWD'), 5120)
    assert.throws(() => toStripeAmount(5124, 'KWD'), RangeError)
  })

  it('comes back as the same amount in every currency', () =>
    fc.assert(
      fc.property(currency, amount, (code, units) => {
        const chargeable = decimalsOf(code) === 3 ? units * 10 : units
        assert.equal(toOwnAmount(toStripeAmount(chargeable, code), code), chargeable)
      }),
    ))
})

describe('countries', () => {
  it('are those of ISO 3166, without unions and what has gone', () => {
    const codes = listCountries('en').map(({ value }) => value)
    assert.ok(codes.length > 240 && codes.length < 255)
    for (const code of ['GB', 'FR', 'KW', 'TW']) assert.ok(isCountry(code), code)
    for (const code of ['EU', 'UK', 'DD', 'ZZ', 'SU', '*']) assert.ok(!isCountry(code), code)
    assert.ok(isTerritory('*'))
  })
})
