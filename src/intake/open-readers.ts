/**
 * Several parcels handed in together, by one hand for one press, share the processes that read them: to begin one takes longer
 * than to read a book. A process knows of those parcels alone, and what it wrote for one is out of its reach before the next
 * is read (decision 0018).
 */
import { mkdir, mkdtemp, rename, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LimitedProcess, ProcessEnd, ProcessLimits } from '#platform'
import type { ReadingRequest } from './child/request.ts'
import { type AskingChild, askChild, openChild, runChild } from './child/run-child.ts'

export type Readers = {
  /** As runChild. */
  read(request: ReadingRequest, limits: ProcessLimits, asking: AskingChild): Promise<ProcessEnd>
  close(): Promise<void>
}

/** A process for each parcel, as it is for one that comes alone. */
export const NO_READERS: Readers = { read: runChild, close: async () => {} }

/** So many parcels, from the one that it begins with, may a process be asked for. */
const TOGETHER = 64

type Reader = {
  readonly child: LimitedProcess
  readonly paths: ReadonlySet<string>
  readonly folder: string
  readonly isUsed: boolean
}

/** `folder`: in which the processes write; on the same disk as the folders of their jobs. `handedIn`: in the order in which they are read. */
export function openReaders(folder: string, handedIn: readonly string[]): Readers {
  const paths = withoutBeginnings(handedIn)
  let idle: readonly Reader[] = []
  let begun = 0
  let isClosed = false

  const closeIdle = async (): Promise<void> => {
    const all = idle
    idle = []
    await Promise.all(all.map(({ child }) => child.close()))
  }
  const begin = async (path: string, limits: ProcessLimits): Promise<Reader> => {
    // They were for those before it.
    await closeIdle()
    const own = join(folder, String(begun++))
    await mkdir(own, { recursive: true })
    const at = paths.indexOf(path)
    const reads = paths.slice(at, at + TOGETHER)
    return { child: await openChild(reads, own, limits), paths: new Set(reads), folder: own, isUsed: false }
  }
  const engage = async (path: string, limits: ProcessLimits): Promise<Reader> => {
    const found = idle.find((one) => one.paths.has(path))
    idle = idle.filter((one) => one !== found)
    return found ?? begin(path, limits)
  }

  return {
    read: async (request, limits, asking) => {
      if (!paths.includes(request.path)) return runChild(request, limits, asking)
      const reader = await engage(request.path, limits)
      const end = await readBy(reader, request, asking)
      if (reader.child.isFit && !isClosed) idle = [...idle, { ...reader, isUsed: true }]
      else await reader.child.close()
      // No book is refused for what those before it left behind.
      const isItsOwnFault = !reader.isUsed || end.kind === 'answered' || end.kind === 'aborted'
      return isItsOwnFault ? end : runChild(request, limits, asking)
    },
    // One that is still at work is closed when it has done it.
    close: () => {
      isClosed = true
      return closeIdle()
    },
  }
}

async function readBy(
  { child, folder }: Reader,
  request: ReadingRequest,
  asking: AskingChild,
): Promise<ProcessEnd> {
  try {
    const jobFolder = await mkdtemp(join(folder, 'job-'))
    const end = await askChild(child, { ...request, jobFolder }, asking)
    if (end.kind === 'answered') await takeAway(jobFolder, request.jobFolder)
    return end
  } catch (error) {
    await child.close()
    throw error
  }
}

/** Node's permission model forgets a path where another is allowed that begins with it (“p1”, “p10”): that one is read alone. */
function withoutBeginnings(paths: readonly string[]): readonly string[] {
  const sorted = paths.toSorted()
  const beginnings = new Set(sorted.filter((path, i) => sorted[i + 1]?.startsWith(path) === true))
  return paths.filter((path) => !beginnings.has(path))
}

/** Under a name that the process may not use, before what is in it is believed. */
async function takeAway(from: string, to: string): Promise<void> {
  await rmdir(to)
  await rename(from, to)
}
