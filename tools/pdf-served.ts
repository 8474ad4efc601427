/**
 * The way of a PDF to a reader, whole: a book.yaml that names it, the shelf, chapters found by their printed pages or by counted
 * ones, the address of the download, the bytes that are served. Nothing is known of the site but what it answers.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPageRange, type PdfFacts, type PdfRange } from '@chapterhouse/pdf'
import { startSite } from '../journeys/site.ts'

export type OfferedBook = { readonly name: string; readonly bytes: Uint8Array; readonly facts: PdfFacts }

export type ServedChapter = {
  readonly book: OfferedBook
  readonly range: PdfRange
  /** Found by what is printed on its pages, not by counting. */
  readonly byLabels: boolean
  readonly status: number
  readonly bytes: Uint8Array
  readonly milliseconds: number
  /** Asked for a second time: kept, and the same. */
  readonly isKept: boolean
}

export type Served = {
  readonly chapters: readonly ServedChapter[]
  /** What is closed and was given all the same, and whatever else went wrong. */
  readonly faults: readonly string[]
}

/** At the foot of every page that is served. */
export const STAMP = 'Taken from Corpus on'

type Plan = { readonly title: string; readonly range: PdfRange; readonly open: boolean }

export async function serveChapters(books: readonly OfferedBook[]): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-parcels-'))
  const first = await startSite({ SAMPLES: 'no' })
  mkdirSync(join(first.dataDir, 'presses', 'corpus'), { recursive: true })
  writeFileSync(
    join(first.dataDir, 'presses', 'corpus', 'press.yaml'),
    'name: Corpus\nstamp: true\ncontact:\n  address: corpus@press.example\n',
  )
  const site = await first.restart()
  try {
    const parcels = books.map((book, index) => writeParcel(join(folder, String(index)), book, index))
    const { stdout, stderr } = await site.run('add', '--json', '--press', 'corpus', ...parcels)
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; id: string | null; issues: { message: string }[] })
    const chapters: ServedChapter[] = []
    const faults: string[] = []
    for (const [index, book] of books.entries()) {
      const one = told.find(({ file }) => file === parcels[index])
      if (one?.id == null) {
        faults.push(`${book.name}: refused: ${one?.issues.map(({ message }) => message).join(' ') ?? stderr}`)
        continue
      }
      const served = await takeBook(site.origin, book, one.id)
      chapters.push(...served.chapters)
      faults.push(...served.faults)
    }
    return { chapters, faults }
  } finally {
    await site.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** At most 49 pages, from the second third or, in a large book, where the dossier's chapter begins. */
export function middleOf({ pageCount }: PdfFacts): PdfRange {
  const third = Math.floor(pageCount / 3)
  const from = pageCount > 300 ? 213 : third
  return { from, to: Math.min(pageCount - 1, from + Math.max(0, Math.min(48, third - 1))) }
}

/** What comes before the middle, and the middle, are open; the rest is for sale. */
function planOf({ facts }: OfferedBook): readonly Plan[] {
  const middle = middleOf(facts)
  return [
    { title: 'The beginning', range: { from: 0, to: middle.from - 1 }, open: true },
    { title: 'The middle', range: middle, open: true },
    { title: 'The rest', range: { from: middle.to + 1, to: facts.pageCount - 1 }, open: false },
  ].filter(({ range }) => range.from <= range.to)
}

function writeParcel(folder: string, book: OfferedBook, index: number): string {
  mkdirSync(folder)
  writeFileSync(join(folder, 'book.pdf'), book.bytes)
  const chapters = planOf(book).map(
    ({ title, range, open }) =>
      `  - { title: ${title}, ${pagesOf(book.facts, range)}, access: ${open ? 'open' : 'closed'} }\n`,
  )
  writeFileSync(
    join(folder, 'book.yaml'),
    `title: Book ${index}\nlanguage: en\naccess: closed\nidentifiers:\n  other:\n    - { scheme: corpus, value: "${index}" }\npdf: book.pdf\nchapters:\n${chapters.join('')}`,
  )
  return folder
}

/** As a press would say it. */
function pagesOf(facts: PdfFacts, range: PdfRange): string {
  const [first, last] = labelsOf(facts, range)
  return isFoundByLabels(facts, range)
    ? `pages: "${first}-${last}"`
    : `pdf-pages: ${range.from + 1}-${range.to + 1}`
}

function isFoundByLabels(facts: PdfFacts, range: PdfRange): boolean {
  const [first, last] = labelsOf(facts, range)
  const isPrinted = facts.hasPageLabels && [first, last].every((label) => /^(\d+|[ivxlc]+)$/.test(label))
  const found = isPrinted ? findPageRange(facts, first, last) : null
  return found?.from === range.from && found.to === range.to
}

const labelsOf = ({ pages }: PdfFacts, { from, to }: PdfRange): readonly [string, string] => [
  pages[from]?.label ?? '',
  pages[to]?.label ?? '',
]

async function takeBook(origin: string, book: OfferedBook, id: string): Promise<Served> {
  const chapters: ServedChapter[] = []
  const faults: string[] = []
  const whole = await take(`${origin}/files/${id}/book.pdf`)
  if (whole.status !== 403)
    faults.push(`${book.name}: the whole book is closed, and answered ${whole.status}`)
  const { contents } = (await (await fetch(`${origin}/api/v1/books/${id}`)).json()) as {
    contents: readonly { readonly id: string; readonly title: string }[]
  }
  for (const { title, range, open } of planOf(book)) {
    const chapter = contents.find((one) => one.title === title)
    const url = `${origin}/files/${chapter?.id}/chapter.pdf`
    const { status, bytes, milliseconds } = await take(url)
    if (status !== (open ? 200 : 403))
      faults.push(`${book.name}: ${title}: answered ${status}: ${said(bytes)}`)
    if (status !== 200 || !open) continue
    const again = await take(url)
    const isKept = Buffer.from(again.bytes).equals(bytes)
    const byLabels = isFoundByLabels(book.facts, range)
    chapters.push({ book, range, byLabels, status, bytes, milliseconds, isKept })
  }
  return { chapters, faults }
}

async function take(url: string) {
  const started = performance.now()
  const answer = await fetch(url)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { status: answer.status, bytes, milliseconds: performance.now() - started }
}

const said = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 300)).toString('utf8').trim()
