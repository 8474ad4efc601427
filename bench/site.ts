/** The product as an operator runs it, on a data folder of its own, for the benchmarks. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { residentMegabytes } from './measure.ts'

const home = resolve(import.meta.dirname, '..')

export type BenchSite = {
  readonly origin: string
  readonly pid: number
  /** From the spawning of the second start to its first 200. */
  readonly startMs: number
  readonly idleMegabytes: number
  readonly dataDir: string
  openChapter(): Promise<string>
  closedChapter(): Promise<string>
  stop(): Promise<void>
}

/** First start publishes the samples; the second is the one that is timed. */
export async function startSite(environment: Record<string, string> = {}): Promise<BenchSite> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chapterhouse-site-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', ...environment }
  const origin = `http://127.0.0.1:${port}`
  await end((await launch(origin, env, 120_000)).child)
  const { child, ms } = await launch(origin, env, 30_000)
  await new Promise((settle) => setTimeout(settle, 3_000))
  const pid = child.pid ?? 0
  return {
    origin,
    pid,
    startMs: ms,
    idleMegabytes: residentMegabytes(pid),
    dataDir,
    openChapter: () => findChapter(origin, 'open'),
    closedChapter: () => findChapter(origin, 'closed'),
    async stop() {
      await end(child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function launch(
  origin: string,
  env: NodeJS.ProcessEnv,
  patience: number,
): Promise<{ child: ChildProcess; ms: number }> {
  const start = performance.now()
  const child = spawn(process.execPath, [resolve(home, 'bin/chapterhouse.cjs'), 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (performance.now() - start < patience) {
    if (child.exitCode !== null) throw new Error(`the site stopped with ${child.exitCode}`)
    try {
      const answer = await fetch(`${origin}/`)
      await answer.arrayBuffer()
      if (answer.ok) return { child, ms: performance.now() - start }
    } catch {
      // Not listening yet.
    }
    await new Promise((later) => setTimeout(later, 20))
  }
  child.kill('SIGKILL')
  throw new Error(`no answer from ${origin} within ${patience} ms`)
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

type Listed = { readonly links: { readonly self: string } }
type Outline = { readonly access: string; readonly type: string; readonly url: string }

/** By the public API, as any script would: the first chapter of the wanted kind. */
async function findChapter(origin: string, access: 'open' | 'closed'): Promise<string> {
  const list = (await (await fetch(`${origin}/api/v1/books`)).json()) as { items: readonly Listed[] }
  for (const item of list.items) {
    const book = (await (await fetch(new URL(item.links.self, origin))).json()) as {
      contents: readonly Outline[]
    }
    const chapter = book.contents.find((one) => one.type === 'chapter' && one.access === access)
    if (chapter !== undefined) return new URL(chapter.url, origin).pathname
  }
  throw new Error(`no ${access} chapter among the samples`)
}
