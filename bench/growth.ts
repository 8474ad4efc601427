/**
 * Does the site stay as fast when its shelf grows? A shelf of 10 books and one of 10,000 are asked in turns (A B A B), on one
 * server: first whole pages over HTTP, each rendered for this asking, then the single questions of which they are made;
 * then a hundred EPUBs are added to each. Their ratio is what counts.
 *
 *   node bench/growth.ts [--small 10] [--large 10000] [--rounds 400] [--adds 100]
 *
 * It also counts the rows that PostgreSQL read without an index: on the large shelf there must be none in any table of some
 * size. Exit code 1 when a ratio is above 1.5, the sitemap's first byte takes longer than 200 ms, or such rows were read.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import {
  findBook,
  findByDoi,
  findChapter,
  findContributor,
  listBooks,
  listFacets,
  listIssues,
  listSitemapBooks,
  listSitemapParts,
  loadText,
  shelveBook,
} from '#catalogue'
import { connectDatabase, type Database, type DatabasePool, migrate, openFiles } from '#platform'
import { paths } from '#web'
import { openEmbeddedPostgres } from '../src/platform/postgres/embedded-postgres.ts'
import { allMigrations } from '../src/program/all-migrations.ts'
import { BENCH_PRESS, benchDraft, fillShelf } from './fill-shelf.ts'
import { type Answer, openShelfSite, type ShelfSite } from './growth-site.ts'
import { printTable } from './measure.ts'

const { values } = parseArgs({
  options: {
    small: { type: 'string', default: '10' },
    large: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '400' },
    adds: { type: 'string', default: '100' },
  },
})
const LIMIT = 1.5
/** Below this a ratio is the noise of the machine. */
const NOISE_MS = 0.3

type Shelf = {
  readonly books: number
  readonly pool: DatabasePool
  readonly ids: Ids
  readonly site: ShelfSite
}
type Ids = {
  readonly books: readonly string[]
  readonly chapters: readonly string[]
  readonly contributors: readonly string[]
  readonly subjects: readonly string[]
  readonly bookPaths: readonly string[]
  readonly chapterPaths: readonly string[]
}

const home = mkdtempSync(join(tmpdir(), 'chapterhouse-growth-'))
const server = await openEmbeddedPostgres({ home, command: 'growth', lasting: false })

async function compare(): Promise<boolean> {
  const small = await openShelf('small', Number(values.small))
  const large = await openShelf('large', Number(values.large))
  const scannedBefore = await rowsScanned(large.pool)
  const pages = await timePages(small, large)
  const reads = await timeQuestions(small, large)
  const shelving = await timeShelving(small, large)
  const adds = await timeAdds(small, large)
  for (const { site, pool } of [small, large]) {
    await site.close()
    await pool.close()
  }
  const scanned = await scansSince(scannedBefore)
  return report([...pages, ...reads, shelving, adds], small.books, large.books, scanned)
}

/** A database of its own, filled, and its statistics brought up to date as autovacuum would. */
async function openShelf(name: string, books: number): Promise<Shelf> {
  const admin = connectDatabase(server.address, 1)
  await sql`create database ${sql.id(name)}`.execute(admin.db)
  await admin.close()
  const pool = connectDatabase({ ...server.address, database: name }, 4)
  await migrate(pool.db, allMigrations)
  const started = performance.now()
  await fillShelf(pool.db, { from: 0, to: books }, (shelved) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${shelved} of ${books} books`)
  })
  const seconds = (performance.now() - started) / 1000
  console.log(`${books} books shelved in ${seconds.toFixed(1)} s (${(books / seconds).toFixed(0)} a second)`)
  await sql`vacuum analyze`.execute(pool.db)
  const ids = await someIds(pool.db)
  // What connections have read is told to the statistics when they close: questions are asked over new ones.
  await pool.close()
  const own = connectDatabase({ ...server.address, database: name }, 4)
  return { books, ids, pool: own, site: await openShelfSite(own, join(home, `site-${name}`)) }
}

async function someIds(db: Database): Promise<Ids> {
  const list = async (query: string) => {
    const { rows } = await sql<{ id: string }>`
      select id from (${sql.raw(query)}) every order by md5(id) limit 500`.execute(db)
    return rows.map(({ id }) => id)
  }
  return {
    books: await list('select id from book'),
    chapters: await list('select id from chapter'),
    contributors: await list('select distinct contributor_id as id from contribution'),
    subjects: await list(`select slug as id from facet where kind = 'subjects'`),
    bookPaths: await list(`select '/books/' || (listing->>'slug') || '/' || id as id from book`),
    chapterPaths: await list(`select '/chapters/' || slug || '/' || id as id from chapter`),
  }
}

type Question = {
  readonly name: string
  /** Where the answer itself is longer on a larger shelf: milliseconds it may take (95 of 100). */
  readonly limitMs?: number
  /** The `n`th asking: always of another product, so that nothing is answered from one warm page. */
  ask(db: Database, ids: Ids, n: number): Promise<unknown>
}

const nth = (ids: readonly string[], n: number): string => ids[n % ids.length] ?? ''

const QUESTIONS: readonly Question[] = [
  { name: 'chapter page: findChapter', ask: (db, ids, n) => findChapter(db, nth(ids.chapters, n)) },
  { name: 'chapter page: loadText', ask: (db, ids, n) => loadText(db, nth(ids.chapters, n), 1) },
  { name: 'book page: findBook', ask: (db, ids, n) => findBook(db, nth(ids.books, n)) },
  {
    name: 'contributor page',
    ask: (db, ids, n) => findContributor(db, nth(ids.contributors, n), 20),
    limitMs: 20,
  },
  { name: 'browse: first screen', ask: (db) => listBooks(db, { limit: 10 }) },
  { name: 'browse: of one press', ask: (db) => listBooks(db, { limit: 10, press: BENCH_PRESS }) },
  { name: 'browse: any screen', ask: (db, ids, n) => listBooks(db, { limit: 3, after: nth(ids.books, n) }) },
  {
    name: 'browse: newest',
    ask: (db, ids, n) => listBooks(db, { limit: 3, order: 'newest', before: nth(ids.books, n) }),
  },
  {
    name: 'browse: a subject',
    ask: (db, ids, n) => listBooks(db, { limit: 1, facet: { kind: 'subjects', slug: nth(ids.subjects, n) } }),
  },
  { name: 'browse: all subjects', ask: (db) => listFacets(db, 'subjects', { limit: 20 }) },
  {
    name: 'browse: fullest subjects',
    ask: (db) => listFacets(db, 'subjects', { limit: 12, order: 'books', press: BENCH_PRESS }),
  },
  { name: 'DOI', ask: (db, _, n) => findByDoi(db, `10.5555/bench.${n % 10}.3`) },
  { name: 'faults of a chapter', ask: (db, ids, n) => listIssues(db, nth(ids.chapters, n)) },
  { name: 'sitemap: index', limitMs: 50, ask: (db) => listSitemapParts(db) },
  {
    name: 'sitemap: first part',
    limitMs: 50,
    ask: (db) => listSitemapBooks(db, { press: BENCH_PRESS, part: 0 }),
  },
]

type Page = {
  readonly name: string
  readonly limitMs?: number
  /** What of the answer counts. */
  readonly of: keyof Pick<Answer, 'first' | 'whole'>
  path(shelf: Shelf, n: number): string
}

const PAGES: readonly Page[] = [
  { name: 'HTTP: chapter page', of: 'whole', path: ({ ids }, n) => nth(ids.chapterPaths, n) },
  { name: 'HTTP: book page', of: 'whole', path: ({ ids }, n) => nth(ids.bookPaths, n) },
  { name: 'HTTP: home', of: 'whole', path: () => paths.home },
  { name: 'HTTP: browse, first screen', of: 'whole', path: () => paths.books },
  {
    // Of ten books some five come after one of them; of many, a whole screen of 24.
    name: 'HTTP: browse, any screen',
    of: 'whole',
    limitMs: 50,
    path: ({ ids }, n) => `${paths.books}?after=${nth(ids.books, n)}`,
  },
  {
    // Of a small shelf a subject has one book, of a large one a whole screen.
    name: 'HTTP: browse, a subject',
    of: 'whole',
    limitMs: 50,
    path: ({ ids }, n) => paths.browse('subjects', nth(ids.subjects, n)),
  },
  { name: 'HTTP: sitemap, first byte', of: 'first', limitMs: 200, path: () => paths.sitemap },
  {
    name: 'HTTP: part of it, first byte',
    of: 'first',
    limitMs: 200,
    path: () => paths.sitemapPart(BENCH_PRESS, 0),
  },
]

type Times = {
  readonly name: string
  readonly limitMs?: number
  readonly small: readonly number[]
  readonly large: readonly number[]
}

async function timeQuestions(small: Shelf, large: Shelf): Promise<readonly Times[]> {
  const rounds = Number(values.rounds)
  const times: Times[] = []
  for (const { ask, ...question } of QUESTIONS) {
    const inTurns: { small: number[]; large: number[] } = { small: [], large: [] }
    for (let n = -20; n < rounds; n++) {
      const a = await time(() => ask(small.pool.db, small.ids, n + 20))
      const b = await time(() => ask(large.pool.db, large.ids, n + 20))
      if (n < 0) continue
      inTurns.small.push(a)
      inTurns.large.push(b)
    }
    times.push({ ...question, ...inTurns })
  }
  return times
}

/** Each asked as nobody asked before, so that nothing comes from the cache. */
async function timePages(small: Shelf, large: Shelf): Promise<readonly Times[]> {
  const rounds = Number(values.rounds)
  const times: Times[] = []
  for (const { of, path, ...page } of PAGES) {
    const inTurns: { small: number[]; large: number[] } = { small: [], large: [] }
    for (let n = -20; n < rounds; n++) {
      const a = await small.site.ask(path(small, n + 20))
      const b = await large.site.ask(path(large, n + 20))
      if (n < 0) continue
      inTurns.small.push(a[of])
      inTurns.large.push(b[of])
    }
    times.push({ ...page, ...inTurns })
  }
  return times
}

/** An EPUB each: read in a process of its own, decided, shelved. */
async function timeAdds(small: Shelf, large: Shelf): Promise<Times> {
  const times = { name: 'add one book', small: [] as number[], large: [] as number[] }
  for (let n = 0; n < Number(values.adds); n++) {
    times.small.push(await small.site.add(n + 1))
    times.large.push(await large.site.add(n + 1))
  }
  return times
}

/** With the real files store and one transaction each, as `add` does it when the book is read. */
async function timeShelving(small: Shelf, large: Shelf): Promise<Times> {
  const folder = join(home, 'parcel')
  await mkdir(folder)
  const files = openFiles(join(home, 'files'))
  const add = (shelf: Shelf, n: number) =>
    time(() =>
      shelveBook(
        { db: shelf.pool.db, files, now: new Date() },
        { draft: benchDraft(1_000_000 + n), folder, press: BENCH_PRESS },
      ),
    )
  const times = { name: 'shelve one book', small: [] as number[], large: [] as number[] }
  for (let n = -5; n < Number(values.adds); n++) {
    const a = await add(small, n)
    const b = await add(large, n)
    if (n < 0) continue
    times.small.push(a)
    times.large.push(b)
  }
  return times
}

async function time(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}

type Scanned = { readonly read: number; readonly rows: number }

/** Rows read by sequential scans so far, by table, and how many it has. */
async function rowsScanned(pool: DatabasePool): Promise<ReadonlyMap<string, Scanned>> {
  const { rows } = await sql<{ relname: string; read: string; rows: string }>`
    select relname, seq_tup_read as read, n_live_tup as rows from pg_stat_user_tables`.execute(pool.db)
  return new Map(rows.map(({ relname, ...one }) => [relname, { read: +one.read, rows: +one.rows }]))
}

/** Of `sitemap_part` every row is an entry of the sitemap's index. */
const LISTED_WHOLE = ['sitemap_part']
/** Fewer rows fill so few pages that PostgreSQL rightly reads them all sooner than an index. */
const FEW = 1_000

async function scansSince(before: ReadonlyMap<string, Scanned>): Promise<readonly string[]> {
  const pool = connectDatabase({ ...server.address, database: 'large' }, 1)
  const after = await rowsScanned(pool)
  await pool.close()
  return [...after]
    .map(([table, { read, rows }]) => ({ table, rows, read: read - (before.get(table)?.read ?? 0) }))
    .filter(({ table, rows, read }) => read > 0 && rows >= FEW && !LISTED_WHOLE.includes(table))
    .map(({ table, rows, read }) => `${table} (${rows} rows): ${read} rows`)
}

function report(times: readonly Times[], small: number, large: number, scanned: readonly string[]): boolean {
  const rows = times.map(({ name, limitMs, ...both }) => {
    const [a, b] = [both.small, both.large].map((list) => ({
      p50: quantile(list, 0.5),
      p95: quantile(list, 0.95),
    }))
    if (a === undefined || b === undefined) throw new Error('Nothing was measured')
    const ratio = Math.max(b.p95, NOISE_MS) / Math.max(a.p95, NOISE_MS)
    return { name, a, b, ratio, limitMs, holds: limitMs === undefined ? ratio <= LIMIT : b.p95 <= limitMs }
  })
  const ms = (value: number) => value.toFixed(2)
  printTable([
    ['ms', `${small}: p50`, 'p95', `${large}: p50`, 'p95', 'ratio of p95', 'of p50'],
    ...rows.map(({ name, a, b, ratio, holds, limitMs }) => [
      name,
      ms(a.p50),
      ms(a.p95),
      ms(b.p50),
      ms(b.p95),
      `${holds ? '' : '✗ '}${limitMs === undefined ? ratio.toFixed(2) : `≤ ${limitMs} ms`}`,
      (b.p50 / a.p50).toFixed(2),
    ]),
  ])
  console.log(
    scanned.length === 0
      ? `No table of ${FEW} rows or more was read without an index.`
      : `Read without an index: ${scanned.join(', ')}`,
  )
  return scanned.length === 0 && rows.every(({ holds }) => holds)
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN

try {
  process.exitCode = (await compare()) ? 0 : 1
} finally {
  await server.close()
  rmSync(home, { recursive: true })
}
