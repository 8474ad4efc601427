/**
 * Pages of real PDFs as files of their own, and nothing of the other pages in them.
 *
 *   node tools/corpus-pdf.ts ../shared/data
 *
 * Of each file, pages are sliced and stamped, and PDFium judges: the text of each page is what it was, each page is drawn as
 * it was, and no sentence that stands on other pages alone is found in anything the slice holds, unpacked. A book of scans
 * is made here, for the folder has none: each page a picture, each picture its own noise.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { readPdf, slicePdf, stampPdf } from '@chapterhouse/pdf'
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'

const data = resolve(process.argv[2] ?? '../shared/data', 'pdf')
if (!existsSync(data)) {
  console.log(`corpus-pdf: skipped, ${data} is not there`)
  process.exit(0)
}
const METADATA = {
  title: 'A chapter',
  authors: ['An author'],
  language: null,
  doi: '10.1234/chapter',
  publisher: null,
  rights: null,
  source: 'https://books.example/chapter',
  book: 'A book',
  pages: null,
}
const LINES = [
  'Downloaded from https://books.example by reader 4711 on 23 November 2026, subject to the terms of use.',
]
const faults: string[] = []
const library = await PDFiumLibrary.init()
let [files, refused, pagesSeen, leaks] = [0, 0, 0, 0]

console.log(
  'file                                          pages   slice      tagged  labels        ms   stamp ms   KiB',
)
for (const path of globSync(`${data}/*/*.pdf`).sort()) await checkFile(basename(path), readFileSync(path))
await checkScans()
console.log(
  `${files} files · ${refused} refused with a sentence · ${pagesSeen} pages compared · ${leaks} leaks · ${faults.length} faults`,
)
for (const fault of faults) console.log(`  ${fault}`)
library.destroy()
process.exitCode = faults.length > 0 || leaks > 0 || files === 0 ? 1 : 0

async function checkFile(name: string, bytes: Uint8Array): Promise<void> {
  files += 1
  const facts = readPdf(bytes)
  if (!facts.ok) {
    refused += 1
    console.log(`${name.slice(0, 44).padEnd(45)} ${facts.error.message}`)
    return
  }
  const { pageCount } = facts.value
  const from = pageCount > 300 ? 213 : Math.floor(pageCount / 3)
  const range = {
    from,
    to: Math.min(pageCount - 1, from + Math.max(0, Math.min(48, Math.floor(pageCount / 3) - 1))),
  }
  const started = performance.now()
  const sliced = slicePdf(bytes, { range, metadata: METADATA })
  const sliceTime = performance.now() - started
  if (!sliced.ok) {
    faults.push(`${name}: ${sliced.error.message}`)
    return
  }
  const again = slicePdf(bytes, { range, metadata: METADATA })
  if (!again.ok || !Buffer.from(again.value.bytes).equals(sliced.value.bytes))
    faults.push(`${name}: other bytes the second time`)
  const stampedAt = performance.now()
  const stamped = stampPdf(bytes, LINES)
  const stampTime = performance.now() - stampedAt
  if (!stamped.ok) faults.push(`${name}: ${stamped.error.message}`)
  const part = readPdf(sliced.value.bytes)
  if (!part.ok || part.value.tagged !== facts.value.tagged) faults.push(`${name}: tags were lost`)
  const labels = facts.value.pages.slice(range.from, range.to + 1).map(({ label }) => label)
  if (!part.ok || part.value.pages.map(({ label }) => label).join() !== labels.join())
    faults.push(`${name}: labels differ`)
  if (pageCount < 1000)
    await compare(
      name,
      bytes,
      sliced.value.bytes,
      stamped.ok ? stamped.value.bytes : null,
      range.from,
      sliced.value.issues.length === 0,
    )
  const shown = name.startsWith('7.') || name.startsWith('5-') || name.startsWith('8.') ? null : name
  if (shown !== null)
    console.log(
      [
        shown.slice(0, 44).padEnd(45),
        String(pageCount).padStart(5),
        `  ${range.from + 1}-${range.to + 1}`.padEnd(12),
        (facts.value.tagged ? 'tagged' : '').padEnd(8),
        `${labels[0]}-${labels.at(-1)}`.padEnd(11),
        String(Math.round(sliceTime)).padStart(5),
        String(Math.round(stampTime)).padStart(10),
        String(sliced.value.bytes.length >> 10).padStart(6),
      ].join(' '),
    )
}

/** By PDFium, which knows nothing of us. Text first: this build cannot be asked for it after drawing. */
async function compare(
  name: string,
  bytes: Uint8Array,
  slice: Uint8Array,
  stamped: Uint8Array | null,
  from: number,
  isWhole: boolean,
): Promise<void> {
  const [book, part] = [await open(bytes), await open(slice)]
  if (book === null) return
  if (part === null) {
    faults.push(`${name}: PDFium cannot open the slice`)
    return
  }
  const count = part.getPageCount()
  const texts = Array.from({ length: book.getPageCount() }, (_, index) => book.getPage(index).getText())
  for (let index = 0; index < count; index += 1) {
    pagesSeen += 1
    if (part.getPage(index).getText() !== texts[from + index])
      faults.push(`${name}: the text of page ${from + index + 1} differs`)
  }
  const inside = lettersOf(everythingIn(slice))
  const own = lettersOf(texts.slice(from, from + count).join(' '))
  for (const [index, text] of texts.entries()) {
    if (index >= from && index < from + count) continue
    for (const line of text.split(/[\r\n]+/)) {
      const letters = lettersOf(line)
      if (letters.length < 24 || own.includes(letters) || !inside.includes(letters)) continue
      leaks += 1
      faults.push(`${name}: “${line.slice(0, 60)}” of page ${index + 1} is in the slice`)
    }
  }
  // A page whose attachment stayed behind has lost its pin.
  for (let index = 0; index < (isWhole ? Math.min(count, 2) : 0); index += 1)
    if ((await picture(book, from + index)) !== (await picture(part, index)))
      faults.push(`${name}: page ${from + index + 1} is drawn otherwise`)
  book.destroy()
  part.destroy()
  const whole = stamped === null ? null : await open(stamped)
  if (whole === null) faults.push(`${name}: PDFium cannot open the stamped file`)
  else {
    if (!lettersOf(whole.getPage(whole.getPageCount() - 1).getText()).includes('reader4711'))
      faults.push(`${name}: no stamp on the last page`)
    whole.destroy()
  }
}

async function open(bytes: Uint8Array): Promise<PDFiumDocument | null> {
  try {
    return await library.loadDocument(bytes)
  } catch {
    return null
  }
}

async function picture(document: PDFiumDocument, index: number): Promise<string> {
  const { data } = await document.getPage(index).render({ scale: 1, render: 'bitmap' })
  return createHash('sha256').update(data).digest('hex')
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Every stream that inflates, by a look through the bytes; text shown in pieces, as `[(wo)-10(rd)]TJ`, is joined. The letters
 * of a subset of a font may be numbered in its own way: those PDFium has judged, page by page, and there are no other pages.
 */
function everythingIn(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes)
  const parts = [raw.toString('latin1')]
  for (let at = raw.indexOf('stream\n'); at >= 0; at = raw.indexOf('stream\n', at + 7)) {
    const end = raw.indexOf('endstream', at)
    try {
      parts.push(inflateSync(raw.subarray(at + 7, end), { finishFlush: 2 }).toString('latin1'))
    } catch {
      // A picture, or `endstream` itself.
    }
  }
  const text = parts.join('\n')
  return text + text.replace(/\)[-\d. ]*\(/g, '') + text.replaceAll('\0', '')
}

/** Sixty scanned pages, all pictures named in the resources that all pages share. */
async function checkScans(): Promise<void> {
  const count = 60
  const noise = (index: number) => {
    const out = Buffer.alloc(60_000)
    for (let block = 0; block < out.length; block += 32)
      createHash('sha256').update(`${index}/${block}`).digest().copy(out, block)
    return out
  }
  const objects: Uint8Array[] = [
    Buffer.from('<</Type /Catalog /Pages 2 0 R>>'),
    Buffer.from(
      `<</Type /Pages /Count ${count} /MediaBox [0 0 400 600] /Kids [${range(count, (index) => `${3 + index * 3} 0 R`)}] /Resources <</XObject <<${range(count, (index) => `/Im${index} ${5 + index * 3} 0 R`)}>>>>>>`,
    ),
    ...Array.from({ length: count }, (_, index) => [
      Buffer.from(`<</Type /Page /Parent 2 0 R /Contents ${4 + index * 3} 0 R>>`),
      streamOf('', Buffer.from(`q 400 0 0 600 0 0 cm /Im${index} Do Q`)),
      streamOf(
        '/Type /XObject /Subtype /Image /Width 200 /Height 300 /BitsPerComponent 8 /ColorSpace /DeviceGray',
        noise(index),
      ),
    ]).flat(),
  ]
  const bytes = fileOf(objects)
  await checkFile('sixty scanned pages, made here', bytes)
  const sliced = slicePdf(bytes, { range: { from: 20, to: 39 }, metadata: METADATA })
  if (!sliced.ok) return
  const raw = Buffer.from(sliced.value.bytes)
  for (let index = 0; index < count; index += 1) {
    const isIn = raw.includes(deflateSync(noise(index)).subarray(2, 2000))
    if (isIn === (index >= 20 && index <= 39)) continue
    if (isIn) leaks += 1
    faults.push(`scans: the picture of page ${index + 1} is ${isIn ? '' : 'not '}in the slice`)
  }
}

function range(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(' ')
}

function streamOf(entries: string, content: Buffer): Buffer {
  const packed = deflateSync(content)
  return Buffer.concat([
    Buffer.from(`<<${entries} /Filter /FlateDecode /Length ${packed.length}>>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ])
}

function fileOf(objects: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n')]
  for (const [index, object] of objects.entries())
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'))
  // Without a table of places: it is made again in reading, and that is another thing tried.
  parts.push(Buffer.from('trailer\n<</Root 1 0 R>>\n%%EOF\n'))
  return new Uint8Array(Buffer.concat(parts))
}
