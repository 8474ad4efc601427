/**
 * Where files are made out of a book's, one after another, at low priority. Whoever saves a chapter is seldom alone, and the
 * next is often of the same book: its process is kept for some seconds, since to begin one takes longer than to cut a chapter.
 * It knows of that one file alone (decision 0018).
 */
import { lstat, mkdir, mkdtemp, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '#base'
import { type LimitedProcess, openLimited, removeFolder } from '#platform'
import { FAILURE_FILE, MADE_FILE } from './file-wish.ts'

const LIMITS = { cpuSeconds: 60, wallSeconds: 120, memoryMegabytes: 1024, outputMegabytes: 512 }
/** Milliseconds. */
const KEPT = 3_000

export type Task = {
  /** The module that makes it, as a path: see AssemblingOrder for what it is asked. */
  readonly main: string
  readonly order: { readonly from: string } & Readonly<Record<string, unknown>>
  readonly signal: AbortSignal | undefined
}

export type Workbench = {
  /** One at a time. The file lies at `path` then; a failure is a sentence. */
  make(task: Task, path: string): Promise<Result<null, string>>
  /** Nobody asks for more. */
  close(): Promise<void>
}

type Helper = { readonly key: string; readonly process: LimitedProcess; readonly folder: string }

/** `place`: the folder in which the processes have theirs, on the same disk as what is made. */
export function openWorkbench(place: string, { keptMs = KEPT } = {}): Workbench {
  let kept: Helper | null = null
  let dismissal: NodeJS.Timeout | undefined
  let asked = 0
  let isClosed = false

  const dismiss = async (helper: Helper | null): Promise<void> => {
    await helper?.process.close()
    if (helper !== null) await removeFolder(helper.folder)
  }
  const take = (): Helper | null => {
    clearTimeout(dismissal)
    const helper = kept
    kept = null
    return helper
  }
  const call = async ({ main, order }: Task): Promise<Helper> => {
    const key = JSON.stringify([main, order.from])
    const before = take()
    if (before?.key === key && before.process.isFit) return before
    await dismiss(before)
    await mkdir(place, { recursive: true })
    const folder = await mkdtemp(join(place, 'making-'))
    const program = { main, rehearsal: null, reads: [order.from], folder, limits: LIMITS, nice: true }
    return { key, folder, process: await openLimited(program) }
  }
  const keep = async (helper: Helper): Promise<void> => {
    if (isClosed || !helper.process.isFit) return dismiss(helper)
    kept = helper
    dismissal = setTimeout(() => void dismiss(take()), keptMs)
  }

  return {
    make: async (task, path) => {
      const helper = await call(task)
      try {
        const to = join(helper.folder, String(asked++))
        await mkdir(to)
        const end = await helper.process.ask({ ...task.order, to }, { signal: task.signal })
        if (end.kind !== 'answered') return fail(END_SENTENCES[end.kind])
        return await takeMade(to, path)
      } finally {
        await keep(helper)
      }
    },
    close: async () => {
      isClosed = true
      await dismiss(take())
    },
  }
}

async function takeMade(folder: string, path: string): Promise<Result<null, string>> {
  const failure = await readFile(join(folder, FAILURE_FILE), 'utf8').catch(() => null)
  if (failure !== null) return fail(String((JSON.parse(failure) as { message: unknown }).message))
  const made = join(folder, MADE_FILE)
  // The process has read foreign bytes: what it made is a file, and no way to another.
  if ((await lstat(made).catch(() => null))?.isFile() !== true) return fail(END_SENTENCES.crashed)
  await rename(made, path)
  await removeFolder(folder)
  return ok(null)
}

const END_SENTENCES = {
  stopped: 'Making this file out of its book took more than is allowed.',
  crashed: 'The file of the book could not be read.',
  aborted: 'The work was stopped.',
} as const
