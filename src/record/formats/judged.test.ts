import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildFindings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { readRecord } from '../reading/read-record.ts'
import { faultsInBag, JUDGES } from '../testing/judges/index.ts'
import { someRecord } from '../testing/some-record.ts'
import { buildLinkedArt } from './build-linked-art.ts'
import { type ExportContext, toExportContext } from './export-context.ts'
import { RECORD_EXPORTS } from './list-exports.ts'
import { zipRecord } from './zip-record.ts'

const contextOf = (record: RecordDocument): ExportContext =>
  toExportContext({
    ...{ record, chronology: buildFindings(record).chronology, version: 1 },
    ...{ chapterUrl: 'https://press.example/chapter/x', made: '2026-03-05T12:00:00.000Z' },
    address: (path) => `https://press.example${path}`,
  })

const written = (context: ExportContext, name: string): string =>
  RECORD_EXPORTS.find((each) => each.name === name)?.build(context) ?? ''

const ferry = (more = ''): ExportContext => {
  const { record, faults } = readRecord([
    {
      name: 'record.yaml',
      text: `record: ferry
title: The ferry
chapter: { number: "1" }
compiled_by: [{ name: Ida Berg, orcid: 0000-0002-1825-0097 }]
${more}people:
  - id: holm
    name: Anders Holm
    names: [{ text: Хольм, lang: ru, source: log }]
    roles: [{ what: mate, org: crew, place: quay, when: "1839", source: log }]
    born: "1801-04-02~"
    same_as: [https://www.wikidata.org/wiki/Q1]
groups: [{ id: crew, label: The crew, members: [{ person: holm }] }]
places: [{ id: quay, name: The quay, coords: [55.2, -6.6], names: [{ text: Quai, lang: fr-CA }] }, { id: ness, name: The Ness }]
events:
  - { id: sails, type: departure, label: She sails, when: "1840-05-02", where: quay, who: [holm], claim: c-sails }
  - { id: sighted, type: sighting, label: She is sighted, before: sails, where: ness }
sources: [{ id: chapter, citation: This chapter, speaks_for: author }, { id: log, citation: The log }]
claims: [{ id: c-sails, says: She sailed., by: chapter, at: { quote: sailed on the second } }]
`,
    },
  ])
  assert.ok(record !== null, faults.map(({ message }) => message).join('\n'))
  return contextOf(record)
}

describe('every form in which a record leaves the house', () => {
  it('keeps the rules of those who will read it, whatever is in the record', () => {
    void fc.assert(
      fc.property(someRecord, (record) => {
        const context = contextOf(record)
        for (const [name, faultsIn] of JUDGES) assert.deepEqual(faultsIn(written(context, name)), [], name)
        assert.deepEqual(faultsInBag(zipRecord(context)), [])
      }),
      { numRuns: 25 },
    )
  })

  it('is known by its judge when it breaks one', () => {
    const context = ferry()
    const broken: readonly (readonly [string, RegExp, string])[] = [
      ['record.tei.xml', /<authority>/, '<p/><authority>'],
      ['record.tei.xml', /<persName ref="#holm"\/>/, '<persName ref="#nobody"/>'],
      ['record.tei.xml', /<listOrg>[\s\S]*<\/listOrg>/, '<listOrg></listOrg>'],
      ['annotations.jsonld', /"type": "SpecificResource"/, '"type": "Thing"'],
      ['annotations.jsonld', /"created": "[^"]*"/, '"created": "yesterday"'],
      ['places.geojson', /-6\.6/, '-186.6'],
      ['places.geojson', /"start": \{\s+"latest": "1840-05-02"\s+\},/, ''],
      ['places.geojson', /"fclasses": \[\s+"P"\s+\]/, '"fclasses": []'],
      ['ipif.json', /"createdWhen": "2026-03-05"/, '"createdWhen": "2026-03-05T12:00:00Z"'],
      ['ipif.json', /"@id": "holm"/, '"@id": "somebody"'],
      ['quickstatements.txt', /\tS854\t/, '\tS854'],
      ['quickstatements.txt', /T00:00:00Z\/11/, 'T00:00:00Z/10'],
    ]
    for (const [name, pattern, instead] of broken) {
      const text = written(context, name)
      assert.match(text, pattern, name)
      assert.notDeepEqual(JUDGES.get(name)?.(text.replace(pattern, instead)), [], `${name} ${pattern}`)
    }
    const bag = zipRecord(context)
    assert.deepEqual(faultsInBag(bag), [])
  })

  it('says of names and roles which source gives them, and of each date its words', () => {
    const { statements } = JSON.parse(written(ferry(), 'ipif.json')) as {
      statements: { '@id': string; [key: string]: unknown }[]
    }
    const told = (id: string) => statements.find((one) => one['@id'] === id)
    assert.equal(told('holm.name-1')?.['name'], 'Хольм')
    assert.deepEqual(told('holm.role-1')?.['memberOf'], {
      uri: 'https://press.example/record/ferry/crew@v1',
      label: 'The crew',
    })
    assert.deepEqual(told('c-sails')?.['date'], { sortdate: '1840-05-02', label: '1840-05-02' })
  })

  it('writes the days of a Julian record in the calendar of its readers, and its words as they were', () => {
    const julian = ferry('calendar: julian\n')
    const holm = JSON.stringify(buildLinkedArt(julian).find(({ id }) => id.includes('/holm')))
    assert.match(holm, /"content":"1801-04-02~"/)
    assert.match(holm, /"begin_of_the_begin":"1801-04-14T00:00:00Z"/)
    assert.match(written(julian, 'record.tei.xml'), /<birth when="1801-04-14"\/>/)
    assert.match(written(julian, 'quickstatements.txt'), /\+1801-04-02T00:00:00Z\/11\/J\tP1480\tQ5727902\t/)
    assert.match(written(ferry(), 'quickstatements.txt'), /\+1801-04-02T00:00:00Z\/11\tP1480\tQ5727902\t/)
  })

  it('names no address that is not whole, and each file by its own', () => {
    const context = ferry()
    for (const { name, build } of RECORD_EXPORTS.filter((each) => /json/.test(each.mediaType)))
      assert.doesNotMatch(build(context), /"(@?id|uri|source|relationTo)": "\//, name)
    const { id } = JSON.parse(written(context, 'annotations.jsonld')) as { id: string }
    assert.equal(id, 'https://press.example/record/ferry@v1/files/annotations.jsonld')
  })
})
