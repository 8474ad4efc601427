/** The program as an operator calls it, on a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

const LAUNCHER = join(import.meta.dirname, '..', '..', 'bin', 'chapterhouse.cjs')

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

export type Machine = {
  readonly dataDir: string
  run(...args: readonly string[]): Promise<Ran>
  /** Starts `serve` and waits for its line. */
  serve(...args: readonly string[]): Promise<RunningSite>
}

export type RunningSite = {
  readonly child: ChildProcess
  /** Without a slash at the end. */
  readonly origin: string
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export async function withMachine(
  use: (machine: Machine) => Promise<void>,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chapterhouse-machine-'))
  const env = { ...process.env, LOG_LEVEL: 'error', PORT: '0', ...environment, DATA_DIR: dataDir }
  const children: ChildProcess[] = []
  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    children.push(child)
    return child
  }
  try {
    await use({
      dataDir,
      run: async (...args) => {
        const child = start(args)
        const [out, err, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), endOf(child)])
        return { code, out, err }
      },
      serve: async (...args) => {
        const child = start(['serve', '--no-samples', ...args])
        const err = textOf(child.stderr)
        const origin = await firstLine(child.stdout)
        if (origin === null) throw new Error(`The site did not start: ${await err}`)
        const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
          child.kill(signal)
          return endOf(child)
        }
        return { child, origin, stop }
      },
    })
  } finally {
    for (const child of children) {
      child.kill('SIGTERM')
      await endOf(child)
    }
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function textOf(stream: Readable): Promise<string> {
  let text = ''
  for await (const part of stream.setEncoding('utf8')) text += part
  return text
}

/** The address from "Chapterhouse answers at …/". */
async function firstLine(stream: Readable): Promise<string | null> {
  let text = ''
  return new Promise((told) => {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const origin = / at (http:\S+)\/\n/.exec(text)?.[1]
      if (origin) told(origin)
    })
    stream.on('end', () => told(null))
  })
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((ended) => child.once('exit', (code) => ended(code)))
