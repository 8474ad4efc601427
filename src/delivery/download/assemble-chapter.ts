/**
 * A chapter's own EPUB, cut from its book when it is first asked for and kept until the chapter or its book changes. One is
 * made at a time, at low priority: pages come first.
 */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail, ok, type Result } from '#base'
import { type Files, runLimited } from '#platform'
import { type AssemblingOrder, CHAPTER_FILE, type ChapterRequest, FAILURE_FILE } from './chapter-request.ts'

export type AssembledFile = { readonly path: string; readonly bytes: number; readonly etag: string }

/** Bump it when the way chapters are cut changes: files made before are then made anew. */
const MAKING = 2
const LIMITS = { cpuSeconds: 30, wallSeconds: 60, memoryMegabytes: 768, outputMegabytes: 512 }
const PROCESS = fileURLToPath(new URL('assembling-process.ts', import.meta.url))
const KEPT_DAYS = 30

export type Assembly = {
  assemble(epubSha256: string, chapter: ChapterRequest): Promise<Result<AssembledFile, string>>
  /** Removes what nobody has asked for in a month. */
  sweep(now: Date): Promise<number>
}

/** `folder`: what is in it can be made again at any time, so no backup needs it. */
export function openAssembly(folder: string, files: Pick<Files, 'pathOf'>): Assembly {
  let line: Promise<unknown> = Promise.resolve()
  const underWay = new Map<string, Promise<Result<AssembledFile, string>>>()
  return {
    async assemble(epubSha256, chapter) {
      const name = createHash('sha256')
        .update(JSON.stringify([MAKING, epubSha256, chapter]))
        .digest('hex')
      const path = join(folder, `${name}.epub`)
      const kept = await findKept(path, name)
      if (kept !== null) return ok(kept)
      const started = underWay.get(name)
      if (started !== undefined) return started
      const making = line.then(() => make({ epub: files.pathOf(epubSha256), chapter }, folder, path, name))
      line = making.catch(() => undefined)
      underWay.set(name, making)
      return making.finally(() => underWay.delete(name))
    },
    sweep: (now) => sweep(folder, now),
  }
}

async function findKept(path: string, name: string): Promise<AssembledFile | null> {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (Date.now() - found.mtimeMs > 86_400_000) await utimes(path, new Date(), new Date())
  return { path, bytes: found.size, etag: name.slice(0, 24) }
}

async function make(
  order: AssemblingOrder,
  folder: string,
  path: string,
  name: string,
): Promise<Result<AssembledFile, string>> {
  const kept = await findKept(path, name)
  if (kept !== null) return ok(kept)
  await mkdir(folder, { recursive: true })
  const aside = await mkdtemp(join(folder, 'making-'))
  try {
    const end = await runLimited({
      main: PROCESS,
      request: order,
      reads: [order.epub],
      folder: aside,
      limits: LIMITS,
      nice: true,
    })
    if (end.kind !== 'answered') return fail(END_SENTENCES[end.kind])
    const failure = await readFile(join(aside, FAILURE_FILE), 'utf8').catch(() => null)
    if (failure !== null) return fail(String((JSON.parse(failure) as { message: unknown }).message))
    await rename(join(aside, CHAPTER_FILE), path)
    return ok({ path, bytes: (await stat(path)).size, etag: name.slice(0, 24) })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

const END_SENTENCES = {
  stopped: 'Cutting this chapter out of its book took more than is allowed.',
  crashed: 'The file of the book could not be read.',
  aborted: 'The work was stopped.',
} as const

async function sweep(folder: string, now: Date): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    const days = found === null ? 0 : (now.getTime() - found.mtimeMs) / 86_400_000
    if (days < (name.startsWith('making-') ? 1 : KEPT_DAYS)) continue
    await rm(path, { recursive: true, force: true })
    removed++
  }
  return removed
}
