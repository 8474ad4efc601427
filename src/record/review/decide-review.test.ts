import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RecordDocument } from '../model/index.ts'
import { readRecord } from '../reading/read-record.ts'
import { harbour } from '../testing/record-shelf.ts'
import { decideReview, withReviewers } from './decide-review.ts'
import { printOf, type Review } from './review.ts'

const HASH = 'of these files'

function read(files: Parameters<typeof harbour>[0] = {}): RecordDocument {
  const { record } = readRecord(Object.entries(harbour(files)).map(([name, text]) => ({ name, text })))
  assert.ok(record !== null)
  return record
}

const said = (name: string, decision: Review['decision'], more: Partial<Review> = {}): Review => ({
  ...{ accountId: name, name, claim: null, decision, print: HASH, note: null, given: new Date(0) },
  ...more,
})

const ofClaim = (record: RecordDocument, id: string) => {
  const claim = record.claims.find((one) => one.id === id)
  assert.ok(claim !== undefined)
  return { claim: id, print: printOf(claim) }
}

describe('the review of a record', () => {
  it('is complete when two people approved these very files, of whom neither compiled them', () => {
    const record = read()
    const of = (...reviews: readonly Review[]) => decideReview(record, HASH, reviews).isComplete
    assert.equal(of(said('Ada', 'approved'), said('Bea', 'approved')), true)
    assert.equal(of(said('Ada', 'approved')), false)
    assert.equal(of(said('Ada', 'approved'), said('ida berg', 'approved')), false, 'who compiled it')
    assert.equal(of(said('Ada', 'approved'), said(' ada ', 'approved')), false, 'the same name twice')
    assert.equal(of(said('Ada', 'approved'), said('Bea', 'approved', { print: 'of others' })), false)
    assert.equal(of(said('Ada', 'approved'), said('Bea', 'approved'), said('Cy', 'returned')), false)
  })

  it('counts those whom the files name, but not those of a draft', () => {
    const head = (status: string) => ({
      'record.yaml': `record: harbour\ntitle: T\nchapter: { number: "1" }\nstatus: ${status}\nreviewed_by: [Dora, Ada]\n`,
    })
    assert.equal(decideReview(read(head('reviewed')), HASH, []).isComplete, true)
    assert.equal(decideReview(read(head('draft')), HASH, []).isComplete, false)
    assert.equal(decideReview(read(head('draft')), HASH, [said('Bea', 'approved')]).isComplete, false)
  })

  it('is kept open by a question, until the claim is written otherwise', () => {
    const record = read()
    const approved = [said('Ada', 'approved'), said('Bea', 'approved')]
    const question = said('Cy', 'questioned', { ...ofClaim(record, 'c-seen'), note: 'By whom?' })
    const open = decideReview(record, HASH, [...approved, question])
    assert.deepEqual([open.isComplete, [...open.questioned.keys()]], [false, ['c-seen']])
    const rewritten = {
      ...record,
      claims: record.claims.map((claim) => ({ ...claim, says: `${claim.says} So.` })),
    }
    assert.equal(decideReview(rewritten, HASH, [...approved, question]).isComplete, true)
  })

  it('names those who approved among the reviewers, once it is complete, and each once', () => {
    const record = { ...read(), reviewedBy: [{ name: 'Ada', orcid: null }] }
    const namesAfter = (...reviews: readonly Review[]) =>
      withReviewers(record, decideReview(record, HASH, reviews)).reviewedBy.map(({ name }) => name)
    assert.deepEqual(namesAfter(said('ADA', 'approved'), said('Bea', 'approved')), ['Ada', 'Bea'])
    assert.deepEqual(namesAfter(said('ADA', 'approved')), ['Ada'])
  })
})
