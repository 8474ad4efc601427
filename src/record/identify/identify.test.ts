import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildFindings } from '../findings.ts'
import { readRecord } from '../reading/read-record.ts'
import { bestAssignment } from './best-assignment.ts'

const head = 'record: meant\ntitle: Who was meant\nchapter: { number: "1" }\ncompiled_by: [Ida Berg]\n'

function findingsOf(text: string) {
  const { record, faults } = readRecord([{ name: 'record.yaml', text: head + text }])
  assert.ok(record !== null, faults.map(({ message }) => message).join('\n'))
  return buildFindings(record)
}

const PORT = `
people:
  - { id: ann, name: Ann, roles: [{ what: pilot, org: lodge, rank: mate, place: harbour }] }
  - { id: bob, name: Bob, roles: [{ what: cook, civil: true, place: harbour }] }
  - { id: cy, name: Cy, roles: [{ what: pilot, org: lodge }] }
places: [{ id: coast, name: The coast }, { id: harbour, name: The harbour, within: coast }, { id: island, name: The island }]
events:
  - { id: hearing, type: hearing, label: The hearing, when: "1840-02-17" }
  - { id: ann-leaves, type: leaving, label: Ann leaves, when: "1840-02-15", where: harbour, who: [ann] }
  - { id: bob-leaves, type: leaving, label: Bob leaves, when: "1840-02", before: hearing, where: harbour, who: [bob] }
  - { id: cy-leaves, type: leaving, label: Cy leaves, when: "1841", where: island, who: [cy] }
sources: [{ id: notes, citation: Notes of the hearing }]
mentions:
  - { id: m-mate, source: notes, quote: a captain of the lodge, describes: { event: leaving, place: coast, seen_by: hearing, org: lodge, rank: captain }, candidates: [{ person: ann, verdict: accepted }] }
  - { id: m-other, source: notes, quote: the other a civilian, describes: { event: leaving, place: harbour, seen_by: hearing, civil: true }, candidates: [{ person: cy }] }
`

describe('who was meant', () => {
  const { identifications } = findingsOf(PORT)
  const of = (id: string, from = identifications) => {
    const found = from.mentions.find(({ mention }) => mention === id)
    assert.ok(found !== undefined)
    return found
  }

  it('is whoever fits best, with reasons for and against', () => {
    const { verdict, candidates, agrees } = of('m-mate')
    assert.deepEqual(verdict, { kind: 'fits-best', person: 'ann', margin: 3 })
    assert.equal(agrees, true)
    assert.deepEqual(
      candidates[0]?.for.map(({ kind }) => kind),
      ['event', 'place', 'date-by', 'org'],
    )
    assert.deepEqual(
      candidates[0]?.against.map(({ kind }) => kind),
      ['rank'],
    )
  })

  it('shows everyone the author names, however badly they fit', () => {
    const cy = of('m-other').candidates.find(({ person }) => person === 'cy')
    assert.deepEqual(
      cy?.against.map(({ kind }) => kind),
      ['place', 'date-by', 'civil'],
    )
    assert.equal(of('m-other').agrees, null)
  })

  it('is left open where two fit as well', () => {
    const twin = findingsOf(
      PORT.replace(', civil: true }', ' }').replace(
        'roles: [{ what: cook, civil: true, place: harbour }]',
        'roles: []',
      ),
    )
    const verdict = of('m-other', twin.identifications).verdict
    assert.equal(verdict.kind, 'not-decidable')
    assert.deepEqual(verdict.kind === 'not-decidable' && [...verdict.people].sort(), ['ann', 'bob'])
  })

  it('is nobody where nobody fits at all', () => {
    const nobody = findingsOf(`people: [{ id: ann, name: Ann }]
sources: [{ id: notes, citation: Notes }]
mentions: [{ id: m-one, source: notes, quote: somebody, describes: { event: leaving } }]
`)
    assert.equal(of('m-one', nobody.identifications).verdict.kind, 'nobody-fits')
  })

  it('is weighed together where mentions mean different people', () => {
    const together = findingsOf(
      `${PORT.replace('civil: true }, candidates', 'org: lodge }, candidates')}distinct: [[m-mate, m-other]]\n`,
    )
    const [reading] = together.identifications.joint
    assert.equal(new Set(reading?.people).size, 2)
    assert.deepEqual(of('m-mate', together.identifications).together, ['m-other'])
  })

  it('gives everyone another person, so that no other way fits better', () => {
    const scores = fc.integer({ min: 1, max: 4 }).chain((rows) =>
      fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }), {
        minLength: rows,
        maxLength: rows,
      }),
    )
    const tryAll = (rows: readonly (readonly number[])[], taken: readonly number[] = []): number =>
      rows.length === taken.length
        ? taken.reduce((sum, column, row) => sum + (rows[row]?.[column] ?? 0), 0)
        : Math.max(
            ...[0, 1, 2, 3, 4]
              .filter((column) => !taken.includes(column))
              .map((column) => tryAll(rows, [...taken, column])),
          )
    void fc.assert(
      fc.property(scores, (rows) => {
        const { columns, score } = bestAssignment(rows)
        assert.equal(new Set(columns).size, rows.length)
        assert.equal(score, tryAll(rows))
      }),
    )
  })
})

describe('counts', () => {
  const counts = (members: string, says: number) =>
    findingsOf(`people: [{ id: ann, name: Ann }, { id: bob, name: Bob }, { id: cy, name: Cy }]
groups: [{ id: crew, label: Crew, counts_event: leaving, size: { says: ${says} }, members: [${members}], subsets: [{ id: late, label: Late, size: { says: 1 }, after: hearing }] }]
events:
  - { id: hearing, type: hearing, label: The hearing, when: "1840-02" }
  - { id: ann-leaves, type: leaving, label: Ann leaves, when: "1840-05", who: [ann] }
  - { id: bob-leaves, type: leaving, label: Bob leaves, when: "1839", who: [bob] }
  - { id: cy-leaves, type: leaving, label: Cy leaves, when: "1840", who: [cy] }
`).counts.map(({ status, certainly, possibly }) => `${certainly}-${possibly} ${status}`)

  it('are incomplete, agree or contradict, and a part by its dates', () => {
    assert.deepEqual(counts('ann, bob', 3), ['2-2 incomplete', '1-1 agrees'])
    assert.deepEqual(counts('ann, bob', 2), ['2-2 agrees', '1-1 agrees'])
    assert.deepEqual(counts('ann, bob', 1), ['2-2 contradicts', '1-1 agrees'])
    assert.deepEqual(counts('bob, cy', 2), ['2-2 agrees', '0-1 undecided'])
    assert.deepEqual(counts('bob', 1), ['1-1 agrees', '0-0 contradicts'])
    assert.deepEqual(counts('ann, { person: bob, status: possible }', 2), ['1-2 undecided', '1-1 agrees'])
    assert.deepEqual(counts('ann, { person: bob, status: out }', 1), ['1-1 agrees', '1-1 agrees'])
  })
})
