/**
 * Which parcels a path means: a file, a folder that is one parcel, or a folder (of folders) of parcels. What is inside a
 * parcel is not looked at here; the reading process does that.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** In the order in which a person would list them. A path that is not there is left in: reading it says so. */
export async function findParcels(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const path of paths) found.push(...(await parcelsAt(path, 0)))
  return [...new Set(found)]
}

async function parcelsAt(path: string, depth: number): Promise<readonly string[]> {
  const info = await stat(path).catch(() => null)
  if (!info?.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort(inOrder)
  if (depth > DEEPEST || isParcel(names)) return [path]
  const inside: string[] = []
  for (const name of names) {
    const one = join(path, name)
    if ((await stat(one).catch(() => null))?.isDirectory()) inside.push(...(await parcelsIn(one, depth)))
    else if (isParcelFile(name)) inside.push(one)
  }
  // An empty folder is handed on when it was named itself, so that it is not passed over in silence.
  return inside.length > 0 || depth > 0 ? inside : [path]
}

const parcelsIn = (path: string, depth: number) => parcelsAt(path, depth + 1)

const DEEPEST = 8

/** A folder that says what it is: its own description, or an unpacked EPUB. */
const isParcel = (names: readonly string[]): boolean =>
  names.some((name) => /^book\.ya?ml$/i.test(name) || name === 'META-INF' || name === 'record')

const isParcelFile = (path: string): boolean => /\.(epub|kepub|zip|ya?ml)$/i.test(basename(path))

const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })
