import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PdfFacts } from '@chapterhouse/pdf'
import { leaveOutUnparted, type PlaceableChapter, placePdfPages } from './place-pdf-pages.ts'

const labels = ['i', 'ii', '1', '2', '3', '4', '5', '6']
const pages = labels.map((label) => ({ label, width: 595, height: 842 }))
const facts = (over: Partial<PdfFacts> = {}): PdfFacts => ({
  version: '1.7',
  bytes: 1,
  pageCount: pages.length,
  pages,
  hasPageLabels: true,
  title: null,
  authors: null,
  language: null,
  tagged: false,
  outline: [],
  claims: { pdfA: null, pdfUa: null },
  issues: [],
  ...over,
})
const chapter = (
  title: string,
  first: string | null,
  last = first,
  over: Partial<PlaceableChapter> = {},
): PlaceableChapter => ({
  metadata: { title, pages: first === null || last === null ? null : { first, last } },
  parent: null,
  given: null,
  ...over,
})
const place = (chapters: readonly PlaceableChapter[], of = facts()) =>
  placePdfPages(chapters, of, 'book.yaml')
const rules = (placed: ReturnType<typeof place>) => placed.issues.map(({ rule }) => rule)

describe('placePdfPages', () => {
  it('finds a chapter by the numbers that are printed on its pages', () => {
    const { ranges } = place([chapter('Preface', 'i', 'ii'), chapter('One', '1', '3'), chapter('None', null)])
    assert.deepEqual(ranges, [{ from: 0, to: 1 }, { from: 2, to: 4 }, null])
  })

  it('believes what is counted over what is printed', () => {
    const given = { first: 5, last: 6 }
    assert.deepEqual(place([chapter('One', '1', '3', { given })]).ranges, [{ from: 4, to: 5 }])
  })

  it('guesses nothing where pages bear no labels', () => {
    assert.deepEqual(place([chapter('One', '1', '3')], facts({ hasPageLabels: false })).ranges, [null])
  })

  it('gives a part the pages before its first chapter, and none where it has none', () => {
    const { ranges, issues } = place([
      chapter('Part', '1', '6'),
      chapter('One', '2', '3', { parent: 0 }),
      chapter('Other part', '4', '6'),
      chapter('Two', '4', '6', { parent: 2 }),
    ])
    assert.deepEqual(ranges, [{ from: 2, to: 2 }, { from: 3, to: 4 }, null, { from: 5, to: 7 }])
    assert.deepEqual(issues, [])
  })

  it('lets two chapters share the page on which one ends and the next begins', () => {
    const { ranges, issues } = place([chapter('One', '1', '3'), chapter('Two', '3', '5')])
    assert.deepEqual(ranges, [
      { from: 2, to: 4 },
      { from: 4, to: 6 },
    ])
    assert.deepEqual(issues, [])
  })

  it('gives no file to chapters that would hold words of each other', () => {
    for (const two of [chapter('Two', '2', '5'), chapter('Two', '2'), chapter('Two', '1', '3')]) {
      const placed = place([chapter('One', '1', '3'), two, chapter('Three', '6')])
      assert.deepEqual(placed.ranges, [null, null, { from: 7, to: 7 }])
      assert.deepEqual(rules(placed), ['pdf-pages-do-not-overlap', 'pdf-pages-do-not-overlap'])
    }
  })

  it('says where pages are meant that are not there', () => {
    for (const given of [
      { first: 7, last: 9 },
      { first: 0, last: 2 },
      { first: 3, last: 2 },
    ]) {
      const placed = place([chapter('One', '1', '3', { given })])
      assert.deepEqual(placed.ranges, [null])
      assert.deepEqual(rules(placed), ['pdf-pages-are-in-the-pdf'])
    }
  })

  it('gives no file to a chapter whose pages hold what others show', () => {
    const ranges = [{ from: 0, to: 1 }, null, { from: 2, to: 3 }]
    const message = 'Pages 3 and 2 of this PDF show parts of one sheet'
    const issue = { rule: 'page-has-a-sheet-of-its-own', severity: 'error', page: 2, message } as const
    const left = leaveOutUnparted(ranges, [null, issue], 'book.pdf')
    assert.deepEqual(left.ranges, [{ from: 0, to: 1 }, null, null])
    assert.deepEqual(
      left.issues.map(({ rule, chapter, message }) => [rule, chapter, message]),
      [['pdf-pages-can-be-parted', 2, `book.pdf: ${message}`]],
    )
  })
})
