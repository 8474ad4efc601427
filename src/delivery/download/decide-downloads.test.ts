import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AccessDecision } from '#access'
import { decideBookDownloads, decideChapterDownloads } from './decide-downloads.ts'

const open: AccessDecision = { kind: 'open', reasons: [{ kind: 'open-access' }] }
const closed: AccessDecision = { kind: 'closed', reasons: [{ kind: 'closed-by-press' }], options: [] }
const epub = { mediaType: 'application/epub+zip', fileName: 'book.epub', bytes: 10, sha256: 'a'.repeat(64) }
const book = {
  id: 'b',
  title: 'A Book',
  identifiers: { key: 'k', doi: null, others: [], isbns: [] },
  formats: [epub],
}
const facts = {
  words: 1,
  notes: 0,
  figures: 0,
  tables: 0,
  formulas: 0,
  sections: 1,
  writing: 'horizontal',
  headings: [],
  pageMarkers: [],
} as const
const chapter = {
  id: 'c',
  label: '1',
  type: 'chapter',
  position: 0,
  pages: null,
  title: 'One',
  source: { from: { path: 'a.xhtml', id: null }, to: null },
  text: facts,
} as const

describe('decideBookDownloads', () => {
  it('offers the whole book only when all of it may be read', () => {
    assert.equal(decideBookDownloads(book, open)[0]?.bytes, 10)
    assert.deepEqual(decideBookDownloads(book, closed), [])
  })
})

describe('decideChapterDownloads', () => {
  it('offers a chapter that may be read as a file of its own', () => {
    assert.equal(decideChapterDownloads(book, chapter, open)[0]?.fileName, 'a-book_c01_one.epub')
  })

  it('offers its pages of the PDF of its book, where they are known', () => {
    const pdf = { ...epub, mediaType: 'application/pdf', fileName: 'book.pdf' }
    const both = { ...book, formats: [epub, pdf] }
    const placed = { ...chapter, pdfRange: { from: 3, to: 9 } }
    const endings = (given: typeof chapter) =>
      decideChapterDownloads(both, given, open).map(({ fileName }) => fileName.split('.').at(-1))
    assert.deepEqual(endings(placed), ['epub', 'pdf'])
    assert.deepEqual(endings(chapter), ['epub'])
    assert.deepEqual(decideChapterDownloads(both, placed, closed), [])
  })

  it('offers nothing of a closed chapter', () => {
    assert.deepEqual(decideChapterDownloads(book, chapter, closed), [])
  })

  it('offers nothing where there is no EPUB to cut', () => {
    assert.deepEqual(decideChapterDownloads({ ...book, formats: [] }, chapter, open), [])
    assert.deepEqual(decideChapterDownloads(book, { ...chapter, source: null, text: null }, open), [])
  })
})
