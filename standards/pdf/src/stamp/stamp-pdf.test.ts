import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { lookInside } from '../samples/look-inside.ts'
import { makePdf, makePlainBook } from '../samples/make-pdf.ts'
import { stampPdf } from './stamp-pdf.ts'

const LINE =
  'Downloaded by Őry Željko, Дмитрий, Αλέξανδρος and Nguyễn (reader 4711) from https://books.example'

const stamp = (bytes: Uint8Array, lines: readonly string[] = [LINE]) => {
  const stamped = stampPdf(bytes, lines)
  assert.ok(stamped.ok, stamped.ok ? '' : stamped.error.message)
  return stamped.value
}

/** The page as PDFium draws it, grey by grey. */
async function draw(bytes: Uint8Array) {
  const library = await PDFiumLibrary.init()
  const page = (await library.loadDocument(bytes)).getPage(0)
  // The words first: this build of PDFium cannot be asked for them after it has drawn the page.
  const text = page.getText()
  const { data, width, height } = await page.render({ scale: 1, render: 'bitmap' })
  const copy = Uint8Array.from(data)
  library.destroy()
  /** Rows, from the top, on which anything is drawn. */
  const rows = Array.from({ length: height }, (_, y) => y).filter((y) =>
    copy.subarray(y * width * 4, (y + 1) * width * 4).some((value, index) => index % 4 < 3 && value < 200),
  )
  return { text, width, height, rows }
}

const onePage = (entries: string, content = '') =>
  makePdf([
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Count 1 /Kids [3 0 R]>>',
    `<</Type /Page /Parent 2 0 R ${entries} /Contents 4 0 R>>`,
    { entries: '', data: content },
  ])

describe('stampPdf', () => {
  it('stamps every page, in the letters of the reader’s name', async () => {
    const { bytes, pageCount, issues } = stamp(makePlainBook(7), [LINE, 'https://doi.org/10.1/x'])
    assert.deepEqual([pageCount, issues], [7, []])
    const library = await PDFiumLibrary.init()
    for (const page of (await library.loadDocument(bytes)).pages()) {
      const text = page.getText().replace(/\s+/g, ' ')
      assert.ok(
        text.includes(`Page ${page.number + 1} of many`) && text.includes('https://doi.org/10.1/x'),
        text,
      )
      for (const word of LINE.split(' ')) assert.ok(text.includes(word), `${word} in ${text}`)
    }
    library.destroy()
  })

  it('stands at the foot as seen, however the page is cropped, turned or enlarged', async () => {
    for (const entries of [
      '',
      '/Rotate 90',
      '/Rotate 180',
      '/Rotate -90',
      '/CropBox [100 150 500 700]',
      '/Rotate 270 /CropBox [100 150 500 700]',
      '/UserUnit 2',
      '/MediaBox [-300 -400 0 0]',
    ]) {
      const box = entries.includes('MediaBox') ? '' : '/MediaBox [0 0 600 800]'
      const { rows, height, text } = await draw(stamp(onePage(`${box} ${entries}`)).bytes)
      assert.ok(
        rows.length > 1 && rows.every((row) => row > height - 30),
        `${entries}: rows ${rows[0]} to ${rows.at(-1)} of ${height}`,
      )
      assert.match(text, /Downloaded by/)
    }
  })

  it('is not moved by a page that leaves its state changed', async () => {
    for (const content of [
      'q 2 0 0 2 50 300 cm',
      'Q Q 1 0 0 1 90 90 cm',
      'q q 0 0 0 0 re W n Q 5 0 0 5 0 0 cm',
    ]) {
      const { rows, height } = await draw(stamp(onePage('/MediaBox [0 0 600 800]', content)).bytes)
      assert.ok(rows.length > 2 && rows.every((row) => row > height - 30), content)
    }
  })

  it('is an artifact, so that it is not read out between two paragraphs', () => {
    assert.match(
      lookInside(stamp(makePlainBook(1)).bytes),
      /\/Artifact <<\/Type \/Pagination \/Subtype \/Footer>> BDC/,
    )
  })

  it('makes the same bytes each time', () => {
    assert.deepEqual(stamp(makePlainBook(3)).bytes, stamp(makePlainBook(3)).bytes)
  })

  it('says which characters its face does not have, and sets the others', () => {
    const { bytes, issues } = stamp(makePlainBook(1), ['Reader 王 4711'])
    assert.ok(issues[0]?.rule === 'stamp-can-be-set' && issues[0].message.includes('王'))
    assert.ok(bytes.length > 0)
  })

  it('leaves a file without lines as it was seen', () => {
    assert.doesNotMatch(lookInside(stamp(makePlainBook(1), []).bytes), /Artifact/)
  })

  it('keeps no earlier version of the file', () => {
    const old = makePlainBook(1)
    const at = Buffer.from(old).toString('latin1').indexOf('xref\n0')
    const update = Buffer.from(
      `3 0 obj\n<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman>>\nendobj\nxref\n3 1\n${String(old.length).padStart(10, '0')} 00000 n \ntrailer\n<</Size 6 /Root 1 0 R /Prev ${at}>>\nstartxref\n`,
      'latin1',
    )
    const place = old.length + update.indexOf('xref\n3')
    const bytes = new Uint8Array(Buffer.concat([old, update, Buffer.from(`${place}\n%%EOF\n`)]))
    const inside = lookInside(stamp(bytes).bytes)
    assert.ok(inside.includes('Times-Roman') && !inside.includes('Helvetica'))
  })
})
