/**
 * Every chapter of the real books, and each book whole, as Kindle would get it: nothing that Amazon's converter is known to fail
 * at is left, and the copy is a valid EPUB.
 *
 *   node tools/corpus-kindle.ts ../shared/data
 *
 * An error counts when both validators report it: the port of EPUBCheck, and EPUBCheck itself (Java), where it is installed, on
 * every copy that the port finds fault with and on ten more. What is found in the original in the same words is no doing of the
 * copy: it is counted apart.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { checkEpub, openEpub, readEpub } from '@chapterhouse/epub'
import { buildKindleCopy } from '../src/delivery/kindle/profile/build-kindle-copy.ts'
import { checkKindleCopy } from '../src/delivery/kindle/profile/check-kindle-copy.ts'
import { redrawPictures } from '../src/delivery/kindle/profile/redraw-pictures.ts'
import { readParcel } from '../src/intake/index.ts'
import { cutChapter } from './cut-chapter.ts'

const data = resolve(process.argv[2] ?? '../shared/data', 'epub-books')
if (!existsSync(data)) {
  console.log(`corpus-kindle: skipped, ${data} is not there`)
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-kindle-'))
const hasJava = existsSync('/usr/bin/epubcheck') && spawnSync('java', ['-version']).status === 0
type Copied = { readonly name: string; readonly original: Uint8Array; readonly copy: Uint8Array }
const suspects: Copied[] = []
const samples: Copied[] = []
const faults: string[] = []
const mendings = new Map<string, number>()
let copies = 0

try {
  console.log('book                                         copies  invalid   slowest ms   peak MB')
  for (const name of readdirSync(data).filter((file) => file.endsWith('.epub'))) await copyBook(name)
  const asked = hasJava ? [...suspects, ...samples.slice(0, 10)] : []
  let inherited = 0
  for (const one of asked) {
    const known = new Set(askJava(one.original))
    for (const error of askJava(one.copy))
      if (known.has(error)) inherited += 1
      else faults.push(`${one.name}: EPUBCheck: ${error}`)
  }
  if (!hasJava)
    for (const { name } of suspects) faults.push(`${name}: found by the port; EPUBCheck is not installed`)
  console.log(`mended: ${[...mendings].map(([rule, times]) => `${rule} ${times}`).join(' · ') || 'nothing'}`)
  console.log(
    `${copies} copies · port: ${suspects.length} with errors of their own · ${hasJava ? `EPUBCheck (Java) on ${asked.length}, ${inherited} errors that it finds in the originals too` : 'EPUBCheck (Java) is not installed'} · ${faults.length} faults`,
  )
  for (const fault of faults) console.log(`  ${fault}`)
  process.exitCode = faults.length > 0 || copies === 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function copyBook(name: string): Promise<void> {
  const bytes = readFileSync(join(data, name))
  const jobFolder = mkdtempSync(join(folder, 'job-'))
  const read = await readParcel(join(data, name), { jobFolder, openness: 'open', today: new Date() })
  const opened = await openEpub(bytes)
  const book = opened.ok ? readEpub(opened.container).package : null
  if (read.kind !== 'draft' || book === null) {
    faults.push(`${name}: could not be read`)
    return
  }
  const before = { copies, suspects: suspects.length }
  let slowest = await copyOne(`${name} whole`, bytes)
  for (const [index, chapter] of read.draft.chapters.entries()) {
    if (chapter.source === null || chapter.text === null) continue
    const sliced = cutChapter(book, read.draft, chapter, index)
    if (sliced.ok) slowest = Math.max(slowest, await copyOne(`${name} ${index}`, sliced.value))
  }
  const peak = process.resourceUsage().maxRSS / 1024
  console.log(
    `${name.slice(0, 42).padEnd(42)} ${String(copies - before.copies).padStart(8)} ${String(suspects.length - before.suspects).padStart(8)} ${slowest.toFixed(0).padStart(12)} ${peak.toFixed(0).padStart(9)}`,
  )
}

async function copyOne(name: string, original: Uint8Array): Promise<number> {
  const start = performance.now()
  const made = await buildKindleCopy(original, { manner: 'lossless', redraw: redrawPictures })
  const milliseconds = performance.now() - start
  if (!made.ok) {
    faults.push(`${name}: ${made.error.message}`)
    return milliseconds
  }
  copies += 1
  for (const { rule } of made.value.mended) mendings.set(rule, (mendings.get(rule) ?? 0) + 1)
  const copy = made.value.bytes
  for (const { rule, file, message } of await checkKindleCopy(copy))
    faults.push(`${name}: ${rule} ${file}: ${message}`)
  const errors = await errorsOf(copy)
  const known = errors.length === 0 ? [] : await errorsOf(original)
  if (errors.some((error) => !known.includes(error))) suspects.push({ name, original, copy })
  else if (copies % 17 === 3) samples.push({ name, original, copy })
  return milliseconds
}

async function errorsOf(epub: Uint8Array): Promise<readonly string[]> {
  const { issues } = await checkEpub(epub)
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, file, message }) => `${rule} ${file} ${message}`)
}

/** Its errors, each as the file inside the container and the message. */
function askJava(epub: Uint8Array): readonly string[] {
  const file = join(folder, 'asked.epub')
  writeFileSync(file, epub)
  const { stdout, stderr } = spawnSync('java', ['-jar', '/usr/bin/epubcheck', file], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  return `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => /^(ERROR|FATAL)/.test(line))
    .map((line) => line.replace(file, basename(file)).replace(/\(-?\d+,-?\d+\)/, ''))
}
