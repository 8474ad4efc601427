/**
 * The product as an operator starts it, on a data folder of its own: the journeys visit it, the benchmarks load it.
 * One site serves all journeys of a run.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const launcher = resolve(import.meta.dirname, '..', 'bin/chapterhouse.cjs')

export type Site = {
  readonly origin: string
  readonly pid: number
  readonly dataDir: string
  /** From spawning to the first 200. */
  readonly startMs: number
  /** Runs `chapterhouse …` on the same data folder. */
  run(
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>
  /** `options`: of `chapterhouse serve`. */
  restart(further?: Readonly<Record<string, string>>, options?: readonly string[]): Promise<Site>
  stop(): Promise<void>
}

export async function startSite(environment: Readonly<Record<string, string>> = {}): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chapterhouse-site-'))
  return launch(dataDir, await freePort(), environment)
}

async function launch(
  dataDir: string,
  port: number,
  environment: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<Site> {
  const env = { ...process.env, LOG_LEVEL: 'warn', ...environment, DATA_DIR: dataDir, PORT: String(port) }
  const origin = `http://127.0.0.1:${port}`
  const start = performance.now()
  // A log that is asked for is written as an operator's is, to a file; else only trouble is told, and at once.
  const log = environment['LOG_LEVEL'] === undefined ? 'inherit' : openSync(join(dataDir, 'log.jsonl'), 'a')
  const child = spawn(process.execPath, [launcher, 'serve', ...options], {
    env,
    stdio: ['ignore', 'ignore', log],
  })
  await firstAnswer(child, origin)
  return {
    origin,
    pid: child.pid ?? 0,
    dataDir,
    startMs: performance.now() - start,
    run: (...args) =>
      new Promise((done) => {
        execFile(process.execPath, [launcher, ...args], { env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
          done({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
        )
      }),
    async restart(further = {}, options = []) {
      await end(child)
      return launch(dataDir, port, { ...environment, ...further }, options)
    },
    async stop() {
      await end(child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function firstAnswer(child: ChildProcess, origin: string): Promise<void> {
  const deadline = performance.now() + 120_000
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the site stopped with ${child.exitCode}`)
    try {
      const answer = await fetch(`${origin}/`)
      await answer.arrayBuffer()
      if (answer.ok) return
    } catch {
      // Not listening yet.
    }
    await new Promise((later) => setTimeout(later, 20))
  }
  child.kill('SIGKILL')
  throw new Error(`no answer from ${origin}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

export const freePort = (): Promise<number> =>
  new Promise((told) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => told(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
