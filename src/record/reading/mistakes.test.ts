/**
 * Mistakes as they are made: each is put into the template's files, and found where it stands. `^` marks the letter that the
 * fault is to name; `meant` must be in the message.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkRecord } from '../commands/check-record.ts'
import { templateFiles } from '../commands/template.ts'
import { type FaultCode, toFaultLine } from './fault.ts'

type Mistake = readonly [file: string, right: string, wrong: string, code: FaultCode, meant: string]

const MISTAKES: readonly Mistake[] = [
  // dates
  ['events.yaml', 'when: "1840-05-02"', 'when: "1840-02-^30"', 'E-DATE', 'February 1840 has 29 days'],
  ['events.yaml', 'when: "1840-05-02"', 'when: "1840-^5-2"', 'E-DATE', '1840-05-02'],
  ['events.yaml', 'when: "1840-05-02"', 'when: 2 ^May 1840', 'E-DATE', '1840-05-02'],
  ['events.yaml', 'when: "1840-05-02"', 'when: ^circa 1840', 'E-DATE', '1840~'],
  ['events.yaml', 'when: "1840-05-02"', 'when: "1840-^13"', 'E-DATE', '13'],
  ['events.yaml', 'when: 1wk after sails', 'when: 1wk after ^sail', 'E-REF', 'Nearest: sails'],
  ['events.yaml', 'when: 1wk after sails', 'when: ^1 wekk after sails', 'E-DATE', 'wekk'],
  ['events.yaml', 'when: 1wk after sails', 'when: 1^wk later than sails', 'E-DATE', 'later'],
  ['events.yaml', 'when: 1wk after sails', 'when: ^1wk after sighted', 'E-CYCLE', 'itself'],
  ['events.yaml', 'after: sighted', 'after: ^sightd', 'E-REF', 'Nearest: sighted'],
  ['people.yaml', 'born: "1804~"', 'born: "1804-^00"', 'E-DATE', '1804'],
  ['people.yaml', 'died: "1840"', 'died: ^"1800"', 'E-ORDER', 'before being born'],
  [
    'people.yaml',
    'living: no                # yes',
    'living: ^yes               # yes',
    'E-LIVING',
    'has died',
  ],
  // names of things
  ['events.yaml', 'person: holm, as', 'person: ^holms, as', 'E-REF', 'Nearest: holm'],
  ['events.yaml', 'where: whitby', 'where: ^witby', 'E-REF', 'Nearest: whitby'],
  ['events.yaml', 'claim: c-sails', 'claim: ^c-sailed', 'E-REF', 'Nearest: c-sails'],
  ['claims.yaml', 'by: harbour-book', 'by: ^harbor-book', 'E-REF', 'Nearest: harbour-book'],
  ['claims.yaml', 'about: [sails, holm]', 'about: [sails, ^hlm]', 'E-REF', 'Nearest: holm'],
  ['claims.yaml', 'source: harbour-book', 'source: ^holm', 'E-REF', 'is a person'],
  ['mentions.yaml', 'place: whitby', 'place: ^Whitby', 'E-REF', 'Nearest: whitby'],
  ['mentions.yaml', 'distinct: []', 'distinct: [[m-stout-man, ^m-thin-man]]', 'E-REF', 'm-thin-man'],
  ['groups.yaml', 'claim: c-four-hands', 'claim: ^c-four-hand', 'E-REF', 'Nearest: c-four-hands'],
  ['places.yaml', 'within: yorkshire', 'within: ^york', 'E-REF', 'york'],
  ['claims.yaml', 'id: c-sighted', 'id: ^c-sails', 'E-DUPLICATE', 'claims.yaml, line 4'],
  ['people.yaml', 'id: berg', 'id: ^Ida Berg', 'E-ID', 'Did you mean “ida-berg”'],
  ['record.yaml', 'record: whitby', 'record: ^2-whitby', 'E-ID', 'letter'],
  // words and keys
  ['claims.yaml', 'confidence: certain', 'confidence: ^sure', 'E-WORD', 'certain, probable'],
  ['claims.yaml', 'stance: supports', 'stance: ^suports', 'E-WORD', 'Did you mean “supports”'],
  ['claims.yaml', 'kind: date', 'kind: ^dates', 'E-WORD', 'Did you mean “date”'],
  ['mentions.yaml', 'verdict: accepted', 'verdict: ^acepted', 'E-WORD', 'Did you mean “accepted”'],
  ['claims.yaml', '    says: The Petrel', '    ^say: The Petrel', 'E-KEY', 'Did you mean “says”'],
  ['events.yaml', 'where: whitby', '^place: whitby', 'E-KEY', 'Did you mean “where”'],
  ['record.yaml', 'licence: CC', '^license: CC', 'E-KEY', 'Did you mean “licence”'],
  ['places.yaml', '^places:', '^place:', 'E-KEY', 'Did you mean “places”'],
  ['people.yaml', '    name: Ida Berg\n', '', 'E-MISSING', 'has no “name”'],
  ['claims.yaml', 'kind: date', 'kind: date\n    ^kind: fact', 'E-KEY', 'twice'],
  // values
  ['places.yaml', '[54.49, -0.61]', '^[154.49, -0.61]', 'E-COORDS', 'Did you mean [-0.61, 154.49]'],
  ['places.yaml', '[54.49, -0.61]', '^[54.49]', 'E-COORDS', 'latitude and longitude'],
  ['groups.yaml', 'says: 4', 'says: ^four', 'E-NUMBER', 'digits'],
  ['sources.yaml', 'url: https://archive.example/hb-12', 'url: ^archive.example/hb-12', 'E-URL', 'https://'],
  ['people.yaml', 'born: "1804~"', 'born: ^[1804, 1805]', 'E-TYPE', 'quotation marks'],
  ['claims.yaml', 'at: { folio: 9v }', 'at: ^[folio, 9v]', 'E-TYPE', 'keys'],
  [
    'groups.yaml',
    'size: { says: 4, claim: c-four-hands }',
    'size: { says: 4, claim: c-four-hands',
    'E-YAML',
    '.',
  ],
  ['sources.yaml', 'citation: This chapter', 'citation: ^*chapter', 'E-YAML', 'alias'],
  ['places.yaml', 'name: Yorkshire }', 'name: Yorkshire, within: ^whitby }', 'E-CYCLE', 'lies within itself'],
  [
    'mentions.yaml',
    'candidates:',
    'candidates:\n      ^- { person: berg, verdict: accepted }',
    'E-VERDICT',
    'Accept one',
  ],
  ['claims.yaml', '    why: Two books agree.', '    status: ^retracted', 'E-STATUS', 'reason'],
]

const FILES = templateFiles('whitby')

function planted([name, right, wrong]: Mistake) {
  const own = FILES.find((file) => file.name === name)
  assert.ok(own)
  const target = right.replace('^', '')
  const at = own.text.indexOf(target)
  assert.ok(at >= 0, `“${target}” stands in ${name}`)
  const mark = wrong.indexOf('^')
  const text = own.text.slice(0, at) + wrong.replace('^', '') + own.text.slice(at + target.length)
  const before = text.slice(0, at + Math.max(0, mark))
  return {
    files: FILES.map((file) => (file === own ? { name, text } : file)),
    line: before.split('\n').length,
    column: mark < 0 ? null : before.length - before.lastIndexOf('\n'),
  }
}

describe('mistakes in a record', () => {
  it('are none in the template', () => {
    assert.deepEqual(checkRecord(FILES).faults, [])
  })

  it(`are found, each of ${MISTAKES.length}, in the right place, with what is meant`, () => {
    const wrong = MISTAKES.flatMap((mistake) => {
      const [file, , , code, meant] = mistake
      const { files, line, column } = planted(mistake)
      const { faults, isSound } = checkRecord(files)
      const found = faults.find((fault) => fault.code === code && fault.file === file)
      const is =
        found !== undefined &&
        !isSound &&
        found.message.includes(meant) &&
        (column === null ||
          (code === 'E-STATUS' || code === 'E-VERDICT'
            ? Math.abs(found.line - line) <= 3
            : found.line === line)) &&
        (column === null || code === 'E-VERDICT' || found.column === column)
      return is
        ? []
        : [{ mistake: mistake.slice(0, 4).join(' | '), line, column, faults: faults.map(toFaultLine) }]
    })
    assert.deepEqual(wrong, [])
  })

  it('are told in a line that fits, without the inside of the program', () => {
    for (const mistake of MISTAKES)
      for (const { message } of checkRecord(planted(mistake).files).faults) {
        assert.ok(message.length <= 200, message)
        assert.doesNotMatch(message, /\n|\bat \/|\.ts\b|undefined|\[object/)
        assert.match(message, /[.?…]$/)
      }
  })
})
