import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { findPageRange } from './find-page-range.ts'
import { PDF_LIMITS } from './limits.ts'
import { readPdf } from './read-pdf.ts'
import { makeLeakyBook } from './samples/make-leaky-book.ts'
import { makePdf, makePlainBook } from './samples/make-pdf.ts'
import { slicePdf } from './slice/slice-pdf.ts'
import { stampPdf } from './stamp/stamp-pdf.ts'

const read = (bytes: Uint8Array) => {
  const facts = readPdf(bytes)
  assert.ok(facts.ok, facts.ok ? '' : facts.error.message)
  return facts.value
}
const ruleOf = (bytes: Uint8Array, limits = PDF_LIMITS) => {
  const facts = readPdf(bytes, limits)
  return facts.ok ? 'none' : facts.error.rule
}
const METADATA = {
  title: 'x',
  authors: [],
  language: null,
  doi: null,
  publisher: null,
  rights: null,
  source: null,
  book: null,
  pages: null,
}
const edited = (bytes: Uint8Array, from: string, to: string) =>
  new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1'))

describe('readPdf', () => {
  it('tells pages, labels, title, language, tags and contents', () => {
    const facts = read(makeLeakyBook())
    assert.deepEqual(
      facts.pages.map(({ label }) => label),
      ['i', 'ii', '214', '215', '216', 'SECRET-LABEL'],
    )
    assert.deepEqual(
      [facts.pageCount, facts.tagged, facts.language, facts.version],
      [6, true, 'en-GB', '1.7'],
    )
    assert.deepEqual(
      facts.outline.map(({ title, page, children }) => [title, page, children.length]),
      [
        ['SECRET-OUTLINE', 0, 1],
        ['BOUGHT-CHAPTER', 2, 0],
        ['SECRET-OUTLINE-UTF16', 4, 0],
      ],
    )
  })

  it('finds the pages that are printed so', () => {
    const facts = read(makeLeakyBook())
    assert.deepEqual(findPageRange(facts, '214', '215'), { from: 2, to: 3 })
    assert.deepEqual(findPageRange(facts, 'II', '214'), { from: 1, to: 2 })
    assert.equal(findPageRange(facts, '215', '214'), null)
  })

  it('tells what a file claims of itself', () => {
    const xmp =
      '<x xmlns:pdfaid="a" pdfaid:part="2" pdfaid:conformance="B"><pdfuaid:part>1</pdfuaid:part></x>'
    const bytes = makePdf([
      '<</Type /Catalog /Pages 2 0 R /Metadata 4 0 R>>',
      '<</Type /Pages /Count 1 /Kids [3 0 R]>>',
      '<</Type /Page /Rotate 90 /MediaBox [0 0 100 200]>>',
      { entries: '/Type /Metadata', data: xmp },
    ])
    assert.deepEqual(read(bytes).claims, { pdfA: '2b', pdfUa: '1' })
    assert.deepEqual(read(bytes).pages, [{ label: '1', width: 200, height: 100 }])
  })

  it('reads a file whose table of places is damaged, and says so', () => {
    for (const bytes of [
      edited(makePlainBook(3), 'startxref\n', 'startxref\n9'),
      edited(makePlainBook(3), '/Kids', '   /Kids'),
      makePlainBook(3).subarray(0, -60),
      new Uint8Array(Buffer.concat([Buffer.from('From: a server\r\n'), makePlainBook(3)])),
    ])
      assert.equal(read(bytes).pageCount, 3)
    assert.deepEqual(
      read(edited(makePlainBook(3), 'startxref\n', 'startxref\n9')).issues.map(({ rule }) => rule),
      ['pdf-is-undamaged'],
    )
  })

  it('answers with a sentence what cannot be read', () => {
    assert.equal(ruleOf(new Uint8Array()), 'pdf-can-be-read')
    assert.equal(ruleOf(Buffer.from('%PDF-1.7\nnothing')), 'pdf-can-be-read')
    assert.equal(
      ruleOf(makePdf(['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids []>>'])),
      'pdf-has-pages',
    )
    assert.equal(
      ruleOf(edited(makePlainBook(2), '/Root 1 0 R', '/Root 1 0 R /Encrypt <</Filter /Standard>>')),
      'pdf-is-not-encrypted',
    )
  })

  it('keeps to its limits', () => {
    assert.equal(ruleOf(makePlainBook(5), { ...PDF_LIMITS, pages: 4 }), 'pdf-is-within-limits')
    assert.equal(ruleOf(makePlainBook(5), { ...PDF_LIMITS, bytes: 400 }), 'pdf-is-within-limits')
    assert.equal(ruleOf(makePlainBook(5), { ...PDF_LIMITS, nodes: 4 }), 'pdf-is-within-limits')
    assert.equal(
      ruleOf(makePdf([`<</Type /Catalog /Pages 2 0 R /X ${'['.repeat(100_000)}>>`, '<</Kids []>>'])),
      'pdf-is-within-limits',
    )
  })

  it('ends where trees, outlines and streams lead round in circles', () => {
    const loop = makePdf([
      '<</Type /Catalog /Pages 2 0 R /Outlines 4 0 R /PageLabels 7 0 R /Names <</Dests 7 0 R>> /StructTreeRoot 8 0 R /MarkInfo <</Marked true>> /Metadata 9 0 R>>',
      '<</Type /Pages /Kids [3 0 R 2 0 R 3 0 R]>>',
      '<</Type /Page /Parent 2 0 R /Contents [10 0 R 10 0 R] /Resources <</XObject <</A 11 0 R>>>>>>',
      '<</First 5 0 R>>',
      '<</Title (a) /Next 6 0 R /First 5 0 R /Dest (x)>>',
      '<</Title (b) /Next 5 0 R /Dest (y)>>',
      '<</Kids [7 0 R] /Nums [0 <</P (p)>>] /Names [(x) (y) (y) (x)]>>',
      '<</K 12 0 R>>',
      '9 0 R',
      { entries: '', data: '/A Do' },
      { entries: '/Subtype /Form /Resources <</XObject <</A 11 0 R>>>>', data: '/A Do' },
      '<</S /P /K [12 0 R <</S /Q /K 12 0 R>>]>>',
    ])
    assert.deepEqual(
      read(loop).outline.map(({ title, page }) => [title, page]),
      [
        ['a', null],
        ['b', null],
      ],
    )
    assert.ok(slicePdf(loop, { range: { from: 0, to: 0 }, metadata: METADATA }).ok)
    assert.ok(stampPdf(loop, ['A line']).ok)
  })

  it('never throws, whatever happens to a file', () => {
    const sound = makeLeakyBook()
    const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 })
    void fc.assert(
      fc.property(damage, fc.nat(sound.length), fc.boolean(), (changes, cut, isCut) => {
        const bytes = Uint8Array.from(isCut ? sound.subarray(0, cut) : sound)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        for (const result of [
          readPdf(bytes),
          slicePdf(bytes, { range: { from: 1, to: 2 }, metadata: METADATA }),
          stampPdf(bytes, ['x']),
        ])
          assert.ok(result.ok || result.error.message.length > 20)
      }),
      { numRuns: 60 },
    )
  })
})
