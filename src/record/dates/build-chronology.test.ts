import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatDay } from '@chapterhouse/edtf'
import { readRecord } from '../reading/read-record.ts'
import { buildChronology } from './build-chronology.ts'
import { ruleInWords, whyThisDate } from './chronology.ts'

function chronologyOf(text: string) {
  const { record, faults } = readRecord([
    {
      name: 'record.yaml',
      text: `record: dated\ntitle: Dated\nchapter: { number: "1" }\ncompiled_by: [Ida Berg]\n${text}`,
    },
  ])
  assert.ok(record !== null, faults.map(({ message }) => message).join('\n'))
  return buildChronology(record)
}

type Chronology = ReturnType<typeof chronologyOf>

const range = (chronology: Chronology, id: string): string => {
  const found = chronology.events.find(({ event }) => event === id)
  assert.ok(found !== undefined, id)
  return [found.earliest, found.latest]
    .map((limit) => (limit.kind === 'day' ? formatDay(limit.day) : limit.kind))
    .join(' ')
}

const why = (chronology: Chronology, id: string, side: 'earliest' | 'latest') =>
  whyThisDate(chronology, chronology.events.find(({ event }) => event === id)?.why[side] ?? null).map(
    ruleInWords,
  )

/** Three who leave a ship in two winter months, of whom one had left in summer. */
const SHIP = `
people: [{ id: ann, name: Ann }, { id: bob, name: Bob }]
groups:
  - id: winter
    label: Those of the winter
    all: { within: 1840-01/1840-02, claim: c-winter }
    members: [{ person: ann }, { person: bob }]
events:
  - { id: hearing, type: hearing, label: The hearing, when: "1840-02-17", claim: c-hearing }
  - { id: ann-leaves, type: leaving, label: Ann leaves, when: 2d before hearing, who: [ann], claim: c-ann }
  - { id: bob-leaves, type: leaving, label: Bob leaves, when: 6mo before hearing, who: [bob], claim: c-bob }
  - { id: bob-lands, type: landing, label: Bob lands, who: [bob], after: bob-leaves, before: hearing }
sources: [{ id: log, citation: The log }]
claims:
  - { id: c-winter, says: Two left in winter., by: log, confidence: probable }
  - { id: c-hearing, says: It was heard on 17 February., by: log, confidence: certain }
  - { id: c-ann, says: Ann left two days before., by: log, confidence: certain }
  - { id: c-bob, says: Bob had left six months before., by: log, confidence: certain }
`

describe('a chronology', () => {
  const ship = chronologyOf(SHIP)

  it('dates what is only said beside something else, and says why', () => {
    assert.equal(range(ship, 'ann-leaves'), '1840-02-15 1840-02-15')
    assert.equal(range(ship, 'bob-leaves'), '1839-08-03 1839-09-03')
    assert.equal(range(ship, 'bob-lands'), '1839-08-03 1840-02-17')
    assert.deepEqual(why(ship, 'ann-leaves', 'latest'), ['2d before hearing', 'when 1840-02-17'])
    assert.deepEqual(why(ship, 'bob-lands', 'earliest'), [
      'after bob-leaves',
      '6mo before hearing',
      'when 1840-02-17',
    ])
  })

  it('names the claims that cannot all be true, and by how much', () => {
    const [conflict, ...others] = ship.conflicts
    assert.deepEqual(others, [])
    assert.deepEqual(conflict?.claims, ['c-bob', 'c-hearing', 'c-winter'])
    assert.equal(conflict?.shortBy, 120)
    assert.equal(conflict?.answer, null)
    assert.equal(ship.rules[conflict?.setAside ?? -1]?.claim, 'c-winter')
  })

  it('knows the author’s answer to it', () => {
    const answered = chronologyOf(
      `${SHIP}conflicts: [{ id: k-bob, between: [c-winter, c-bob], resolved: He is counted when he landed., by: log }]\n`,
    )
    assert.equal(answered.conflicts[0]?.answer, 'k-bob')
    const elsewhere = chronologyOf(
      `${SHIP}conflicts: [{ id: k-ann, between: [c-winter, c-ann], resolved: Another matter., by: log }]\n`,
    )
    assert.equal(elsewhere.conflicts[0]?.answer, null)
  })

  it('takes nothing from a claim that is rejected or no longer stands', () => {
    assert.deepEqual(chronologyOf(SHIP.replace('confidence: probable', 'confidence: rejected')).conflicts, [])
    assert.deepEqual(
      chronologyOf(SHIP.replace('confidence: probable', 'status: retracted, reason: A slip')).conflicts,
      [],
    )
  })

  it('keeps open and unknown apart', () => {
    const open = chronologyOf(`events:
  - { id: goes-on, type: x, label: Goes on, when: "1840/.." }
  - { id: ends, type: x, label: Ends sometime, when: "1840/" }
  - { id: undated, type: x, label: Undated }
`)
    assert.equal(range(open, 'goes-on'), '1840-01-01 open')
    assert.equal(range(open, 'ends'), '1840-01-01 unknown')
    assert.equal(range(open, 'undated'), 'unknown unknown')
  })

  it('lets nobody act before being born or after dying, except in what comes after', () => {
    const life = (event: string) =>
      chronologyOf(
        `people: [{ id: ann, name: Ann, born: "1801", died: "1839" }]\nevents:\n  - { id: it, label: It happens, who: [ann], ${event} }\n`,
      )
    assert.equal(life('type: voyage, when: "1820"').conflicts.length, 0)
    assert.equal(life('type: voyage, when: "1800-12-31"').conflicts[0]?.shortBy, 1)
    assert.equal(life('type: voyage, when: "1840"').conflicts.length, 1)
    assert.equal(life('type: burial, when: "1840"').conflicts.length, 0)
  })

  it('holds a span against all of a group', () => {
    const span = (last: string) =>
      chronologyOf(
        `people: [{ id: ann, name: Ann }, { id: bob, name: Bob }]
groups: [{ id: both, label: Both, span: { at_most: exactly-13 }, members: [ann, bob] }]
events:
  - { id: one, type: leaving, label: One, when: "1840-01-01", who: [ann] }
  - { id: two, type: leaving, label: Two, when: "${last}", who: [bob] }
`.replace('exactly-13', '13mo'),
      )
    assert.equal(span('1841-02-01').conflicts.length, 0)
    assert.equal(span('1841-06-01').conflicts.length, 1)
  })

  it('counts days of the Julian calendar as they fall', () => {
    const julian = chronologyOf(
      'calendar: julian\nevents: [{ id: october, type: x, label: October, when: "1917-10-25" }]\n',
    )
    assert.equal(range(julian, 'october'), '1917-11-07 1917-11-07')
  })

  it('tells of what lasts when it was certainly going on', () => {
    const war = chronologyOf('events: [{ id: war, type: war, label: War, when: "1914-07/1918-11" }]\n')
    const [found] = war.events
    assert.equal(range(war, 'war'), '1914-07-01 1918-11-30')
    assert.deepEqual(found?.surely && [formatDay(found.surely.from), formatDay(found.surely.to)], [
      '1914-07-31',
      '1918-11-01',
    ])
  })
})
