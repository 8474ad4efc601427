import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { buildFindings } from '../findings.ts'
import { readRecord } from '../reading/read-record.ts'
import { faultsInBag } from '../testing/judges/index.ts'
import { buildLinkedArt } from './build-linked-art.ts'
import { type ExportContext, toExportContext } from './export-context.ts'
import { ownFiles, RECORD_EXPORTS, tableFiles } from './list-exports.ts'
import { zipRecord } from './zip-record.ts'

function contextOf(): ExportContext {
  const { record, faults } = readRecord([
    {
      name: 'record.yaml',
      text: `record: harbour
title: The loss of the Petrel
chapter: { number: "1" }
compiled_by: [Ida Berg]
people:
  - { id: holm, name: Anders Holm, names: [{ text: Holmes, lang: en }], born: "1801-04", birth_place: skerries, living: no, same_as: [https://www.wikidata.org/wiki/Q1] }
  - { id: berg, name: Ida Berg, born: "1961-07-21", birth_place: skerries, living: yes, same_as: [https://www.wikidata.org/wiki/Q2] }
groups: [{ id: crew, label: The crew, members: [{ person: holm }] }]
places:
  - { id: skerries, name: The Skerries, coords: [55.2, -6.6], certainty: less-certain, same_as: [https://www.wikidata.org/wiki/Q3] }
events:
  - { id: sails, type: departure, label: The Petrel sails, when: "1840-05-02", where: skerries, who: [holm], claim: c-sails }
  - { id: seen, type: sighting, label: She is seen, when: exactly 1wk after sails }
sources: [{ id: chapter, citation: This chapter, speaks_for: author }, { id: letter, citation: A letter }]
claims:
  - { id: c-sails, says: "She sailed, “laden & late”.", by: chapter, at: { quote: sailed on the second of May, prefix: she }, confidence: probable }
  - { id: c-old, says: She sailed in June., by: letter, status: retracted, reason: A slip of the pen. }
`,
    },
  ])
  assert.ok(record !== null, faults.map(({ message }) => message).join('\n'))
  return toExportContext({
    ...{ record, chronology: buildFindings(record).chronology, version: 1 },
    ...{ chapterUrl: 'https://press.example/chapter/x', made: '2026-03-05T12:00:00.000Z' },
    address: (path) => `https://press.example${path}`,
  })
}

const context = contextOf()
const written = (name: string): string =>
  RECORD_EXPORTS.find((each) => each.name === name)?.build(context) ?? ''

describe('a record that leaves the house', () => {
  it('says nowhere when or where the living were born', () => {
    const all = [
      ...RECORD_EXPORTS.map(({ build }) => build(context)),
      ...[...ownFiles(context), ...tableFiles(context)].map(({ text }) => text),
      ...Object.values(unzipSync(zipRecord(context))).map((bytes) => strFromU8(bytes)),
    ]
    assert.ok(all.length > 20)
    for (const text of all) {
      assert.doesNotMatch(text, /1961/)
      assert.doesNotMatch(text, /Q2\tP/)
    }
    assert.match(all.join(''), /1801/)
  })

  it('goes as Linked Art, everything under its own whole address', () => {
    const entities = buildLinkedArt(context)
    assert.equal(entities.length, 6)
    for (const { id } of entities) assert.match(id, /^https:\/\/press\.example\/record\/harbour\//)
    const sails = JSON.stringify(entities.find(({ id }) => id.includes('/sails')))
    assert.match(sails, /"begin_of_the_begin":"1840-05-02T00:00:00Z","end_of_the_end":"1840-05-02T23:59:59Z"/)
    const seen = JSON.stringify(entities.find(({ id }) => id.includes('/seen')))
    assert.match(seen, /exactly 1wk after sails/)
    assert.match(seen, /1840-05-09T00/)
  })

  it('goes as annotations that find their words again', () => {
    const { items } = JSON.parse(written('annotations.jsonld')) as {
      items: { target: { selector: object } }[]
    }
    assert.deepEqual(
      items.map(({ target }) => target.selector),
      [{ type: 'TextQuoteSelector', exact: 'sailed on the second of May', prefix: 'she' }],
    )
  })

  it('goes as places with how sure they are, and as factoids for each person', () => {
    assert.match(written('places.geojson'), /"certainty": "less-certain"/)
    assert.match(written('places.geojson'), /"fclasses"/)
    const { factoids, statements } = JSON.parse(written('ipif.json')) as {
      factoids: { '@id': string }[]
      statements: { '@id': string }[]
    }
    assert.deepEqual(
      factoids.map((factoid) => factoid['@id']),
      ['c-sails.holm'],
    )
    assert.deepEqual(
      statements.map((statement) => statement['@id']),
      ['c-sails'],
    )
  })

  it('proposes to Wikidata only what the author identified, with the source', () => {
    const lines = written('quickstatements.txt').split('\n')
    assert.ok(lines.some((line) => /^Q1\tP569\t\+1801-04-00T00:00:00Z\/10\tS854\t"https:/.test(line)))
    assert.ok(lines.some((line) => line.startsWith('Q1\tAen\t"Holmes"')))
    assert.ok(!lines.some((line) => line.startsWith('Q3\tP625')))
  })

  it('goes into a bag whose checksums verify, the same bytes each time', () => {
    const bytes = zipRecord(context)
    assert.deepEqual(bytes, zipRecord(context))
    const files = unzipSync(bytes)
    const read = (name: string) => files[`harbour/${name}`] ?? new Uint8Array()
    assert.deepEqual(faultsInBag(bytes), [])
    assert.match(strFromU8(read('data/LICENCE.txt')), /creativecommons\.org\/licenses\/by\/4\.0/)
    assert.match(strFromU8(read('data/README.md')), /sha256sum/)
  })
})
