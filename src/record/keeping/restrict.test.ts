import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildFindings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { readRecord } from '../reading/read-record.ts'
import { checkLiving } from './check-living.ts'
import { toPublicRecord, withholdLiving } from './restrict.ts'

const read = (visibility: string, living = 'yes') =>
  readRecord([
    {
      name: 'record.yaml',
      text: `record: lives\ntitle: T\nchapter: { number: "1" }\nvisibility: ${visibility}\n`,
    },
    {
      name: 'people.yaml',
      text: `people:
  - { id: berg, name: Ida Berg, born: "1961-07-21", birth_place: skerries, living: ${living}, note: "Born 1961 on an island." }
  - { id: holm, name: Holm, born: "1801-04", living: no }
`,
    },
    { name: 'places.yaml', text: 'places: [{ id: skerries, name: The Skerries }]\n' },
    {
      name: 'events.yaml',
      text: `events:
  - { id: berg-born, type: birth, label: Berg is born, when: "1961-07-21", where: skerries, who: [berg], claim: c-birth }
  - { id: holm-born, type: birth, label: Holm is born, when: "1801-04", who: [holm] }
  - { id: degree, type: degree, label: Berg takes her degree, when: "exactly 25yr after berg-born", who: [berg] }
`,
    },
    {
      name: 'claims.yaml',
      text: `claims:
  - { id: c-birth, says: Berg saw the light on 21 July 1961. }
  - { id: c-day, says: Berg was born in 1961., about: [berg] }
  - { id: c-about, says: The day is in the register., about: [berg-born] }
  - { id: c-book, says: Berg wrote a book in 1999., about: [berg], replies: [{ claim: c-day, stance: supports }] }
`,
    },
    {
      name: 'series.yaml',
      text: `series:
  - { id: many, asks: Are these many?, events: [degree, holm-born], observed: { events: 2, window: 1yr }, baseline: { events: 9, from: "1900", to: "1999" }, test: [poisson] }
`,
    },
  ])

const recordOf = (visibility: string, living?: string): RecordDocument => {
  const { record, faults } = read(visibility, living)
  assert.ok(record !== null, JSON.stringify(faults))
  return record
}

describe('the living', () => {
  it('are spared: neither a field, an event, a sentence nor what could be reckoned from them tells their birth', () => {
    const kept = withholdLiving(recordOf('public'))
    const all = JSON.stringify([kept, buildFindings(kept)])
    assert.doesNotMatch(all, /1961|berg-born|c-day|c-about|c-birth/)
    assert.match(all, /1801/)
    assert.deepEqual(
      kept.claims.map(({ id, replies }) => [id, replies.length]),
      [['c-book', 0]],
    )
  })

  it('are spared in older versions too, once it is known that they live', () => {
    const old = recordOf('public', 'unknown')
    assert.equal(withholdLiving(old), old)
    assert.doesNotMatch(JSON.stringify(withholdLiving(old, new Set(['berg']))), /1961/)
  })

  it('are a matter of which the author is told, line by line', () =>
    assert.deepEqual(
      checkLiving(read('public')).map(({ code, file, line }) => `${code} ${file}:${line}`),
      [
        'W-LIVING events.yaml:2',
        'W-LIVING claims.yaml:2',
        'W-LIVING claims.yaml:3',
        'W-LIVING claims.yaml:4',
      ],
    ))
})

describe('a record for readers of the chapter', () => {
  it('shows everybody its name and nothing of what is in it, questions and answers included', () => {
    const open = toPublicRecord(withholdLiving(recordOf('with-access')))
    const { people, places, events, claims, series, sources } = open
    assert.deepEqual([...people, ...places, ...events, ...claims, ...series, ...sources], [])
    assert.equal(open.title, 'T')
  })
})
