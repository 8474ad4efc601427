/**
 * A backup as a file: a tar of gzipped table copies, files, settings and, at its end, a manifest with the sum of each.
 * Without its end it is no backup, so one that breaks off cannot be taken for whole.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { OperatorError } from '#platform'
import { opening } from '../disk-trouble.ts'
import { DamagedArchive, readTar, TAR_END, type TarEntry, tarHeader, tarPadding } from './tar.ts'

const FORMAT = 'chapterhouse-backup'
const MANIFEST = 'manifest.json'
const SEAL = 'manifest.sha256'

const manifestShape = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  release: z.string(),
  made: z.string(),
  postgres: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), key: z.array(z.string()) })),
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  /** `included`: the file is inside. `environment`: it is set in SECRET_KEY. */
  secret: z.enum(['included', 'left out', 'environment']),
  /** Files whose bytes were not what their name says when the backup was made. */
  damaged: z.array(z.string()),
  entries: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
})

export type Manifest = Readonly<z.infer<typeof manifestShape>>

export type ArchiveWriter = {
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Returns the sum of what was written. */
  putStream(name: string, size: number, content: AsyncIterable<Uint8Array>): Promise<string>
  finish(facts: Omit<Manifest, 'entries' | 'format' | 'version'>): Promise<void>
  abandon(): Promise<void>
}

/** Under another name until it is whole and on the disk. Only its owner may read it. */
export async function createArchive(path: string, made: Date): Promise<ArchiveWriter> {
  const aside = `${path}.unfinished`
  const file = await opening(path, () => open(aside, 'w', 0o600))
  const entries: Record<string, { bytes: number; sha256: string }> = {}

  const putStream = async (name: string, size: number, content: AsyncIterable<Uint8Array>) => {
    await file.write(tarHeader(name, size, made))
    const hash = createHash('sha256')
    let bytes = 0
    for await (const part of content) {
      hash.update(part)
      bytes += part.byteLength
      await file.writeFile(part)
    }
    if (bytes !== size) throw new Error(`${name} changed its size while it was read`)
    await file.write(tarPadding(size))
    const sha256 = hash.digest('hex')
    entries[name] = { bytes, sha256 }
    return sha256
  }
  const put = async (name: string, bytes: Uint8Array) => {
    await putStream(name, bytes.byteLength, once(bytes))
  }
  return {
    put,
    putStream,
    async finish(facts) {
      const manifest: Manifest = { format: FORMAT, version: 1, ...facts, entries: { ...entries } }
      const text = Buffer.from(`${JSON.stringify(manifest)}\n`)
      await put(MANIFEST, text)
      await put(SEAL, Buffer.from(`${entries[MANIFEST]?.sha256}  ${MANIFEST}\n`))
      await file.write(TAR_END)
      await file.sync()
      await file.close()
      await rename(aside, path)
      await syncFolder(dirname(path))
    },
    async abandon() {
      await file.close()
      await rm(aside, { force: true })
    },
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}

export const readArchive = (path: string): AsyncGenerator<TarEntry> =>
  readTar(createReadStream(path, { highWaterMark: 1 << 20 }))

/** Reads all of it and proves every sum. Throws in a sentence when it is not a whole backup. */
export async function verifyArchive(path: string): Promise<Manifest> {
  try {
    return await prove(path)
  } catch (error) {
    if (error instanceof OperatorError) throw error
    throw new OperatorError(`${path} is not a whole backup, and nothing was changed. ${reason(error)}`)
  }
}

async function prove(path: string): Promise<Manifest> {
  const found = new Map<string, { bytes: number; sha256: string }>()
  let text: Buffer | null = null
  let seal = ''
  for await (const { name, content } of readArchive(path)) {
    const parts: Uint8Array[] = []
    const hash = createHash('sha256')
    let bytes = 0
    for await (const part of content) {
      hash.update(part)
      bytes += part.byteLength
      if (name === MANIFEST || name === SEAL) parts.push(part)
    }
    if (found.has(name)) throw new DamagedArchive(`It holds “${name}” twice.`)
    found.set(name, { bytes, sha256: hash.digest('hex') })
    if (name === MANIFEST) text = Buffer.concat(parts)
    if (name === SEAL) seal = Buffer.concat(parts).toString().slice(0, 64)
  }
  if (text === null || seal === '') throw new DamagedArchive('Its manifest is missing.')
  if (found.get(MANIFEST)?.sha256 !== seal) throw new DamagedArchive('Its manifest has been altered.')
  const manifest = manifestShape.parse(JSON.parse(text.toString()))
  compare(manifest, found)
  return manifest
}

function compare(manifest: Manifest, found: Map<string, { bytes: number; sha256: string }>): void {
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.entries)) {
    const there = found.get(name)
    if (!there) throw new DamagedArchive(`“${name}” is missing.`)
    if (there.bytes !== bytes || there.sha256 !== sha256)
      throw new DamagedArchive(`“${name}” has been altered.`)
    found.delete(name)
  }
  found.delete(MANIFEST)
  found.delete(SEAL)
  const [more] = found.keys()
  if (more !== undefined) throw new DamagedArchive(`“${more}” does not belong to it.`)
}

function reason(error: unknown): string {
  if (error instanceof DamagedArchive) return error.message
  if (error instanceof z.ZodError) return 'Its manifest is of a kind that this release does not know.'
  return error instanceof Error ? error.message : String(error)
}
