/** Visitors, licences and products for tests: nothing is known of them but what a test says. */
import { STRANGER } from '#accounts'
import { ALWAYS } from '#book'
import type { AccessProduct } from './access-product.ts'
import type { Grant, Visitor } from './visitor.ts'

export const sampleProduct = (facts: Partial<AccessProduct> = {}): AccessProduct => ({
  id: 'chapter1',
  bookId: 'book1',
  press: 'aldine',
  openness: 'closed',
  window: ALWAYS,
  collections: [],
  holds: [],
  ...facts,
})

export const sampleGrant = (facts: Partial<Grant> = {}): Grant => ({
  licenceId: 'licence1',
  kind: 'subscription',
  holder: { kind: 'institution', id: 'fenwick', name: 'Fenwick College' },
  covers: [{ kind: 'product', id: 'book1' }],
  from: new Date('2026-01-01T00:00:00Z'),
  until: null,
  revoked: false,
  seats: 'none',
  downloads: true,
  bar: null,
  ...facts,
})

export const sampleVisitor = (facts: Partial<Visitor> = {}): Visitor => ({
  ...STRANGER,
  grants: [],
  ...facts,
})
