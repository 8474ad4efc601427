/**
 * What strangers leave behind: ten thousand requests for pages, chapters, pictures and files, by browsers without a cookie,
 * and then the cookies they were given and what the database has written. The pages run without their worker, whose job it
 * is to write.
 *
 *   npm run bench:strangers -- [--requests 10000]
 */
import { Agent, get } from 'node:http'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { type Database, parseConfig } from '#platform'
import { type Site, startSite } from '../journeys/site.ts'
import { openSession } from '../src/program/session.ts'
import { cpuSeconds, printTable } from './measure.ts'

const { values } = parseArgs({ options: { requests: { type: 'string', default: '10000' } } })
const REQUESTS = Number(values.requests)
const CONNECTIONS = 32
/** Of so many, one is asked with a query that nobody has asked with, and is rendered anew. */
const ANEW = 20
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

async function measure({ origin, dataDir, pid, run }: Site): Promise<boolean> {
  const config = parseConfig({ ...process.env, DATA_DIR: dataDir }, '/')
  if (!config.ok) throw new Error(config.error.join('\n'))
  const session = await openSession({ command: 'bench', lasting: false, migrate: false }, config.value)
  try {
    const addresses = await listAddresses(origin)
    // What the first start wrote, the server puts in order in its own time: it does so now, and everything is read once.
    await sql`vacuum analyze`.execute(session.db)
    await askAll(origin, addresses, addresses.length * 2)
    const before = await settle(session.db)
    const cpuBefore = cpuSeconds(pid)
    const answers = await askAll(origin, addresses, REQUESTS)
    const cpu = cpuSeconds(pid) - cpuBefore
    const after = await settle(session.db)
    const noted = await run('usage', 'move')
    return report({
      addresses: addresses.length,
      answers,
      cpu,
      before,
      after,
      noted: `${noted.stdout}${noted.stderr}`.trim(),
    })
  } finally {
    await session.close()
  }
}

/** By what the pages link to: every page of the sitemap, and the pictures and files they name. */
async function listAddresses(origin: string): Promise<readonly string[]> {
  const text = async (path: string) => (await fetch(new URL(path, origin))).text()
  const found = new Set(['/', '/books', '/robots.txt', '/no-such-page'])
  const maps = [...(await text('/sitemap.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc)
  for (const map of maps)
    for (const [, loc = ''] of (await text(map)).matchAll(/<loc>([^<]+)<\/loc>/g))
      found.add(new URL(loc).pathname)
  for (const page of [...found])
    for (const [, link = ''] of (await text(page)).matchAll(
      /(?:src|href)="(\/(?:media|covers|files|why)\/[^"#?]+)"/g,
    ))
      found.add(link)
  return [...found]
}

type Answers = {
  readonly statuses: ReadonlyMap<number, number>
  readonly cookies: number
  readonly seconds: number
}

async function askAll(origin: string, addresses: readonly string[], requests: number): Promise<Answers> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const statuses = new Map<number, number>()
  let cookies = 0
  let next = 0
  const start = performance.now()
  const askOn = async () => {
    for (let n = next++; n < requests; n = next++) {
      const path = addresses[n % addresses.length] ?? '/'
      const { status, setsCookie } = await ask(`${origin}${path}${n % ANEW === 0 ? `?anew=${n}` : ''}`, agent)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (setsCookie) cookies += 1
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, askOn))
  agent.destroy()
  return { statuses, cookies, seconds: (performance.now() - start) / 1000 }
}

const ask = (url: string, agent: Agent) =>
  new Promise<{ readonly status: number; readonly setsCookie: boolean }>((told, failed) => {
    const headers = { 'user-agent': BROWSER, 'accept-encoding': 'gzip' }
    get(url, { agent, headers }, (answer) => {
      answer.on('end', () =>
        told({
          status: answer.statusCode ?? 0,
          setsCookie: answer.headers['set-cookie'] !== undefined,
        }),
      )
      answer.resume()
    }).on('error', failed)
  })

type Written = {
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  /** Of the sessions of the site. */
  readonly walRecords: number
  /** Of the whole server, its own housekeeping included. */
  readonly walBytes: number
}

async function writtenBy(db: Database): Promise<Written> {
  const { rows } = await sql<Written>`
    select coalesce(sum(n_tup_ins), 0)::float8 as inserted, coalesce(sum(n_tup_upd), 0)::float8 as updated,
      coalesce(sum(n_tup_del), 0)::float8 as deleted,
      (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 as "walBytes",
      (select coalesce(sum(wal_records), 0)::float8 from pg_stat_activity, pg_stat_get_backend_wal(pid)
        where datname = current_database() and pid <> pg_backend_pid()
          and application_name <> current_setting('application_name')) as "walRecords"
    from pg_stat_user_tables`.execute(db)
  const [written] = rows
  if (written === undefined) throw new Error('The database says nothing of itself')
  return written
}

/** Backends tell what they did when they have been idle for a while; then nothing changes any more. */
async function settle(db: Database): Promise<Written> {
  for (;;) {
    const before = await writtenBy(db)
    await new Promise((later) => setTimeout(later, 3000))
    const after = await writtenBy(db)
    if (JSON.stringify(before) === JSON.stringify(after)) return after
  }
}

type Figures = {
  readonly addresses: number
  readonly answers: Answers
  readonly cpu: number
  readonly before: Written
  readonly after: Written
  readonly noted: string
}

function report({ addresses, answers, cpu, before, after, noted }: Figures): boolean {
  const { statuses, cookies, seconds } = answers
  const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`)
  console.log(
    `${REQUESTS} requests of strangers for ${addresses} addresses, ${CONNECTIONS} at a time: ${told.join(', ')}`,
  )
  console.log(`${seconds.toFixed(1)} s, ${((cpu / REQUESTS) * 1000).toFixed(2)} ms CPU each\n`)
  const rows =
    after.inserted - before.inserted + after.updated - before.updated + after.deleted - before.deleted
  const records = after.walRecords - before.walRecords
  const bytes = after.walBytes - before.walBytes
  printTable([
    ['left behind', 'found', 'goal'],
    ['answers with set-cookie', String(cookies), '0'],
    ['rows inserted, updated or deleted', String(rows), '0'],
    ['write-ahead log: records of its sessions', String(records), '0'],
    ['write-ahead log: bytes of the whole server', String(bytes), 'none of its sessions’'],
  ])
  console.log(`\nWhat the worker does later: ${noted}`)
  return cookies === 0 && rows === 0 && records === 0
}

const first = await startSite()
const site = await first.restart({}, ['--no-worker'])
const ok = await measure(site).finally(() => site.stop())
process.exitCode = ok ? 0 : 1
