/**
 * Code that limited processes find compiled: half of what reading a book takes would else be compiling what reads it. It is
 * compiled by a rehearsal with nothing foreign in it, and each process works on a copy (compiled-copies.ts), so that what one
 * wrote that was taken over by a hostile file no other ever runs.
 */

import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, statSync } from 'node:fs'
import { lstat, mkdir, mkdtemp, readdir, rename } from 'node:fs/promises'
import { getCompileCacheDir } from 'node:module'
import { dirname, join } from 'node:path'
import { removeFolder } from '../remove-folder.ts'
import { isCopy } from './compiled-copies.ts'
import { ROOT } from './permission-flags.ts'

/** In the folder of a rehearsal: what it compiled. */
export const COMPILED = '.compiled'

const FORGOTTEN_DAYS = 7
const known = new Map<string, Promise<string | null>>()

/**
 * The folder to copy; null where compiled code is not kept. `rehearse` runs the process once in the folder given, and says
 * whether it came through. `about` is all that it was started with.
 */
export function findCompiledCode(
  about: readonly unknown[],
  rehearse: (folder: string) => Promise<boolean>,
): Promise<string | null> {
  const kept = getCompileCacheDir()
  if (kept === undefined || process.platform === 'win32') return Promise.resolve(null)
  const key = createHash('sha256')
    .update(JSON.stringify([process.version, process.arch, stateOfProgram(), about]))
    .digest('hex')
  const place = join(dirname(kept), 'limited')
  const path = join(place, key.slice(0, 24))
  const found = known.get(path) ?? findOrMake(place, path, rehearse).catch(() => null)
  known.set(path, found)
  return found
}

async function findOrMake(
  place: string,
  path: string,
  rehearse: (folder: string) => Promise<boolean>,
): Promise<string | null> {
  await mkdir(place, { recursive: true, mode: 0o700 })
  // Often in a folder that all users share: what another may change is not run.
  if (!isOurs(dirname(place)) || !isOurs(place)) return null
  if (await lstat(path).catch(() => null)) return path
  const aside = await mkdtemp(join(place, 'making-'))
  try {
    if (!(await rehearse(aside))) return null
    // Another process may have come first: then this one's is as good.
    await rename(join(aside, COMPILED), path).catch(() => {})
    await forgetOld(place)
    return path
  } finally {
    await removeFolder(aside)
  }
}

function isOurs(folder: string): boolean {
  const { uid, mode } = lstatSync(folder)
  return (uid === process.getuid?.() || uid === 0) && (mode & 0o170022) === 0o040000
}

/** Code of releases that were here before. */
async function forgetOld(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (isCopy(name)) continue
    const made = await lstat(join(place, name)).catch(() => null)
    if (made !== null && Date.now() - made.mtimeMs > FORGOTTEN_DAYS * 86_400_000)
      await removeFolder(join(place, name))
  }
}

let state: string | undefined

/** Differs when a file of the program was changed, or a package installed. */
function stateOfProgram(): string {
  if (state !== undefined) return state
  let newest = 0
  let files = 0
  for (const folder of ['src', 'standards'])
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.[cm]?[jt]s$/.test(entry.name)) continue
      newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs)
      files += 1
    }
  const packages = statSync(join(ROOT, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false })
  state = [ROOT, newest, files, packages?.mtimeMs ?? 0].join(' ')
  return state
}
