import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { aUse, toLine } from '../usage.fixture.ts'
import { ACCESS_METHODS, ACCESS_TYPES, USE_KINDS } from '../use.ts'
import { BATCH_BYTES, parseBatch } from './parse-batch.ts'
import { parseLine } from './parse-line.ts'

const LETTERS = [...'0123456789abcdefghjkmnpqrstvwxyz']
const anId = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 16, maxLength: 16 })

const anyUse = fc.record(
  {
    at: fc.integer({ min: 0, max: 9_999_999_999_999 }),
    session: fc.string({ unit: fc.constantFrom(...LETTERS, 'A', '-', '_'), minLength: 22, maxLength: 22 }),
    robot: fc.boolean(),
    kind: fc.constantFrom(...USE_KINDS),
    method: fc.constantFrom(...ACCESS_METHODS),
    press: fc.constantFrom('aldine', 'house-of-books'),
    bookId: anId,
    items: fc.array(
      fc.record({ id: anId, access: fc.constantFrom(...ACCESS_TYPES) }, { noNullPrototype: true }),
      {
        minLength: 1,
        maxLength: 5,
      },
    ),
    link: fc.constantFrom('page', 'page:12', 'file:epub', 'book:pdf', 'why', 'book'),
    institutions: fc.array(anId, { maxLength: 3 }),
  },
  { noNullPrototype: true },
)

describe('a line of the spool', () => {
  it('says of a use all that was said of it', () =>
    fc.assert(
      fc.property(anyUse, (use) => {
        assert.deepEqual(parseLine(toLine(use).slice(0, -1)), { ok: true, value: use })
      }),
    ))

  it('is none when any part of it is missing', () => {
    const line = toLine(aUse({ institutions: ['i1'] })).slice(0, -1)
    for (let length = 0; length < line.length - 2; length++)
      assert.ok(!parseLine(line.slice(0, length)).ok, line.slice(0, length))
    assert.ok(!parseLine(`${'\0'.repeat(40)}${line}`).ok)
  })
})

describe('a batch of lines', () => {
  it('ends with the last whole line, wherever it is cut', () =>
    fc.assert(
      fc.property(fc.array(anyUse, { maxLength: 5 }), fc.nat(), (uses, cut) => {
        const all = Buffer.from(uses.map(toLine).join(''), 'latin1')
        const length = all.length === 0 ? 0 : cut % (all.length + 1)
        const first = parseBatch(all.subarray(0, length), 0)
        const second = parseBatch(all.subarray(first.end), first.end)
        assert.deepEqual(
          [...first.uses, ...second.uses].map(({ place: _place, ...use }) => use),
          uses,
        )
        assert.equal(first.damaged + second.damaged, 0)
      }),
    ))

  it('passes over what is no line, and over what never ends', () => {
    const good = toLine(aUse())
    const { uses, damaged } = parseBatch(Buffer.from(`${'\0'.repeat(100)}\n${good}half a li`), 7)
    assert.equal(damaged, 1)
    assert.deepEqual(
      uses.map(({ place }) => place),
      [108],
    )
    assert.equal(parseBatch(Buffer.alloc(BATCH_BYTES), 5).end, BATCH_BYTES + 5)
  })
})
