/**
 * What readers feel of deliveries, as three figures with what they must keep to: how long the EPUB of a chapter of the largest real
 * book takes, how much memory it takes to mail 44 MB, and how the landing page at a fixed rate is answered, alone and while the
 * site's own worker makes and sends a hundred chapters. Comes to its end within six minutes however loaded the machine is.
 *
 *   npm run bench:delivery -- [--data ../shared/data] [--deliveries 100]
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { inventBook } from './books.ts'
import type { Asked, Told } from './delivery-orders.ts'
import { cpuSeconds, printTable } from './measure.ts'
import { type BenchSite, startBenchSite } from './site.ts'
import { askSteadily, type SteadyLoad } from './steady-load.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    deliveries: { type: 'string', default: '100' },
  },
})
const deliveries = Number(values.deliveries)
const PER_SECOND = 100
const ALONE_SECONDS = 20
const DELIVERING_SECONDS = 150
const READERS = 4
const CHAPTERS_SECONDS = 60
const CHAPTER_MS = 1000
const SLOWER = 2

const missed: string[] = []
const must = (holds: boolean, sentence: string) => {
  console.log(`${holds ? 'holds ' : 'MISSED'}  ${sentence}`)
  if (!holds) missed.push(sentence)
}

await mailLarge()
const orders = fork(join(import.meta.dirname, 'delivery-orders.ts'))
const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-bench-'))
let site: BenchSite | null = null
try {
  site = await startBenchSite((await hear('settings')).settings)
  await cutLargest(site)
  await readWhileDelivering(site)
} finally {
  orders.kill()
  await site?.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(missed.length > 0 ? 1 : 0)

async function hear<Kind extends Told['kind']>(kind: Kind): Promise<Extract<Told, { kind: Kind }>> {
  for (;;) {
    const [told] = (await Promise.race([
      once(orders, 'message'),
      once(orders, 'exit').then(([code]) => {
        throw new Error(`Those who order chapters ended with ${code}`)
      }),
    ])) as [Told]
    if (told.kind === kind) return told as Extract<Told, { kind: Kind }>
  }
}

async function mailLarge(): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'mail.ts')], { stdio: 'pipe' })
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text
  })
  const [code] = (await once(child, 'close')) as [number]
  must(code === 0, `${said.trim()}; 200 MB are allowed`)
}

/** By the address that a reader follows: nothing of it was made before. */
async function cutLargest({ origin, run }: BenchSite): Promise<void> {
  const books = globSync(join(values.data, 'epub-books/*.epub'))
  const [largest] = books.toSorted((a, b) => statSync(b).size - statSync(a).size)
  if (largest === undefined) {
    console.log(`skipped  chapters of the largest real book: ${values.data} is not there`)
    return
  }
  const { stdout } = await run('add', '--json', largest)
  const { id } = JSON.parse(stdout) as { id: string }
  const book = (await (await fetch(`${origin}/api/v1/books/${id}`)).json()) as {
    contents: readonly { readonly id: string }[]
  }
  const times: number[] = []
  let bytes = 0
  const deadline = performance.now() + CHAPTERS_SECONDS * 1000
  for (const chapter of book.contents) {
    if (performance.now() > deadline) break
    const started = performance.now()
    const answer = await fetch(`${origin}/files/${chapter.id}/chapter.epub`)
    const body = await answer.arrayBuffer()
    // A part has no text of its own to be taken away.
    if (answer.status === 404 || answer.status === 403) continue
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${Buffer.from(body)}`)
    times.push(performance.now() - started)
    bytes = Math.max(bytes, body.byteLength)
  }
  times.sort((a, b) => a - b)
  const p95 = times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? Number.NaN
  const median = times[Math.floor(times.length / 2)] ?? Number.NaN
  const name = `${basename(largest)}, ${(statSync(largest).size / 1e6).toFixed(1)} MB`
  must(
    times.length > 0 && p95 <= CHAPTER_MS,
    `chapter EPUB p95 ${p95.toFixed(0)} ms (p50 ${median.toFixed(0)}), ${times.length} of ${book.contents.length} chapters of ${name}, up to ${(bytes / 1e6).toFixed(1)} MB; ${CHAPTER_MS} ms are allowed`,
  )
}

type Window = { readonly load: SteadyLoad; readonly seconds: number; readonly cpu: number }

async function readWhileDelivering(running: BenchSite): Promise<void> {
  const url = running.origin + (await running.openChapter())
  const asked = await shelveAndJoin(running)
  const alone = await watch(running, url, sleep(ALONE_SECONDS * 1000))
  orders.send(asked)
  await hear('begun')
  const end = hear('ended')
  const during = await watch(running, url, end)
  const { saved, files } = await end
  const row = (name: string, { load, seconds, cpu }: Window) => [
    ...[name, String(load.answers), String(load.late)],
    ...[0.5, 0.95, 0.99].map((share) => `${load.at(share).toFixed(1)} ms`),
    `${((cpu / seconds) * 100).toFixed(0)} %`,
  ]
  printTable([
    [`${PER_SECOND} a second`, 'answers', 'too late', 'p50', 'p95', 'p99', 'CPU of the site'],
    row(`alone, ${ALONE_SECONDS} s`, alone),
    row(`${saved} chapters saved in ${during.seconds.toFixed(0)} s`, during),
  ])
  const ratio = during.load.at(0.95) / alone.load.at(0.95)
  must(
    ratio <= SLOWER,
    `p95 of the page while delivering is ${ratio.toFixed(2)} times that alone; ${SLOWER} are allowed`,
  )
  must(
    saved === deliveries && files === deliveries,
    `${saved} of ${deliveries} chapters saved, ${files} files in the Dropbox`,
  )
}

async function watch({ pid }: BenchSite, url: string, until: Promise<unknown>): Promise<Window> {
  const [started, cpu] = [performance.now(), cpuSeconds(pid)]
  const load = await askSteadily(url, PER_SECOND, until)
  return { load, seconds: (performance.now() - started) / 1000, cpu: cpuSeconds(pid) - cpu }
}

/** A book with a chapter for each delivery, so that each has to be made, and readers. */
async function shelveAndJoin({ run, dataDir }: BenchSite): Promise<Asked> {
  const path = join(folder, 'book.epub')
  writeFileSync(path, inventBook(1, deliveries))
  const { stdout } = await run('add', '--json', path)
  const { id: bookId } = JSON.parse(stdout) as { id: string }
  const accountIds: string[] = []
  for (let n = 0; n < READERS; n++) {
    const made = await run('account', 'create', `bench.${n}@example.org`, '--name', 'Bench')
    const accountId = /^([0-9a-z]{16})\b/m.exec(made.stdout)?.[1]
    if (accountId === undefined) throw new Error(`No account was made: ${made.stderr}`)
    accountIds.push(accountId)
  }
  return { dataDir, accountIds, bookId, count: deliveries, seconds: DELIVERING_SECONDS }
}
