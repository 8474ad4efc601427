import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { daysInMonth, formatDay, fromDay, toDay } from './day.ts'

describe('a day', () => {
  it('has the number that every computer’s clock gives it', () =>
    fc.assert(
      fc.property(fc.integer({ min: -4_000_000, max: 2_900_000 }), (day) => {
        const date = new Date(day * 86_400_000)
        const civil = {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        }
        assert.deepEqual(fromDay(day), civil)
        assert.equal(toDay(civil), day)
      }),
      { numRuns: 1000 },
    ))

  it('follows upon the one before, through every month of 800 years', () => {
    let expected = toDay({ year: -400, month: 1, day: 1 })
    for (let year = -400; year < 400; year++)
      for (let month = 1; month <= 12; month++)
        for (let day = 1; day <= daysInMonth(year, month); day++)
          assert.equal(toDay({ year, month, day }), expected++)
  })

  it('is written as level 0 writes it', () => {
    assert.equal(formatDay(0), '1970-01-01')
    assert.equal(formatDay(toDay({ year: -44, month: 3, day: 15 })), '-0044-03-15')
    assert.equal(formatDay(toDay({ year: 0, month: 2, day: 29 })), '0000-02-29')
  })
})
