/**
 * Books taken in a minute: chapters, text, pages and checks by Chapterhouse, against calibre adding the same files and
 * extracting their text, where calibre is installed.
 *
 *   npm run bench:ingest -- [--books 12]
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { inventBook } from './books.ts'
import { isInstalled, printTable } from './measure.ts'

const { values } = parseArgs({ options: { books: { type: 'string', default: '12' } } })
const count = Number(values.books)
const home = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-ingest-'))

type Timed = { readonly name: string; readonly seconds: number }

function timed(name: string, act: () => void): Timed {
  const start = performance.now()
  act()
  return { name, seconds: (performance.now() - start) / 1000 }
}

function run(command: string, args: readonly string[], env: Record<string, string> = {}): void {
  const { status, stderr } = spawnSync(command, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}

try {
  const books = join(folder, 'books')
  mkdirSync(books)
  for (let i = 1; i <= count; i++) writeFileSync(join(books, `book-${i}.epub`), inventBook(i))
  const cli = [join(home, 'bin/chapterhouse.cjs')]
  const env = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' }
  run(process.execPath, [...cli, 'migrate'], env)
  const results = [
    timed('Chapterhouse: add', () => run(process.execPath, [...cli, 'add', '--json', books], env)),
  ]
  if (isInstalled('calibredb')) {
    const library = join(folder, 'library')
    results.push(
      timed('calibre: add, then text extraction', () => {
        run('calibredb', [
          'add',
          '--with-library',
          library,
          ...readdirSync(books).map((name) => join(books, name)),
        ])
        for (const name of readdirSync(books))
          run('ebook-convert', [join(books, name), join(folder, `${name}.txt`)])
      }),
    )
  }
  printTable([
    ['', 'seconds', 'books/min'],
    ...results.map(({ name, seconds }) => [name, seconds.toFixed(1), ((count / seconds) * 60).toFixed(0)]),
  ])
  const [ours, theirs] = results
  if (ours !== undefined && theirs !== undefined)
    console.log(`Chapterhouse : calibre = ${(theirs.seconds / ours.seconds).toFixed(1)} × (goal ≥ 2 ×)`)
  else console.log('calibre is not installed: no comparison')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
