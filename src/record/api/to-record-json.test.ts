import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildFindings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { buildIndex, type RecordView } from '../pages/view.ts'
import { someRecord } from '../testing/some-record.ts'
import { recordApiSchemas } from './schemas.ts'
import { toRecordJson } from './to-record-json.ts'

function viewOf(document: RecordDocument): RecordView {
  const findings = buildFindings(document)
  return {
    place: { origin: 'https://press.example', base: '', language: 'en' },
    ...{ id: document.id, version: 3, made: '2026-03-05T12:00:00.000Z', isPartial: false },
    ...{ document, findings, anchors: {}, chapters: new Map(), on: 'section', section: null },
    chapter: { id: '0ne0000000000000', slug: 'one', label: '1', title: 'One', language: 'en' },
    index: buildIndex(document, findings),
  }
}

describe('a record in the API', () => {
  it('is what its schema promises, and nothing else, whatever is in it', () => {
    void fc.assert(
      fc.property(someRecord, (record) => {
        const read = recordApiSchemas.Record.safeParse(
          JSON.parse(JSON.stringify(toRecordJson(viewOf(record)))),
        )
        assert.deepEqual(read.error?.issues ?? [], [])
      }),
      { numRuns: 30 },
    )
  })

  it('gives everything in it an address of its own, and keeps that of a source beside it', () => {
    const [record] = fc.sample(someRecord, { numRuns: 1, seed: 7 })
    assert.ok(record)
    const sources = record.sources.map((source) => ({ ...source, url: 'https://archive.example/1' }))
    const json = toRecordJson(viewOf({ ...record, sources }))
    for (const { id, url, link } of json.sources)
      assert.deepEqual(
        [url, link],
        [`https://press.example/record/${record.id}/${id}@v3`, 'https://archive.example/1'],
      )
    assert.ok(json.files.some(({ url }) => url.endsWith(`/record/${record.id}@v3/files/record.zip`)))
  })
})
