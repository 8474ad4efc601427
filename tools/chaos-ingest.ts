/**
 * Kills the program and its database at random moments while books come in, by command and by the inbox, and looks
 * afterwards whether every book is there wholly or not at all, and whether anything is left that belongs to none.
 *
 *   npm run chaos:ingest -- [--kills 50] [--seed 1]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { inventBook } from '../bench/books.ts'
import {
  findBook,
  findUnnamedFiles,
  listBooks,
  listChapters,
  listNamedFiles,
  loadText,
  sweepJobs,
} from '../src/catalogue/index.ts'
import { openSession, type Session, workplaceOf } from '../src/program/session.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
})
const kills = Number(values.kills)
const launcher = resolve(import.meta.dirname, '..', 'bin/chapterhouse.cjs')
const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-chaos-'))
const dataDir = join(folder, 'data')
Object.assign(process.env, { DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' })

const CHAPTERS = 5
const AT_ONCE = 10

/** mulberry32: the same seed kills at the same moments. */
let state = Number(values.seed)
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), state | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

/** A parcel of several files: an EPUB, a cover, something kept unread. */
function inventParcel(number: number): string {
  const path = join(folder, 'parcels', `p${number}`)
  mkdirSync(join(path, 'record'), { recursive: true })
  writeFileSync(join(path, 'book.epub'), inventBook(number, CHAPTERS, 8))
  writeFileSync(
    join(path, 'book.yaml'),
    `version-note: Parcel ${number}\ncover: cover.svg\ncover-alternative: A number\n`,
  )
  writeFileSync(
    join(path, 'cover.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900"><text x="50" y="90">${number}</text></svg>`,
  )
  writeFileSync(join(path, 'record', 'notes.txt'), `Notes to ${number}`)
  return path
}

const WAYS = ['program', 'program and readers', 'database', 'both'] as const

function kill(child: ChildProcess, way: (typeof WAYS)[number]): void {
  const pid = child.pid ?? 0
  const readers = way === 'program and readers' ? childrenOf(pid) : []
  const database = way === 'database' || way === 'both' ? [postmaster()] : []
  const program = way === 'database' ? [] : [pid]
  for (const one of [...database, ...program, ...readers]) {
    try {
      if (one > 0) process.kill(one, 'SIGKILL')
    } catch {
      // It had ended by itself.
    }
  }
}

function postmaster(): number {
  const file = join(dataDir, 'postgres', '18', 'postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) || 0 : 0
}

/** Readers of parcels; not the database, which has a session of its own. */
function childrenOf(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split(' ')
        .map(Number)
        .filter((one) => one !== postmaster())
    : []
}

async function run(args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [launcher, ...args], { stdio: 'ignore', env: process.env })
  await once(child, 'spawn')
  return child
}

async function ended(child: ChildProcess, within: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true
  return Promise.race([once(child, 'exit').then(() => true), sleep(within, false, { ref: false })])
}

/** One round: books come in by one of the ways, and something is killed. */
async function round(parcels: readonly string[]): Promise<string> {
  const way = oneOf(WAYS)
  const viaInbox = random() < 0.35
  const inbox = join(dataDir, 'inbox')
  if (viaInbox)
    for (const parcel of parcels)
      cpSync(parcel, join(inbox, parcel.split('/').at(-1) ?? ''), { recursive: true })
  const child = await run(viaInbox ? ['serve', '--no-samples'] : ['add', '--json', ...parcels])
  const moment = Math.round((viaInbox ? 2000 : 300) + random() * duration * (viaInbox ? 1.5 : 1))
  await Promise.race([sleep(moment), ended(child, moment + 1000)])
  kill(child, way)
  // A site outlives its database: it is given time to start it again, and then killed too.
  if (!(await ended(child, 1500)) && viaInbox) child.kill('SIGKILL')
  if (!(await ended(child, 120_000))) {
    child.kill('SIGKILL')
    faults.push(`${viaInbox ? 'serve' : 'add'} hung after the ${way} was killed`)
  }
  return `${viaInbox ? 'inbox' : 'add'}: ${way} killed after ${moment} ms`
}

const faults: string[] = []
/** How long an undisturbed `add` of one round takes; measured first, and followed as the machine gets busier or idler. */
let duration = 4000

/** What a start does, and then: is everything whole? */
async function inspect(session: Session): Promise<number> {
  await sweepJobs(workplaceOf(session), new Date())
  const { db, files } = session
  const fault = (sentence: string) => void faults.push(sentence)
  let books = 0
  let after: string | null = null
  do {
    const screen = await listBooks(db, { limit: 100, ...(after === null ? {} : { after }) })
    for (const { id } of screen.books) {
      books += 1
      await inspectBook(session, id, fault)
    }
    after = screen.after
  } while (after !== null)
  const { total } = await listBooks(db, { limit: 1 })
  if (total !== books) fault(`${total} books are counted and ${books} are listed`)
  const kept: string[] = []
  for await (const name of files.list()) kept.push(name)
  for (const name of await findUnnamedFiles(db, kept)) fault(`the file ${name} belongs to no book`)
  for await (const named of listNamedFiles(db))
    for (const { sha256 } of named)
      if ((await files.size(sha256)) === null) fault(`the file ${sha256} is missing`)
      else if (
        createHash('sha256')
          .update(await files.read(sha256))
          .digest('hex') !== sha256
      )
        fault(`${sha256} is damaged`)
  const unfinished = readdirIfThere(session.storage.filesFolder).filter((name) => name.length > 2)
  if (unfinished.length > 0) fault(`unfinished files: ${unfinished.join(', ')}`)
  const jobs = readdirIfThere(session.jobsFolder)
  if (jobs.length > 0) fault(`jobs are left: ${jobs.join(', ')}`)
  return books
}

async function inspectBook({ db }: Session, id: string, fault: (sentence: string) => void): Promise<void> {
  const found = await findBook(db, id)
  if (found?.kind !== 'book') return fault(`book ${id} is listed and not there`)
  const chapters = await listChapters(db, id)
  if (chapters.length !== CHAPTERS) fault(`book ${id} has ${chapters.length} chapters`)
  for (const chapter of chapters)
    if (((await loadText(db, chapter.id, 1))?.html.length ?? 0) < 1000)
      fault(`chapter ${chapter.id} has no text`)
  if (found.book.formats.length !== 1 || found.book.cover === null) fault(`book ${id} lacks its files`)
}

const readdirIfThere = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : [])

async function inspected(): Promise<number> {
  const session = await openSession({ command: 'chaos', lasting: false })
  try {
    return await inspect(session)
  } finally {
    await session.close()
  }
}

console.log(`${kills} kills, seed ${values.seed}`)
let parcel = 0
const next = () => Array.from({ length: AT_ONCE }, () => inventParcel(++parcel))
const started = performance.now()
await ended(await run(['add', '--json', ...next()]), 600_000)
await ended(await run(['add', '--json', ...next()]), 600_000)
const measured = performance.now()
await ended(await run(['add', '--json', ...next()]), 600_000)
duration = performance.now() - measured
console.log(`an undisturbed round takes ${Math.round(duration)} ms`)
mkdirSync(join(dataDir, 'inbox'), { recursive: true })

let partial = 0
let before = await inspected()
if (before !== parcel) throw new Error(`${before} of ${parcel} books were shelved before anything was killed`)
for (let n = 1; n <= kills; n++) {
  const told = await round(next())
  // Every second crash comes upon a crash.
  if (n % 2 === 1 && n < kills) {
    console.log(`${n}  ${told}`)
    continue
  }
  const books = await inspected()
  partial += (books - before) % AT_ONCE === 0 ? 0 : 1
  duration *= books === before ? 1.3 : books - before >= 2 * AT_ONCE ? 0.8 : 1
  console.log(`${n}  ${told}; ${books} books whole, ${faults.length} faults`)
  before = books
}
if (!(await ended(await run(['add', '--json', join(folder, 'parcels')]), 3_600_000)))
  faults.push('adding all again did not end within an hour')
const all = await inspected()
if (all !== parcel) faults.push(`${all} of ${parcel} books are there when all were added again`)
console.log(
  `${kills} kills in ${Math.round((performance.now() - started) / 1000)} s, ${partial} of them in the middle of a round: ` +
    `${all} books of ${parcel}, ${faults.length} faults`,
)
for (const sentence of faults) console.log(`  ${sentence}`)
rmSync(folder, { recursive: true, force: true })
process.exitCode = faults.length > 0 ? 1 : 0
