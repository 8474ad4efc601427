import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ANYONE } from '#web'
import { sampleGrant, sampleVisitor } from '../samples.fixture.ts'
import { NOBODY, type Visitor } from '../visitor.ts'
import { accessClassOf } from './access-class.ts'

const signedIn = (id: string, more: Partial<Visitor> = {}): Visitor =>
  sampleVisitor({ account: { id, email: `${id}@example.org`, name: id, verified: true }, ...more })

describe('for whom a page is kept', () => {
  it('is the same for all who signed in without rights of their own, and other than for strangers', () => {
    const ada = accessClassOf(signedIn('ada'), '1')
    assert.equal(ada, accessClassOf(signedIn('bea'), '1'))
    assert.notEqual(ada, ANYONE)
    assert.equal(accessClassOf(NOBODY, '1'), ANYONE)
  })

  it('is nobody but the one with rights of their own, or with work to do here', () => {
    for (const kind of ['account', 'bearer'] as const)
      assert.equal(accessClassOf(signedIn('ada', { grants: [sampleGrant({ holder: { kind } })] }), '1'), null)
    assert.equal(accessClassOf(signedIn('ada', { staff: [{ press: 'aldine', role: 'editor' }] }), '1'), null)
    assert.equal(accessClassOf(signedIn('ada', { librarianOf: ['i'] }), '1'), null)
  })
})
