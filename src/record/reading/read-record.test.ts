import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { harbour } from '../testing/record-shelf.ts'
import { nearest } from './nearest.ts'
import { readRecord } from './read-record.ts'
import { recordSchema } from './schema.ts'

const filesOf = (named: { readonly [name: string]: string }) =>
  Object.entries(named).map(([name, text]) => ({ name, text }))

describe('reading a record', () => {
  it('takes tables in place of YAML, and reads the same', () => {
    const yaml = readRecord(filesOf(harbour()))
    const csv = readRecord(
      filesOf(
        harbour({
          'people.yaml': null,
          'people.csv':
            'id,name,names.text,names.source,roles.what,born,birth_place,living\r\nholm,Anders Holm,Holmes,letter,mate,,,no\r\nberg,Ida Berg,,,,1961-07-21,skerries,yes\r\n',
          'events.yaml': null,
          'events.csv':
            'id;type;label;when;where;who.person;claim\nsails;departure;The Petrel sails;1840-05-02;;holm;c-sails\nseen;sighting;"She is seen";exactly 1wk after sails;skerries;;c-seen\n',
        }),
      ),
    )
    assert.deepEqual(csv.faults, [])
    assert.deepEqual(csv.record, yaml.record)
  })

  it('names the cell of a table that cannot be read', () => {
    const { faults } = readRecord(
      filesOf(
        harbour({
          'events.yaml': null,
          'events.csv': 'id,type,label,when\nsails,departure,"She\nsails",1840-2-30\n',
        }),
      ),
    )
    assert.ok(faults.some(({ file, line, code }) => file === 'events.csv' && line === 3 && code === 'E-DATE'))
  })

  it('leaves every scalar the text it is: 1953, no and 0123 are no numbers', () => {
    const { record } = readRecord(
      filesOf(harbour({ 'places.yaml': 'places: [{ id: skerries, name: 0123, note: no }]\n' })),
    )
    assert.deepEqual([record?.places[0]?.name, record?.places[0]?.note], ['0123', 'no'])
  })

  it('answers any bytes with a record or with faults, and never breaks', () => {
    void fc.assert(
      fc.property(
        fc.constantFrom('record.yaml', 'people.yaml', 'events.csv', 'claims.yaml', 'x.bin'),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (name, text) => {
          const { record, faults } = readRecord(filesOf({ ...harbour(), [name]: text }))
          return record !== null || faults.length > 0
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is not undone by a bomb of aliases', () => {
    const bomb = `people: &a [${'x, '.repeat(20)}x]\nevents: [${'*a, '.repeat(50)}*a]\n`
    const { record, faults } = readRecord(filesOf(harbour({ 'people.yaml': bomb })))
    assert.equal(record, null)
    assert.deepEqual([faults.length, faults[0]?.code], [1, 'E-YAML'])
  })

  it('agrees with the schema that editors complete by', () => {
    const shipped = JSON.parse(readFileSync(new URL('../record.schema.json', import.meta.url), 'utf8'))
    assert.deepEqual(shipped, JSON.parse(JSON.stringify(recordSchema)), 'node tools/write-record-schema.ts')
  })
})

describe('the nearest word', () => {
  it('is the one with a letter changed, left out, added or swapped', () => {
    const known = ['skachkov', 'rastvorov', 'pavlov']
    for (const [written, meant] of [
      ['skatchkov', 'skachkov'],
      ['rastvoro', 'rastvorov'],
      ['palvov', 'pavlov'],
      ['beriya', null],
    ])
      assert.equal(nearest(written ?? '', known), meant)
  })
})
