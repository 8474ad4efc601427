import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CopyManner, Delivery } from '../deliveries/delivery.ts'
import { decideOtherwise } from './decide-otherwise.ts'

const ended = (
  state: Delivery['state'],
  fault: Delivery['fault'],
  manners: readonly CopyManner[] = [],
  format: 'epub' | 'pdf' = 'epub',
) =>
  decideOtherwise({
    state,
    fault,
    thing: { of: 'chapter', id: 'c', bookId: 'b', title: 'T', format, manners },
  })

const E999 = { code: 'never-arrived', facts: { amazon: 'E999' } }
const TOO_LARGE = { code: 'too-large', facts: { bytes: 60_000_000, limit: 50_000_000 } }

describe('decideOtherwise', () => {
  it('offers the plainest form after Amazon could not convert the file, once', () => {
    assert.equal(ended('missing', E999), 'plain')
    assert.equal(ended('missing', E999, ['light']), 'plain')
    assert.equal(ended('missing', E999, ['plain']), null)
  })

  it('offers none of a file that was merely never seen: the sender is not approved', () => {
    assert.equal(ended('missing', { code: 'never-arrived', facts: {} }), null)
    assert.equal(ended('handed', null), null)
  })

  it('offers lighter pictures for a file that is too large, once, by our own count as by a bounce', () => {
    assert.equal(ended('failed', TOO_LARGE), 'light')
    assert.equal(ended('bounced', { code: 'bounced-size', facts: {} }), 'light')
    assert.equal(ended('failed', TOO_LARGE, ['light']), null)
  })

  it('leaves a PDF as it is', () => {
    assert.equal(ended('missing', E999, [], 'pdf'), null)
    assert.equal(ended('failed', TOO_LARGE, [], 'pdf'), null)
  })
})
