/** The site over a shelf of the growth bench: asked over HTTP on loopback, and given parcels as `chapterhouse add` gives them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { shelveParcel } from '#catalogue'
import { type DatabasePool, openFiles, openLog, parseConfig } from '#platform'
import { openSite } from '../src/program/http/site.ts'
import { type Session, workplaceOf } from '../src/program/session.ts'
import { inventBook } from './books.ts'
import { BENCH_PRESS } from './fill-shelf.ts'

export type ShelfSite = {
  /** Milliseconds to the first byte and to the last. */
  ask(path: string, as?: Asking): Promise<Answer>
  /** Adds an EPUB of five chapters; says how long that took. */
  add(n: number): Promise<number>
  close(): Promise<void>
}

/** `fresh`: rendered for this asking alone; `kept`: from the cache, where it has been asked before. */
export type Asking = 'fresh' | 'kept'
export type Answer = { readonly first: number; readonly whole: number; readonly bytes: number }

export async function openShelfSite(pool: DatabasePool, dataDir: string): Promise<ShelfSite> {
  const session = sessionOf(pool, dataDir)
  const site = await openSite(session, { instance: 'growth', release: '0', stopping: () => null })
  await site.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = site.app.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let hosts = 0
  return {
    // The host is part of what a page is kept by: under a new one nothing is kept yet.
    ask: (path, as = 'fresh') =>
      ask({ port, path, agent, headers: { host: as === 'fresh' ? `h${hosts++}.example` : 'kept.example' } }),
    add: (n) => add(session, dataDir, n),
    close: async () => {
      agent.destroy()
      await site.close()
    },
  }
}

function sessionOf(pool: DatabasePool, dataDir: string): Session {
  const press = join(dataDir, 'presses', BENCH_PRESS)
  mkdirSync(press, { recursive: true })
  writeFileSync(join(press, 'press.yaml'), 'name: Bench\ncontact:\n  address: bench@press.example\n')
  const config = parseConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, '/')
  if (!config.ok) throw new Error('the configuration is not understood')
  const filesFolder = join(dataDir, 'files')
  const jobsFolder = join(dataDir, 'jobs')
  for (const folder of [filesFolder, jobsFolder]) mkdirSync(folder, { recursive: true })
  const { db } = pool
  const files = openFiles(filesFolder)
  const storage = { pool, db, files, filesFolder, server: 'own' as const, close: async () => {} }
  const log = openLog('silent')
  return { config: config.value, log, storage, db, files, jobsFolder, close: async () => {} }
}

async function add(session: Session, dataDir: string, n: number): Promise<number> {
  const file = join(dataDir, `parcel-${n}.epub`)
  writeFileSync(file, inventBook(n, 5, 10))
  const started = performance.now()
  const wish = { press: BENCH_PRESS, openness: 'open', dryRun: false } as const
  const outcome = await shelveParcel(workplaceOf(session), file, wish)
  const milliseconds = performance.now() - started
  if (outcome.kind !== 'shelved') throw new Error(`${file}: ${outcome.kind}`)
  return milliseconds
}

function ask(request: {
  readonly port: number
  readonly path: string
  readonly agent: Agent
  readonly headers: Readonly<Record<string, string>>
}): Promise<Answer> {
  const { path } = request
  const started = performance.now()
  const headers = { ...request.headers, accept: 'text/html,application/xml', 'accept-encoding': 'br' }
  return new Promise((answer, fail) => {
    get({ ...request, host: '127.0.0.1', headers }, (response: IncomingMessage) => {
      let first = Number.NaN
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) first = performance.now() - started
        bytes += chunk.length
      })
      response.on('error', fail)
      response.on('end', () => {
        if (response.statusCode === 200) answer({ first, whole: performance.now() - started, bytes })
        else fail(new Error(`${response.statusCode} ${path}`))
      })
    }).on('error', fail)
  })
}
