/**
 * Bytes kept by the hash of what they are, so that storing twice is storing once and nothing can be half there.
 * Order of writing everywhere: files, then database, then index; what no row names is swept at start.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

export type Files = {
  /** Copies a file in; on return it is on the disk for good. Doing it again does nothing. */
  keep(sha256: string, fromPath: string): Promise<void>
  keepBytes(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly bytes: number }>
  read(sha256: string): Promise<Buffer>
  stream(sha256: string, range?: { readonly start: number; readonly end: number }): Readable
  /** Bytes; null when it is not there. */
  size(sha256: string): Promise<number | null>
  /** Where it lies, for a child process that must open it itself. */
  pathOf(sha256: string): string
  list(): AsyncIterable<string>
  remove(sha256: string): Promise<void>
}

/** Files in a folder, as `ab/cdef…`: 256 folders, each file named by what is in it. */
export function openFiles(folder: string): Files {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2))

  /** Whole under its name, or not at all: made aside, forced to the disk, renamed, and the rename forced too. */
  const shelve = async (sha256: string, make: (aside: string) => Promise<void>) => {
    const path = pathOf(sha256)
    if (await refresh(path)) return
    await makeFolder(dirname(path))
    const aside = join(folder, `${UNFINISHED}${randomBytes(8).toString('hex')}`)
    try {
      await make(aside)
      await rename(aside, path)
      await sync(dirname(path))
    } catch (error) {
      await rm(aside, { force: true })
      throw error
    }
  }

  return {
    pathOf,
    keep: (sha256, fromPath) =>
      shelve(sha256, async (aside) => {
        const found = await copyAndSync(fromPath, aside)
        if (found !== sha256) throw new Error(`${fromPath} was to be kept as ${sha256}, and it is ${found}`)
      }),
    keepBytes: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await shelve(sha256, (aside) => writeAndSync(aside, bytes))
      return { sha256, bytes: bytes.byteLength }
    },
    read: (sha256) => readFile(pathOf(sha256)),
    stream: (sha256, range) => createReadStream(pathOf(sha256), range),
    size: async (sha256) => (await statIfThere(pathOf(sha256)))?.size ?? null,
    async *list() {
      for (const shelf of await readdirIfThere(folder))
        if (/^[0-9a-f]{2}$/.test(shelf))
          for (const rest of await readdirIfThere(join(folder, shelf)))
            if (/^[0-9a-f]{62}$/.test(rest)) yield `${shelf}${rest}`
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  }
}

/** What killed processes left unfinished. Only while nobody is keeping anything. */
export async function sweepUnfinished(folder: string): Promise<number> {
  const unfinished = (await readdirIfThere(folder)).filter((name) => name.startsWith(UNFINISHED))
  for (const name of unfinished) await rm(join(folder, name), { force: true })
  return unfinished.length
}

const UNFINISHED = 'unfinished-'

/** Says that it is wanted again, so that no sweep takes it for old. False when it is not there. */
async function refresh(path: string): Promise<boolean> {
  try {
    const now = new Date()
    await utimes(path, now, now)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

async function makeFolder(folder: string): Promise<void> {
  if ((await mkdir(folder, { recursive: true })) === undefined) return
  await sync(dirname(folder))
}

/** Copies, for a second name of the same file would let somebody change what is kept. Tells the hash of what was written. */
async function copyAndSync(from: string, to: string): Promise<string> {
  const hash = createHash('sha256')
  await withFile(to, 'wx', async (file) => {
    for await (const chunk of createReadStream(from, { highWaterMark: 1 << 20 })) {
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.datasync()
  })
  return hash.digest('hex')
}

const writeAndSync = (path: string, bytes: Uint8Array) =>
  withFile(path, 'wx', async (file) => {
    await file.writeFile(bytes)
    await file.datasync()
  })

const sync = (path: string) => withFile(path, 'r', (file) => file.sync())

async function withFile<T>(path: string, flags: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o640)
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

const statIfThere = (path: string) => stat(path).catch(nullIfMissing)

const readdirIfThere = async (path: string): Promise<readonly string[]> =>
  (await readdir(path).catch(nullIfMissing)) ?? []

function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
