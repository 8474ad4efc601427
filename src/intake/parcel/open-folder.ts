/** A folder of a parcel as files. Links are refused, wherever they lead: the site must not publish its own machine's files. */
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '#base'
import type { Issue } from '#book'
import { issueFor } from '../rules/issue-for.ts'
import { isClutter, type ParcelFiles, type ParcelLimits } from './parcel.ts'

export async function openFolder(
  root: string,
  limits: ParcelLimits,
  isShallow = false,
): Promise<Result<ParcelFiles, Issue>> {
  const paths: string[] = []
  let bytes = 0
  const walk = async (under: string): Promise<Issue | null> => {
    for (const entry of await readdir(join(root, under), { withFileTypes: true })) {
      const path = under === '' ? entry.name : `${under}/${entry.name}`
      if (isClutter(path) || (isShallow && under === '' && entry.isDirectory() && entry.name !== 'record'))
        continue
      if (entry.isSymbolicLink()) return leadsOut(path)
      if (entry.isDirectory()) {
        const fault = await walk(path)
        if (fault !== null) return fault
      } else if (entry.isFile()) {
        const { size } = await lstat(join(root, path))
        bytes += size
        paths.push(path)
        if (bytes > limits.bytes || size > limits.fileBytes || paths.length > limits.files)
          return tooLarge(path, limits)
      } else return notAFile(path)
    }
    return null
  }
  const fault = await walk('')
  if (fault !== null) return fail(fault)
  return ok({ paths: paths.toSorted(), read: (path) => readInside(root, path, limits) })
}

/** Opened without following a link put there meanwhile, and read from that handle. */
export async function readInside(
  root: string,
  path: string,
  limits: ParcelLimits,
): Promise<Result<Uint8Array, Issue>> {
  try {
    const info = await lstat(join(root, path))
    if (info.isSymbolicLink()) return fail(leadsOut(path))
    if (!info.isFile()) return fail(notAFile(path))
    if (info.size > limits.fileBytes) return fail(tooLarge(path, limits))
    const handle = await open(join(root, path), 'r')
    try {
      return ok(await handle.readFile())
    } finally {
      await handle.close()
    }
  } catch (error) {
    return fail(cannotRead(path, error))
  }
}

export const cannotRead = (path: string, error: unknown): Issue =>
  issueFor('parcel-can-be-opened', {
    message: sayWhy(path, error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'),
    where: { file: path },
  })

function sayWhy(path: string, code: string): string {
  if (code === 'ENOENT') return `There is no “${path}”. Check its name and its place.`
  if (code === 'EACCES' || code === 'EPERM')
    return `This program may not read “${path}”. Give it the right to.`
  return `“${path}” cannot be read (${code}). Check that it is there and that the program may read it.`
}

const leadsOut = (path: string): Issue =>
  issueFor('parcel-stays-in-its-folder', {
    message: `“${path}” is a symbolic link. Put the file itself in its place.`,
    where: { file: path },
  })

const notAFile = (path: string): Issue =>
  issueFor('parcel-stays-in-its-folder', {
    message: `“${path}” is neither a file nor a folder. Remove it.`,
    where: { file: path },
  })

export const tooLarge = (path: string, limits: ParcelLimits): Issue =>
  issueFor('parcel-is-read-within-limits', {
    message: `With “${path}” the parcel has more than is read: at most ${limits.files} files, ${inMegabytes(limits.fileBytes)} MB in one and ${inMegabytes(limits.bytes)} MB together.`,
    where: { file: path },
  })

const inMegabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)
