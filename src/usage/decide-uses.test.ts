import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Given, GivenProduct } from '#web'
import { type Answered, decideUses } from './decide-uses.ts'

const WINDOW = { freeFrom: null, freeUntil: null, embargoUntil: null }

const aProduct = (id: string, more: Partial<GivenProduct> = {}): GivenProduct => ({
  ...{ id, bookId: 'book', press: 'aldine', openness: 'closed', window: WINDOW, holds: [] },
  ...more,
})

const BOOK = aProduct('book', {
  holds: [aProduct('c1', { openness: 'open' }), aProduct('c2'), aProduct('c3')],
})

const CLOSED = (...kinds: string[]): Given['decision'] => ({
  kind: 'closed',
  reasons: kinds.map((kind) => ({ kind })),
})
const LICENSED: Given['decision'] = { kind: 'licensed', reasons: [{ kind: 'licensed' }] }

const answered = (given: Partial<Given>, more: Partial<Answered> = {}): Answered => ({
  given: {
    product: aProduct('c2'),
    action: 'read',
    text: false,
    decision: CLOSED('closed-by-press'),
    ...given,
  },
  ...{ shows: 'text', status: 200, path: '/chapters/two/c2', byInstitution: false, now: new Date() },
  ...more,
})

const kinds = (given: Partial<Given>, more: Partial<Answered> = {}) =>
  decideUses(answered(given, more)).map(({ kind }) => kind)

describe('what an answer counts for', () => {
  it('is a request when the text was given, and an investigation when the page about it was', () => {
    assert.deepEqual(kinds({ text: true, decision: LICENSED }), ['request'])
    assert.deepEqual(kinds({}), ['investigation'])
    assert.deepEqual(kinds({ action: 'view', product: BOOK }, { shows: 'metadata' }), ['investigation'])
  })

  it('is a turn-away for a reader whose library is known, for who asks for a file, and for who asks why', () => {
    assert.deepEqual(kinds({}, { byInstitution: true }), ['investigation', 'no-licence'])
    assert.deepEqual(kinds({ decision: CLOSED('seats-taken') }, { byInstitution: true }), [
      'investigation',
      'limit-exceeded',
    ])
    assert.deepEqual(kinds({ action: 'download' }, { shows: 'file', status: 403 }), ['no-licence'])
    assert.deepEqual(kinds({ asked: 'why' }, { shows: 'metadata' }), ['no-licence'])
    assert.deepEqual(kinds({ asked: 'why', decision: LICENSED }, { shows: 'metadata' }), [])
  })

  it('is no turn-away where no licence would have helped', () => {
    assert.deepEqual(kinds({ decision: CLOSED('embargoed-until') }, { byInstitution: true }), [
      'investigation',
    ])
    const file = { action: 'download', decision: CLOSED('reading-only') } as const
    assert.deepEqual(kinds(file, { shows: 'file', status: 403 }), [])
  })

  it('is a request of each chapter when the book was taken as one, each with the access it has for everybody', () => {
    const [use] = decideUses(
      answered(
        { product: BOOK, action: 'download', text: true, decision: LICENSED },
        { shows: 'file', path: '/files/book/Petrels.EPUB' },
      ),
    )
    assert.deepEqual(use?.items, [
      { id: 'c1', access: 'open' },
      { id: 'c2', access: 'controlled' },
      { id: 'c3', access: 'controlled' },
    ])
    assert.equal(use?.link, 'book:epub')
  })

  it('tells free for a while from open, and does not let the reader decide it', () => {
    const free = aProduct('c2', { window: { ...WINDOW, freeUntil: new Date('2999-01-01') } })
    const accessOf = (product: GivenProduct, decision: Given['decision']) =>
      decideUses(answered({ product, text: true, decision }))[0]?.items[0]?.access
    assert.equal(accessOf(free, { kind: 'free', reasons: [] }), 'free-to-read')
    assert.equal(accessOf(aProduct('c2', { openness: 'open' }), { kind: 'open', reasons: [] }), 'open')
    assert.equal(accessOf(aProduct('c2'), LICENSED), 'controlled')
  })

  it('is nothing for the press’s own staff, for a picture in a text, and for what was not answered', () => {
    const staff = { text: true, decision: { kind: 'open', reasons: [{ kind: 'staff' }] } } as const
    assert.deepEqual(kinds(staff), [])
    assert.deepEqual(kinds({ text: true, decision: LICENSED }, { shows: 'media' }), [])
    for (const status of [301, 404, 410, 416, 500, 503]) {
      assert.deepEqual(kinds({ text: true, decision: LICENSED }, { status }), [])
      const file = { action: 'download', text: true, decision: LICENSED } as const
      assert.deepEqual(kinds(file, { shows: 'file', status }), [])
    }
  })

  it('never counts a request of what was not given', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('view' as const, 'read' as const, 'download' as const),
        fc.constantFrom('text' as const, 'file' as const, 'metadata' as const, 'media' as const),
        fc.constantFrom(200, 206, 304, 403, 404, 500),
        fc.boolean(),
        (action, shows, status, byInstitution) =>
          assert.ok(!kinds({ action }, { shows, status, byInstitution }).includes('request')),
      ),
    ))
})
