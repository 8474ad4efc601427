/**
 * Files that are made when they are first asked for: a chapter's own EPUB or PDF, a PDF with a line at its foot, a copy for a
 * Kindle. They are kept until nobody has asked for a month. One is made at a time, at low priority: pages come first.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail, ok, type Result } from '#base'
import { type Files, removeFolder } from '#platform'
import type { AssemblingOrder, FileWish } from './file-wish.ts'
import { openWorkbench, type Task, type Workbench } from './open-workbench.ts'

export type AssembledFile = { readonly path: string; readonly bytes: number; readonly etag: string }

/** A further step that a destination wants: see `Destination.making`. */
export type Making = { readonly module: string; readonly version: number }

/** Bump it when the way files are made changes: those made before are then made anew. */
const VERSION = 4
const PROCESS = fileURLToPath(new URL('assembling-process.ts', import.meta.url))
const KEPT_DAYS = 30

export type Assembly = {
  /** A failure is a sentence for those who look after the site. */
  assemble(wish: FileWish, signal?: AbortSignal): Promise<Result<AssembledFile, string>>
  /** The same, and then made over. */
  remake(
    wish: FileWish,
    making: Making & { readonly format: 'epub' | 'pdf'; readonly manners: readonly string[] },
    signal?: AbortSignal,
  ): Promise<Result<AssembledFile, string>>
  /** What a wish has come to, when it is known without making it. */
  sizeOf(wish: FileWish): Promise<number | null>
  /** Files that are being made, and those that wait for it. */
  readonly underWay: number
  /** Removes what nobody has asked for in a month. */
  sweep(now: Date): Promise<number>
  /** Ends the process that makes files, once it has made what it is at. */
  close(): Promise<void>
}

type Work = Task & { readonly name: string }

/** `folder`: what is in it can be made again at any time, so no backup needs it. */
export function openAssembly(folder: string, files: Pick<Files, 'pathOf'>): Assembly {
  const shop = openShop(folder)
  const assemble: Assembly['assemble'] = async (wish, signal) => {
    if (wish.kind === 'stored') return findStored(files.pathOf(wish.sha256), wish.sha256)
    const from = files.pathOf(wish.sha256)
    return shop.make({ name: nameOf(wish), main: PROCESS, order: toOrder(wish, from), signal })
  }
  return {
    assemble,
    remake: async (wish, { module, version, format, manners }, signal) => {
      const first = await assemble(wish, signal)
      if (!first.ok) return first
      const name = toName(['remade', version, format, ...manners, nameOf(wish)])
      const from = first.value.path
      return shop.make({ name, main: module, order: { from, format, manners }, signal })
    },
    sizeOf: async (wish) => {
      const path = wish.kind === 'stored' ? files.pathOf(wish.sha256) : join(folder, nameOf(wish))
      return (await stat(path).catch(() => null))?.size ?? null
    },
    get underWay() {
      return shop.underWay
    },
    sweep: (now) => sweep(folder, now),
    close: shop.close,
  }
}

const toName = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex')

const nameOf = (wish: FileWish): string => toName([VERSION, wish])

function toOrder(wish: Exclude<FileWish, { kind: 'stored' }>, from: string): Omit<AssemblingOrder, 'to'> {
  const { sha256: _, ...order } = wish
  return { ...order, from }
}

async function findStored(path: string, sha256: string): Promise<Result<AssembledFile, string>> {
  const found = await stat(path).catch(() => null)
  return found === null
    ? fail('The file of the book is missing from the store of files.')
    : ok({ path, bytes: found.size, etag: sha256.slice(0, 24) })
}

function openShop(folder: string) {
  const bench = openWorkbench(folder)
  let line: Promise<unknown> = Promise.resolve()
  const underWay = new Map<string, Promise<Result<AssembledFile, string>>>()
  return {
    close: bench.close,
    get underWay() {
      return underWay.size
    },
    make: async (work: Work): Promise<Result<AssembledFile, string>> => {
      const { name } = work
      const kept = await findKept(folder, name)
      if (kept !== null) return ok(kept)
      const started = underWay.get(name)
      if (started !== undefined) return started
      const making = line.then(() => make(work, folder, bench))
      line = making.catch(() => undefined)
      underWay.set(name, making)
      return making.finally(() => underWay.delete(name))
    },
  }
}

async function findKept(folder: string, name: string): Promise<AssembledFile | null> {
  const path = join(folder, name)
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (Date.now() - found.mtimeMs > 86_400_000) await utimes(path, new Date(), new Date())
  return { path, bytes: found.size, etag: name.slice(0, 24) }
}

async function make(work: Work, folder: string, bench: Workbench): Promise<Result<AssembledFile, string>> {
  const kept = await findKept(folder, work.name)
  if (kept !== null) return ok(kept)
  await mkdir(folder, { recursive: true })
  const path = join(folder, work.name)
  const made = await bench.make(work, path)
  return made.ok ? ok({ path, bytes: (await stat(path)).size, etag: work.name.slice(0, 24) }) : made
}

async function sweep(folder: string, now: Date): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    const days = found === null ? 0 : (now.getTime() - found.mtimeMs) / 86_400_000
    if (days < (name.startsWith('making-') ? 1 : KEPT_DAYS)) continue
    await removeFolder(path)
    removed++
  }
  return removed
}
