/**
 * How fast a chapter page is answered: by Chapterhouse, by a bare `node:http` server holding the same bytes, and by
 * nginx from a file where it is installed. In turns, A B A B, medians of the ratios.
 *
 *   npm run bench -- [--seconds 4] [--rounds 3]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Site } from '../journeys/site.ts'
import {
  cpuSeconds,
  isInstalled,
  type Load,
  loadOf,
  median,
  printTable,
  residentMegabytes,
} from './measure.ts'
import { signUpReader } from './reader.ts'
import { startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '4' }, rounds: { type: 'string', default: '3' } },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)

const BARE = `
const { createServer } = require('node:http'); const { readFileSync } = require('node:fs')
const body = readFileSync(process.argv[1]); const headers = JSON.parse(process.argv[2])
createServer((q, r) => { r.writeHead(200, { ...headers, 'content-length': body.length }); r.end(body) })
  .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-bench-'))
const children: ChildProcess[] = []
const site = await startBenchSite({ LOG_LEVEL: 'info' })
let running: Site = site
try {
  await measure()
} finally {
  for (const child of children) child.kill()
  await running.stop()
  rmSync(folder, { recursive: true })
}

async function measure(): Promise<void> {
  console.log(
    `idle memory: ${site.idleMegabytes.toFixed(0)} MB · second start to the first answer: ${site.startMs.toFixed(0)} ms`,
  )
  const page = await site.openChapter()
  const closed = await site.closedChapter()
  for (const [name, path] of Object.entries({
    'open chapter, full text': page,
    'closed chapter, landing page': closed,
  }))
    await compare(name, path)
  await compare('the same closed chapter, signed in', closed, {
    goal: 8,
    headers: { cookie: await signUpReader(site) },
  })
  console.log(`memory after load: ${residentMegabytes(site.pid).toFixed(0)} MB`)
  running = await site.restart({ PAGE_CACHE_MB: '0' })
  await compare('open chapter, made anew for each answer', page, { goal: null })
  await compare('closed chapter, made anew for each answer', closed, { goal: null })
}

/** `goal`: percent of what node:http answers; null: it is told in milliseconds of processor time. */
type Options = { readonly goal?: number | null; readonly headers?: Record<string, string> }

async function compare(name: string, path: string, { goal = 70, headers = {} }: Options = {}): Promise<void> {
  const url = `${running.origin}${path}`
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip', ...headers } })
  const plain = Buffer.from(await answer.arrayBuffer())
  const bare = await startBare(plain, answer)
  const nginx = await startNginx(plain)
  const contenders: [string, string, number][] = [
    ['Chapterhouse', url, running.pid],
    ['node:http, same bytes', `http://127.0.0.1:${bare.port}/`, bare.pid],
  ]
  if (nginx !== null)
    contenders.push(['nginx, static file', `http://127.0.0.1:${nginx.port}/page.html`, nginx.pid])
  const figures = new Map<string, (Load & { cpu: number })[]>()
  for (let round = 0; round <= rounds; round++)
    for (const [who, address, pid] of contenders) {
      const before = cpuSeconds(pid)
      const load = await loadOf(address, round === 0 ? 2 : seconds, headers)
      if (round === 0) continue
      const cpu = ((cpuSeconds(pid) - before) / (load.perSecond * seconds)) * 1000
      figures.set(who, [...(figures.get(who) ?? []), { ...load, cpu }])
    }
  const of = (who: string, key: keyof Load | 'cpu') => median((figures.get(who) ?? []).map((one) => one[key]))
  console.log(
    `\n${name} (${plain.length.toLocaleString('en')} bytes, 32 connections, ${rounds} × ${seconds} s each)`,
  )
  printTable([
    ['', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms/req', 'errors'],
    ...contenders.map(([who]) => [
      who,
      of(who, 'perSecond').toFixed(0),
      of(who, 'p50').toFixed(2),
      of(who, 'p99').toFixed(2),
      of(who, 'cpu').toFixed(3),
      of(who, 'errors').toFixed(0),
    ]),
  ])
  const ratios = (other: string) =>
    median(
      (figures.get('Chapterhouse') ?? []).map(
        (one, i) => one.perSecond / (figures.get(other)?.[i]?.perSecond ?? Number.NaN),
      ),
    )
  const told = goal === null ? 'goal ≤ 0.5 ms CPU' : `goal ≥ ${goal} %`
  console.log(`Chapterhouse : node:http = ${(ratios('node:http, same bytes') * 100).toFixed(0)} % (${told})`)
  if (nginx !== null)
    console.log(`Chapterhouse : nginx = ${(ratios('nginx, static file') * 100).toFixed(0)} %`)
}

async function startBare(body: Buffer, answer: Response): Promise<{ port: number; pid: number }> {
  const file = join(folder, 'bare.html')
  writeFileSync(file, body)
  const headers = Object.fromEntries(
    [...answer.headers].filter(
      ([name]) =>
        !/^(content-encoding|content-length|date|connection|keep-alive|transfer-encoding)$/.test(name),
    ),
  )
  const child = spawn(process.execPath, ['-e', BARE, file, JSON.stringify(headers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const port = await new Promise<number>((told) => child.stdout.once('data', (data) => told(Number(data))))
  return { port, pid: child.pid ?? 0 }
}

async function startNginx(body: Buffer): Promise<{ port: number; pid: number } | null> {
  if (!isInstalled('nginx')) return null
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const home = mkdtempSync(join(folder, 'nginx-'))
  mkdirSync(join(home, 'www'))
  writeFileSync(join(home, 'www', 'page.html'), body)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${home}/${kind};`)
    .join(' ')
  writeFileSync(
    join(home, 'nginx.conf'),
    `daemon off; master_process off; pid ${home}/pid; error_log ${home}/error.log;
     events { worker_connections 1024; }
     http { access_log off; keepalive_requests 10000000; ${temporary}
       server { listen 127.0.0.1:${port}; root ${resolve(home, 'www')}; } }`,
  )
  const child = spawn('nginx', ['-p', home, '-c', join(home, 'nginx.conf')], { stdio: 'ignore' })
  children.push(child)
  for (let tries = 0; tries < 50; tries++) {
    try {
      await (await fetch(`http://127.0.0.1:${port}/page.html`)).arrayBuffer()
      return { port, pid: child.pid ?? 0 }
    } catch {
      await new Promise((later) => setTimeout(later, 50))
    }
  }
  return null
}
