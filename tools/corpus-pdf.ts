/**
 * Pages of PDFs as files of their own, and nothing of the other pages in them: of real ones, of six hundred pages of text and of a
 * scanned book made here, and of the book that has every road out of a page.
 *
 *   npm run corpus:pdf -- ../shared/data
 *
 * First in this process: pages are sliced and stamped, for the figures. Then all the way: a site is started, the books are put on
 * its shelf, and their chapters are downloaded as a reader does. Each time others judge (pdf-judge.ts): the text of each page is
 * what it was, each page is drawn as it was, and no sentence that stands on other pages alone is anywhere in the file.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { basename, resolve } from 'node:path'
import { type PdfFacts, type PdfRange, readPdf, slicePdf, stampPdf } from '@chapterhouse/pdf'
import { makeLeakyBook } from '../standards/pdf/src/samples/make-leaky-book.ts'
import { keptOf, makeScannedBook, makeTextBook, saidOf } from './pdf-books.ts'
import { everythingIn, leaksIn, lettersOf, openJudge } from './pdf-judge.ts'
import { middleOf, type OfferedBook, STAMP, serveChapters } from './pdf-served.ts'

const data = resolve(process.argv[2] ?? '../shared/data', 'pdf')
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
const FOOT = 'Downloaded from https://books.example by reader 4711'
const SLICE_SECONDS = 2
const STAMP_SECONDS = 3

type Source = {
  readonly name: string
  readonly bytes: Uint8Array
  /** Of each page, where it is one: as it stands in the file. */
  readonly pictures?: readonly Uint8Array[]
  /** What is said of a page elsewhere in the file. */
  readonly saidOf?: (page: number) => readonly string[]
  /** What of that goes wherever the page goes. */
  readonly keptOf?: (page: number) => readonly string[]
  /** What must not be in its middle, however it is spelt. */
  readonly secret?: RegExp
}

/** With what stands on each page, and is said of it. */
type Case = Source & OfferedBook & { readonly texts: readonly string[] }

const MADE_HERE: readonly Source[] = [
  { name: 'every road out of a page, made here', bytes: makeLeakyBook(), secret: /SECRET-[A-Z0-9-]+/g },
  { name: '600 pages of text, tagged, made here', ...makeTextBook(600), saidOf, keptOf },
  { name: '120 scans with hidden text, made here', ...makeScannedBook(120), saidOf, keptOf },
]
/** A busy machine's clock tells what else it is at. */
const isQuiet = (loadavg()[0] ?? 0) < availableParallelism()
const faults: string[] = []
let [files, refused, pagesSeen, leaks] = [0, 0, 0, 0]
const judge = await openJudge()
const toServe: Case[] = []

if (!existsSync(data)) console.log(`corpus-pdf: ${data} is not there; only what is made here is looked at`)
console.log(
  'file                                          pages   slice      tagged  labels        wall / CPU s   all pages stamped     KiB',
)
for (const source of MADE_HERE) await checkSource(source)
for (const path of globSync(`${data}/*/*.pdf`).sort())
  await checkSource({ name: basename(path), bytes: readFileSync(path) })
await checkServed()
console.log(
  `${files} files · ${refused} refused with a sentence · ${pagesSeen} pages compared · ${judge.hasQpdf ? 'qpdf looked at each part' : 'qpdf is not installed'} · ${leaks} leaks · ${faults.length} faults`,
)
for (const fault of faults) console.log(`  ${fault}`)
judge.close()
process.exit(faults.length > 0 || leaks > 0 || files === 0 ? 1 : 0)

async function checkSource(source: Source): Promise<void> {
  const { name, bytes } = source
  files += 1
  const facts = readPdf(bytes)
  if (!facts.ok) {
    refused += 1
    console.log(`${name.slice(0, 44).padEnd(45)} ${facts.error.message}`)
    return
  }
  const range = middleOf(facts.value)
  const [sliced, slicing] = timed(() => slicePdf(bytes, { range, metadata: METADATA }))
  const [stamped, stamping] = timed(() => stampPdf(bytes, [FOOT]))
  if (!sliced.ok || !stamped.ok) {
    faults.push(`${name}: ${[sliced, stamped].map((one) => (one.ok ? '' : one.error.message)).join(' ')}`)
    return
  }
  const again = slicePdf(bytes, { range, metadata: METADATA })
  if (!again.ok || !isSame(again.value.bytes, sliced.value.bytes))
    faults.push(`${name}: other bytes the second time`)
  keepTo(name, 'slicing', slicing, SLICE_SECONDS)
  keepTo(name, 'stamping', stamping, STAMP_SECONDS)
  const texts = await judge.textsOf(bytes)
  if (texts !== null) {
    const said = (page: number) => source.saidOf?.(page) ?? []
    const whole: Case = {
      ...{ ...source, facts: facts.value },
      texts: texts.map((text, page) => [text, ...said(page)].join('\n')),
    }
    await checkPart(whole, range, sliced.value.bytes, '')
    // A page whose attachment stayed behind has lost its pin.
    if (sliced.value.issues.length === 0) await comparePictures(whole, range, sliced.value.bytes)
    await checkStamp(whole, stamped.value.bytes)
    if (MADE_HERE.includes(source) || facts.value.pageCount > 2) toServe.push(whole)
  }
  // Those of the conformance suites are many and alike.
  if (!/^[578][.-]/.test(name)) printRow(name, facts.value, range, [slicing, stamping], sliced.value.bytes)
}

async function checkServed(): Promise<void> {
  console.log(
    '\nserved: as a reader downloads it           pages found by     pages   tagged    wall ms     KiB',
  )
  const { chapters, faults: met } = await serveChapters(toServe)
  faults.push(...met)
  for (const chapter of chapters) {
    const { book, range, bytes, milliseconds, isKept, byLabels } = chapter
    const one = toServe.find(({ name }) => name === book.name)
    if (one === undefined) continue
    await checkPart(one, range, bytes, STAMP)
    if (!isKept) faults.push(`${book.name}: other bytes when it was downloaded again`)
    if (isQuiet && milliseconds > SLICE_SECONDS * 1000)
      faults.push(`${book.name}: the download took ${milliseconds.toFixed(0)} ms`)
    console.log(
      [
        book.name.slice(0, 42).padEnd(43),
        (byLabels ? 'labels' : 'counting').padEnd(14),
        `${range.from + 1}-${range.to + 1}`.padStart(9),
        (book.facts.tagged ? 'tagged' : '').padStart(8),
        milliseconds.toFixed(0).padStart(10),
        String(bytes.length >> 10).padStart(7),
      ].join(' '),
    )
  }
  console.log('')
}

/** `foot`: what stands at the foot of each page beside its own text. */
async function checkPart(book: Case, range: PdfRange, part: Uint8Array, foot: string): Promise<void> {
  const { name, facts, pictures = [], secret } = book
  const texts = await judge.textsOf(part)
  const own = await judge.textsOf(book.bytes)
  if (texts?.length !== range.to - range.from + 1) {
    faults.push(
      `${name}: ${texts?.length ?? 'no'} pages, not those from ${range.from + 1} to ${range.to + 1}`,
    )
    return
  }
  for (const [index, text] of texts.entries()) {
    pagesSeen += 1
    const [is, was] = [lettersOf(text), lettersOf(own?.[range.from + index] ?? '')]
    if (foot === '' ? is !== was : !is.includes(was) || !is.includes(lettersOf(foot)))
      faults.push(`${name}: the text of page ${range.from + index + 1} differs`)
  }
  const found = [...leaksIn(part, book.texts, range), ...strangersAmong(part, pictures, range)]
  if (secret !== undefined && range.from === middleOf(facts).from)
    found.push(...new Set(everythingIn(part).match(secret) ?? []))
  leaks += found.length
  for (const leak of found)
    faults.push(`${name}: “${leak.slice(0, 60)}” is in pages ${range.from + 1} to ${range.to + 1}`)
  const inside = lettersOf(everythingIn(part))
  for (let page = range.from; page <= range.to; page += 1)
    for (const words of book.keptOf?.(page) ?? [])
      if (!inside.includes(lettersOf(words)))
        faults.push(`${name}: what is said of page ${page + 1} was lost`)
  const read = readPdf(part)
  if (!read.ok || read.value.tagged !== facts.tagged) faults.push(`${name}: tags were lost`)
  if (!read.ok || labelsOf(read.value) !== labelsOf(facts, range)) faults.push(`${name}: labels differ`)
  for (const line of judge.soundnessOf(part)) faults.push(`${name}: qpdf: ${line}`)
}

/** Pictures of other pages, and those of its own that are wanting. */
function strangersAmong(part: Uint8Array, pictures: readonly Uint8Array[], { from, to }: PdfRange): string[] {
  const raw = Buffer.from(part)
  return pictures.flatMap((picture, page) => {
    const isIn = raw.includes(Buffer.from(picture.subarray(0, 4000)))
    if (page >= from && page <= to && !isIn) faults.push(`The picture of page ${page + 1} is not in the part`)
    return isIn && (page < from || page > to) ? [`the picture of page ${page + 1}`] : []
  })
}

async function comparePictures(
  { name, bytes }: Case,
  { from, to }: PdfRange,
  part: Uint8Array,
): Promise<void> {
  const pages = [0, 1, to - from].filter(
    (page, index, all) => page <= to - from && all.indexOf(page) === index,
  )
  const was = await judge.picturesOf(
    bytes,
    pages.map((page) => from + page),
  )
  const is = await judge.picturesOf(part, pages)
  for (const [index, page] of pages.entries())
    if (was[index] !== is[index]) faults.push(`${name}: page ${from + page + 1} is drawn otherwise`)
}

async function checkStamp({ name, facts }: Case, stamped: Uint8Array): Promise<void> {
  const texts = await judge.textsOf(stamped)
  // This build of PDFium loses the last letters of a page that has signs it made up: the beginning of the line is asked for.
  const without = texts?.findIndex((text) => !lettersOf(text).includes('Downloaded')) ?? 0
  if (without >= 0) faults.push(`${name}: page ${without + 1} bears no stamp`)
  const read = readPdf(stamped)
  if (!read.ok || read.value.tagged !== facts.tagged) faults.push(`${name}: tags were lost under the stamp`)
  for (const line of judge.soundnessOf(stamped)) faults.push(`${name}: qpdf, stamped: ${line}`)
}

type Time = { readonly wall: number; readonly cpu: number }

/** In seconds. */
function timed<T>(work: () => T): readonly [T, Time] {
  const [started, before] = [performance.now(), process.cpuUsage()]
  const made = work()
  const { user, system } = process.cpuUsage(before)
  return [made, { wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 }]
}

/** By CPU: how long it takes by the clock says as much of what else the machine is at. */
function keepTo(name: string, what: string, { cpu }: Time, seconds: number): void {
  if (cpu > seconds) faults.push(`${name}: ${what} took ${cpu.toFixed(2)} s of CPU; ${seconds} s are allowed`)
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b)
}

function labelsOf({ pages }: PdfFacts, { from, to }: PdfRange = { from: 0, to: pages.length - 1 }): string {
  const labels = pages.slice(from, to + 1).map(({ label }) => label)
  return labels.join()
}

function printRow(
  name: string,
  facts: PdfFacts,
  { from, to }: PdfRange,
  times: readonly [Time, Time],
  slice: Uint8Array,
): void {
  const [slicing, stamping] = times.map(({ wall, cpu }) => `${wall.toFixed(2)} / ${cpu.toFixed(2)}`)
  console.log(
    [
      name.slice(0, 44).padEnd(45),
      String(facts.pageCount).padStart(5),
      `  ${from + 1}-${to + 1}`.padEnd(12),
      (facts.tagged ? 'tagged' : '').padEnd(8),
      `${facts.pages[from]?.label}-${facts.pages[to]?.label}`.padEnd(11),
      slicing?.padStart(14),
      stamping?.padStart(18),
      String(slice.length >> 10).padStart(7),
    ].join(' '),
  )
}
