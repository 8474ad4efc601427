import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseSpan, parseWhen } from './parse-when.ts'
import { spanInDays } from './span-in-days.ts'

const meaning = (text: string) => {
  const read = parseWhen(text)
  assert.ok(read.ok, text)
  return read.value.means
}
const months = (least: number, most = least, exact = false) => ({ least, most, unit: 'mo', exact }) as const

describe('when', () => {
  it('is read in every form the author may write', () => {
    assert.deepEqual(meaning('2d before nsc-meeting'), {
      kind: 'offset',
      side: 'before',
      span: { least: 2, most: 2, unit: 'd', exact: false },
      of: 'nsc-meeting',
    })
    const offset = { kind: 'offset', side: 'before', of: 'x1' } as const
    assert.deepEqual(meaning('exactly 6mo before x1'), { ...offset, span: months(6, 6, true) })
    assert.deepEqual(meaning('six months before x1'), { ...offset, span: months(6) })
    assert.deepEqual(meaning('(5..7)mo after x1'), { ...offset, side: 'after', span: months(5, 7) })
    assert.deepEqual(meaning('within thirteen months of x1'), { kind: 'within', span: months(13), of: 'x1' })
    assert.deepEqual(meaning('between a1 and b1'), { kind: 'between', from: 'a1', to: 'b1' })
    assert.deepEqual(meaning('same day as x1'), { kind: 'same-day', of: 'x1' })
    assert.deepEqual(meaning('during x1'), { kind: 'during', of: 'x1' })
    assert.equal(meaning('1954-01/1954-02').kind, 'date')
  })

  it('keeps the words of the author', () => {
    const read = parseWhen('  six months before nsc-meeting ')
    assert.ok(read.ok)
    assert.equal(read.value.words, 'six months before nsc-meeting')
  })

  it('says what is wrong, where, and how to write it', () => {
    const wrong = (text: string) => {
      const read = parseWhen(text)
      assert.ok(!read.ok, text)
      return read.error
    }
    assert.match(wrong('1953-02-29').message, /28 days/)
    assert.match(wrong('6 moons before x1').message, /“6 moons” is not a length of time/)
    assert.equal(wrong('exactly 6 moons before x1').column, 9)
    assert.match(wrong('before x1').message, /before: x1/)
    assert.match(wrong('shortly after the war').message, /is not a relation/)
    assert.equal(wrong('(7..5)mo after x1').suggestion, '(5..7)mo')
  })

  it('takes half a unit more or less, outward, and none of days or where it is exact', () => {
    const days = (text: string, exact = false) => {
      const span = parseSpan(text, exact)
      assert.ok(span.ok)
      return spanInDays(span.value)
    }
    assert.deepEqual(days('6mo'), { least: 167, most: 198 })
    assert.deepEqual(days('2d'), { least: 2, most: 2 })
    assert.deepEqual(days('1wk', true), { least: 7, most: 7 })
    assert.deepEqual(days('6mo', true), { least: 182, most: 183 })
  })
})
