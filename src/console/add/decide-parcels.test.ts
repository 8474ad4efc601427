import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decideParcels } from './decide-parcels.ts'

const decide = (...names: readonly string[]) => {
  const { parcels, unused } = decideParcels(names)
  return {
    parcels: parcels.map(({ files }) => files.map((i) => names[i])),
    unused: unused.map((i) => names[i]),
  }
}

describe('files that came together', () => {
  it('are one parcel when they are an EPUB, a book.yaml and what it names', () =>
    assert.deepEqual(decide('cover.jpg', 'b.epub', 'book.yaml').parcels, [
      ['b.epub', 'book.yaml', 'cover.jpg'],
    ]))

  it('are a parcel each when they are several EPUBs and zips', () =>
    assert.deepEqual(decide('a.epub', 'b.kepub', 'c.zip').parcels, [['a.epub'], ['b.kepub'], ['c.zip']]))

  it('are paired by their names when there are several of each', () =>
    assert.deepEqual(decide('1.epub', '2.epub', '2.yaml', '3.yaml').parcels, [
      ['1.epub'],
      ['2.epub', '2.yaml'],
      ['3.yaml'],
    ]))

  it('are told when they belong to nothing', () =>
    assert.deepEqual(decide('a.epub', 'b.epub', 'cover.jpg').unused, ['cover.jpg']))
})
