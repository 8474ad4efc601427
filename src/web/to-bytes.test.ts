import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { toBytes } from './to-bytes.ts'

describe('a page as bytes', () => {
  it('is what the platform makes of it, whatever its length and its letters', () => {
    void fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), fc.nat(3000), (pieces, times) => {
        const text = pieces.join('’').repeat(times % 40)
        assert.ok(toBytes(text).equals(Buffer.from(text)))
      }),
    )
    for (const length of [0, 1, 87_381, 87_382, 300_000]) {
      const text = 'ж'.repeat(length)
      assert.ok(toBytes(text).equals(Buffer.from(text)))
    }
  })

  it('does not change when the next page is made', () => {
    const first = toBytes('one')
    toBytes('two')
    assert.equal(first.toString(), 'one')
  })
})
