/**
 * Which parcels a path means. A folder that holds one book is one parcel; a folder of EPUBs, or of such folders, is as many.
 * Only names are looked at here: what is inside is for the reading process.
 */
import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Issue } from '#book'
import { cannotRead } from './parcel/open-folder.ts'
import { isClutter } from './parcel/parcel.ts'
import { issueFor } from './rules/issue-for.ts'

export type ListedParcels = {
  readonly parcels: readonly string[]
  /** What lies there and is no parcel. */
  readonly issues: readonly Issue[]
}

/** Shelves of shelves: deeper than this nobody keeps books, and a loop of mounts would never end. */
const DEPTH = 4

export async function listParcels(path: string): Promise<ListedParcels> {
  try {
    const info = await lstat(path)
    if (!info.isDirectory()) return { parcels: [path], issues: [] }
    const parcels = await listFolder(path, 0)
    return { parcels, issues: parcels.length === 0 ? [nothingIn(path)] : [] }
  } catch (error) {
    return { parcels: [], issues: [cannotRead(path, error)] }
  }
}

async function listFolder(folder: string, depth: number): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !isClutter(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const epubs = files.filter((name) => /\.k?epub$/i.test(name))
  const zips = files.filter((name) => /\.zip$/i.test(name))
  const isOneBook =
    files.some((name) => /^book\.ya?ml$/i.test(name)) ||
    folders.some((name) => name === 'META-INF' || name === 'record') ||
    (epubs.length === 1 && zips.length === 0 && folders.length === 0)
  if (isOneBook) return [folder]
  const below = depth < DEPTH ? folders.map((name) => listFolder(join(folder, name), depth + 1)) : []
  return [...[...epubs, ...zips].map((name) => join(folder, name)), ...(await Promise.all(below)).flat()]
}

const nothingIn = (folder: string): Issue =>
  issueFor('parcel-is-of-a-known-kind', {
    message: `“${basename(folder)}” holds neither an EPUB nor a book.yaml. A parcel is an EPUB, a book.yaml, or a folder or zip that holds them.`,
    where: { file: basename(folder) },
  })
