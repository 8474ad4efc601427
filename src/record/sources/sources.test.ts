import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stringify } from 'yaml'
import { readRecord } from '../reading/read-record.ts'
import { parseBibtex } from './parse-bibtex.ts'
import { parseCsl, type SourceEntry } from './parse-csl.ts'

function readSources(sources: readonly SourceEntry[]) {
  const { record, faults } = readRecord([
    {
      name: 'record.yaml',
      text: 'record: refs\ntitle: References\nchapter: { number: "1" }\ncompiled_by: [Ida Berg]\n',
    },
    { name: 'sources.yaml', text: stringify({ sources }) },
  ])
  assert.ok(record !== null, faults.map(({ message }) => message).join('\n'))
  return record.sources
}

describe('sources from a library of references', () => {
  it('come from CSL-JSON with their citation, date and address', () => {
    const read = parseCsl(
      JSON.stringify([
        {
          id: 'Berg_1999',
          type: 'book',
          title: 'Harbours',
          author: [{ family: 'Berg', given: 'Ida' }],
          publisher: 'Quay',
          issued: { 'date-parts': [[1999, 5]] },
          DOI: '10.5555/1',
        },
        { id: 'Berg 1999', title: 'Harbours again', author: [] },
      ]),
    )
    assert.ok(read.ok)
    const [first, second] = readSources(read.value)
    assert.equal(first?.id, 'berg-1999')
    assert.equal(second?.id, 'berg-1999-2')
    assert.equal(first?.citation, 'Ida Berg, Harbours, Quay, 1999.')
    assert.equal(first?.date?.words, '1999-05')
    assert.equal(first?.url, 'https://doi.org/10.5555/1')
    assert.ok(first?.csl)
  })

  it('come from BibTeX, brackets and accents included', () => {
    const read = parseBibtex(`@comment{nothing}
@article{muller2001, author = {M{\\"u}ller, J{\\'o}n and Berg, Ida}, title = "The {Petrel} \\& the sea",
  journal = {Sea}, year = 2001, pages = {3--9}, url = {https://example.org/x} }`)
    assert.ok(read.ok)
    const [source] = readSources(read.value)
    assert.equal(source?.citation, 'Jón Müller, Ida Berg, The Petrel & the sea, Sea, 2001, 3–9.')
    assert.equal(source?.type, 'article-journal')
  })

  it('are read where they stand beside the record', () => {
    const { record } = readRecord([
      {
        name: 'record.yaml',
        text: 'record: refs\ntitle: References\nchapter: { number: "1" }\ncompiled_by: [Ida Berg]\n',
      },
      { name: 'mine.bib', text: '@book{berg, author = {Berg, Ida}, title = {Harbours}, year = {1999}}' },
    ])
    assert.deepEqual(
      record?.sources.map(({ id }) => id),
      ['berg'],
    )
  })

  it('are refused with a reason', () => {
    assert.ok(!parseCsl('{}').ok)
    assert.ok(!parseBibtex('nothing').ok)
    const open = parseBibtex('@book{x, title = {Never closed')
    assert.match(open.ok ? '' : open.error, /“x” has no end/)
  })
})
