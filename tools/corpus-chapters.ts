/**
 * Every chapter of the real books as an EPUB of its own: valid, with its notes, and with no link that leads nowhere.
 *
 *   node tools/corpus-chapters.ts ../shared/data [--quick]
 *
 * Quick: every fourth chapter.
 *
 * An error counts when both validators report it: the port of EPUBCheck, and EPUBCheck itself (Java), where it is installed,
 * on every file that the port finds fault with and on ten more. What an old EPUBCheck (Java) reports of the whole book as
 * well, in the same file and the same words, is no doing of the cut: it is counted apart.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { checkEpub, openEpub, readEpub } from '@chapterhouse/epub'
import { readParcel } from '../src/intake/index.ts'
import { cutChapter } from './cut-chapter.ts'

const data = resolve(process.argv[2] ?? '../shared/data', 'epub-books')
const isQuick = process.argv.includes('--quick')
if (!existsSync(data)) {
  console.log(`corpus-chapters: skipped, ${data} is not there`)
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-chapters-'))
const hasJava = existsSync('/usr/bin/epubcheck') && spawnSync('java', ['-version']).status === 0
type Written = { readonly file: string; readonly book: string }
const suspects: Written[] = []
const samples: Written[] = []
const faults: string[] = []
let chapters = 0

try {
  console.log('book                                        chapters   notes   errors   slowest ms')
  for (const name of readdirSync(data).filter((file) => file.endsWith('.epub'))) await checkBook(name)
  const asked = hasJava ? [...suspects, ...samples.slice(0, 10)] : []
  const { own, inherited } = judgeByJava(asked)
  faults.push(...own)
  if (!hasJava)
    for (const { file } of suspects) faults.push(`${file}: found by the port; EPUBCheck is not installed`)
  console.log(
    `${chapters} chapters${isQuick ? ' (every fourth)' : ''} · port: ${suspects.length} with errors · ${hasJava ? `EPUBCheck (Java) on ${asked.length}, ${inherited} errors that it finds in the whole books too` : 'EPUBCheck (Java) is not installed'} · ${faults.length} faults`,
  )
  for (const fault of faults) console.log(`  ${fault}`)
  process.exitCode = faults.length > 0 || chapters === 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function checkBook(name: string): Promise<void> {
  const path = join(data, name)
  const jobFolder = mkdtempSync(join(folder, 'job-'))
  const read = await readParcel(path, { jobFolder, openness: 'open', today: new Date() })
  const opened = await openEpub(readFileSync(path))
  const book = opened.ok ? readEpub(opened.container).package : null
  if (read.kind !== 'draft' || book === null) {
    faults.push(`${name}: could not be read`)
    return
  }
  let notes = 0
  let errors = 0
  let slowest = 0
  for (const [index, chapter] of read.draft.chapters.entries()) {
    if (chapter.source === null || chapter.text === null) continue
    if (isQuick && index % 4 !== 3) continue
    const start = performance.now()
    const sliced = cutChapter(book, read.draft, chapter, index)
    slowest = Math.max(slowest, performance.now() - start)
    if (!sliced.ok) {
      if (chapter.text.facts.words > 0) faults.push(`${name} ${index}: ${sliced.error.message}`)
      continue
    }
    chapters++
    const file = join(folder, `${name.slice(0, 24)}-${index}.epub`)
    const { issues } = await checkEpub(sliced.value)
    const wrong = issues.filter(({ severity }) => severity === 'error')
    if (wrong.length > 0 || index % 17 === 3) writeFileSync(file, sliced.value)
    if (wrong.length > 0) suspects.push({ file, book: path })
    else if (index % 17 === 3) samples.push({ file, book: path })
    errors += wrong.length
    notes += await countNotes(sliced.value, `${name} ${index}`)
  }
  console.log(
    `${name.slice(0, 42).padEnd(42)} ${String(read.draft.chapters.length).padStart(9)} ${String(notes).padStart(7)} ${String(errors).padStart(8)} ${slowest.toFixed(0).padStart(12)}`,
  )
}

/** Marked references to notes; one that leads out of the file has lost its note. */
async function countNotes(bytes: Uint8Array, name: string): Promise<number> {
  const opened = await openEpub(bytes)
  if (!opened.ok) return 0
  let count = 0
  for (const path of opened.container.entries.keys()) {
    if (!/\.x?html$/.test(path)) continue
    const read = opened.container.read(path)
    if (!read.ok) continue
    for (const [link] of new TextDecoder()
      .decode(read.value)
      .matchAll(/<a\b[^>]*epub:type="[^"]*\bnoteref\b[^>]*>/g)) {
      count++
      if (!/href="[^"]*#/.test(link) || /href="https?:/.test(link))
        faults.push(`${name}: a reference lost its note: ${link.slice(0, 120)}`)
    }
  }
  return count
}

/** Errors that EPUBCheck (Java) finds in a chapter's file and not in its book. */
function judgeByJava(asked: readonly Written[]): { own: readonly string[]; inherited: number } {
  const books = new Map<string, ReadonlySet<string>>()
  const own: string[] = []
  let inherited = 0
  for (const { file, book } of asked)
    for (const error of askJava(file)) {
      const known = books.get(book) ?? new Set(askJava(book))
      books.set(book, known)
      if (known.has(error)) inherited += 1
      else own.push(`${basename(file)}: EPUBCheck: ${error}`)
    }
  return { own, inherited }
}

/** Its errors, each as the file inside the container and the message. */
function askJava(file: string): readonly string[] {
  const { stdout, stderr } = spawnSync('java', ['-jar', '/usr/bin/epubcheck', file], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  return `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => /^(ERROR|FATAL)/.test(line))
    .map((line) => line.replace(file, '').replace(/\(-?\d+,-?\d+\)/, ''))
}
