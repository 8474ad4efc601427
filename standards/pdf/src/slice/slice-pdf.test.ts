import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { readPdf } from '../read-pdf.ts'
import { lookInside } from '../samples/look-inside.ts'
import { makeLeakyBook } from '../samples/make-leaky-book.ts'
import { makePdf, makePlainBook, type Source } from '../samples/make-pdf.ts'
import { checkPageRanges } from './check-page-ranges.ts'
import { type PdfSliceRequest, type SlicedPdf, slicePdf } from './slice-pdf.ts'

const METADATA = {
  title: 'A chapter, “quoted”',
  authors: ['Ada Łovelace', 'B & C'],
  language: 'en',
  doi: '10.1234/ch.3',
  publisher: 'A press',
  rights: null,
  source: 'https://books.example/ch',
  book: 'A book',
  pages: '214-215',
}

const slice = (
  bytes: Uint8Array,
  from: number,
  to: number,
  more: Partial<PdfSliceRequest> = {},
): SlicedPdf => {
  const sliced = slicePdf(bytes, { range: { from, to }, metadata: METADATA, ...more })
  assert.ok(sliced.ok, sliced.ok ? '' : sliced.error.message)
  return sliced.value
}
const read = (bytes: Uint8Array) => {
  const facts = readPdf(bytes)
  assert.ok(facts.ok)
  return facts.value
}

describe('slicePdf', () => {
  const leaky = makeLeakyBook()
  const sliced = slice(leaky, 2, 3)
  const inside = lookInside(sliced.bytes)

  it('leaves nothing of other pages inside, by whatever road they are reached', () => {
    assert.ok(new Set(lookInside(leaky).match(/SECRET-[A-Z0-9-]+/g)).size > 50, 'the sample has its secrets')
    assert.deepEqual([...new Set(inside.match(/SECRET[A-Z0-9-]*/g) ?? [])], [])
  })

  it('keeps what was bought: text, shown and hidden, form, field, note, link, layer, bookmark, structure', () => {
    const found = new Set(inside.match(/BOUGHT[A-Z-]*/g))
    const wanted = 'TEXT HIDDEN MARK FORM FIELD NOTE LINK LAYER OUTLINE CHAPTER ALT PROPERTY SECTION I'
      .split(' ')
      .map((word) => `BOUGHT-${word}`)
    assert.deepEqual(
      wanted.filter((word) => !found.has(word)),
      [],
    )
    assert.ok(found.has('BOUGHT'), 'the address of a link')
  })

  it('keeps labels, bookmarks and language, stays tagged, and bears its own title', () => {
    const facts = read(sliced.bytes)
    assert.deepEqual(
      facts.pages.map(({ label }) => label),
      ['214', '215'],
    )
    assert.deepEqual(
      facts.outline.map(({ title, page }) => [title, page]),
      [
        ['BOUGHT-OUTLINE', 1],
        ['BOUGHT-CHAPTER', 0],
      ],
    )
    assert.deepEqual([facts.tagged, facts.language, facts.title], [true, 'en-GB', METADATA.title])
    assert.match(inside, /<prism:doi>10\.1234\/ch\.3<\/prism:doi>/)
    assert.match(inside, /B &amp; C/)
  })

  it('makes the same bytes of the same book', () => {
    assert.deepEqual(slice(leaky, 2, 3).bytes, sliced.bytes)
  })

  it('says which media of a page stayed behind', () => {
    assert.deepEqual(
      sliced.issues.map(({ rule, page }) => [rule, page]),
      [['page-media-can-be-sliced', 2]],
    )
  })

  it('turns links out of the range into links to addresses where there are any', () => {
    const linked = slice(leaky, 2, 3, { linkTo: (page) => `https://books.example/pages/${page}` })
    const inside = lookInside(linked.bytes)
    assert.match(inside, /https:\/\/books\.example\/pages\/4/)
    assert.doesNotMatch(inside, /SECRET/)
  })

  it('can be sliced again, and stays as it is', () => {
    const again = slice(sliced.bytes, 0, 1)
    assert.deepEqual(slice(again.bytes, 0, 1).bytes, again.bytes)
    assert.deepEqual(read(again.bytes), { ...read(sliced.bytes), bytes: again.bytes.length })
  })

  it('looks to PDFium as it did in the book', async () => {
    const library = await PDFiumLibrary.init()
    const [book, part] = [await library.loadDocument(leaky), await library.loadDocument(sliced.bytes)]
    assert.equal(part.getPageCount(), 2)
    for (const index of [0, 1]) {
      const [before, after] = [book.getPage(index + 2), part.getPage(index)]
      assert.equal(after.getText(), before.getText())
      const [was, is] = [
        await before.render({ scale: 1, render: 'bitmap' }),
        await after.render({ scale: 1, render: 'bitmap' }),
      ]
      assert.ok(Buffer.from(was.data).equals(Buffer.from(is.data)), `page ${index} is drawn as before`)
    }
    library.destroy()
  })

  it('counts pages that bear no labels on from where they stand', () => {
    assert.deepEqual(
      read(slice(makePlainBook(9), 4, 6).bytes).pages.map(({ label }) => label),
      ['5', '6', '7'],
    )
  })

  it('refuses pages that the book does not have', () => {
    for (const [from, to] of [
      [0, 9],
      [-1, 2],
      [3, 2],
      [0.5, 2],
    ] as const) {
      const refused = slicePdf(makePlainBook(9), { range: { from, to }, metadata: METADATA })
      assert.ok(!refused.ok && refused.error.rule === 'page-range-is-in-the-book')
    }
  })

  it('refuses pages that are windows on a sheet of which other pages show the rest', () => {
    const sheet = '/Contents 6 0 R /Resources <</Font <</F1 5 0 R>>>>'
    const form = (x: number): Source => ({ entries: '', data: `q 1 0 0 1 ${x} 0 cm /Sheet Do Q` })
    const drawn = '/Resources <</XObject <</Sheet 9 0 R>>>>'
    const bookOf = (left: string, right: string) =>
      makePdf([
        '<</Type /Catalog /Pages 2 0 R>>',
        '<</Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 400 300]>>',
        `<</Type /Page /Parent 2 0 R ${left}>>`,
        `<</Type /Page /Parent 2 0 R ${right}>>`,
        '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
        { entries: '', data: 'BT /F1 9 Tf 20 20 Td (Left) Tj 200 0 Td (Right) Tj ET' },
        form(0),
        form(-200),
        { entries: '/Type /XObject /Subtype /Form /BBox [0 0 400 300]', data: '0 0 9 9 re f' },
      ])
    const left = { from: 0, to: 0 }
    const ruleOf = (bytes: Uint8Array) => {
      const sliced = slicePdf(bytes, { range: left, metadata: METADATA })
      return sliced.ok ? null : sliced.error.rule
    }
    const [first, second] = ['/CropBox [0 0 200 300]', '/CropBox [200 0 400 300]']
    const rule = 'page-has-a-sheet-of-its-own'
    const cut = bookOf(first + sheet, second + sheet)
    assert.equal(ruleOf(cut), rule)
    const asked = checkPageRanges(cut, [left, { from: 0, to: 1 }])
    assert.deepEqual(asked.ok && asked.value.map((issue) => issue?.rule ?? null), [rule, null])
    assert.equal(ruleOf(bookOf(`/Contents 7 0 R ${drawn}`, `/Contents 8 0 R ${drawn}`)), rule)
    // The same page twice is no other page; nor is a leaf that is blank in both.
    assert.equal(ruleOf(bookOf(first + sheet, first + sheet)), null)
    assert.equal(ruleOf(bookOf(first, second)), null)
    const both = slicePdf(cut, { range: { from: 0, to: 1 }, metadata: METADATA })
    assert.ok(both.ok)
  })

  it('refuses a page whose content it cannot look through', () => {
    const bytes = makePdf([
      '<</Type /Catalog /Pages 2 0 R>>',
      '<</Type /Pages /Count 1 /Kids [3 0 R]>>',
      '<</Type /Page /Contents 4 0 R>>',
      { entries: '/Filter /Odd', data: 'x', plain: true },
    ])
    const refused = slicePdf(bytes, { range: { from: 0, to: 0 }, metadata: METADATA })
    assert.ok(!refused.ok && refused.error.rule === 'page-can-be-read' && refused.error.page === 0)
  })
})
