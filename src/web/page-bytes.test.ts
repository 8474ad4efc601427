import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { toBytes } from './page-bytes.ts'

describe('a page as bytes', () => {
  it('is what the platform makes of it, whatever its length and its letters', () => {
    void fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), fc.nat(3000), (pieces, times) => {
        const text = pieces.join('’').repeat(times % 40)
        assert.ok(toBytes(text).equals(Buffer.from(text)))
      }),
    )
    for (const length of [0, 1, 262_144, 262_145, 600_000]) {
      const text = 'ж'.repeat(length)
      assert.ok(toBytes(text).equals(Buffer.from(text)))
    }
  })

  it('has the sign for what is no letter where half a pair of surrogates stands', () => {
    for (const text of ['a\ud800b', '\udc00', '’\ud83d'])
      assert.deepEqual(toBytes(text), Buffer.from(text), JSON.stringify(text))
  })

  it('does not change when the next page is made', () => {
    const first = toBytes('one')
    toBytes('two')
    assert.equal(first.toString(), 'one')
  })
})
