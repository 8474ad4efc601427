import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseXml } from '@chapterhouse/epub'
import fc from 'fast-check'
import { buildFindings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { readRecord } from '../reading/read-record.ts'
import { buildTei } from '../tei/build-tei.ts'
import { someRecord } from '../testing/some-record.ts'
import { buildCsvFiles } from './build-csv.ts'
import { buildYamlFiles, type TextFile } from './build-yaml.ts'

function readAgain(files: readonly TextFile[]): RecordDocument {
  const { record, faults } = readRecord(files)
  assert.ok(record !== null, faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
  return record
}

describe('what is written is read again', () => {
  it('from YAML', () => {
    void fc.assert(
      fc.property(someRecord, (record) => {
        assert.deepEqual(readAgain(buildYamlFiles(record)), record)
      }),
      { numRuns: 25 },
    )
  })

  it('from TEI that is well-formed', () => {
    void fc.assert(
      fc.property(someRecord, (record) => {
        const text = buildTei(record)
        assert.ok(parseXml(text, { file: 'record.xml' }).ok)
        assert.deepEqual(readAgain([{ name: 'record.xml', text }]), record)
      }),
      { numRuns: 25 },
    )
  })

  it('from tables, where the rest is YAML', () => {
    void fc.assert(
      fc.property(someRecord, (record) => {
        const tables = buildCsvFiles(record, buildFindings(record).chronology).filter(({ name }) =>
          /^(people|places|events|sources)\./.test(name),
        )
        const others = buildYamlFiles(record).filter(
          ({ name }) => !tables.some((table) => table.name.split('.')[0] === name.split('.')[0]),
        )
        assert.deepEqual(readAgain([...others, ...tables]), record)
      }),
      { numRuns: 20 },
    )
  })
})
