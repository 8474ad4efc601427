/**
 * Node's permission model for the reading process: it may read the program and the parcel, and write to its job folder.
 * Native code (sharp) is beyond its reach, hence --allow-addons; no other programs, workers or inspector.
 */
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReadingRequest } from './request.ts'

export function permissionFlags(request: ReadingRequest): readonly string[] {
  const reads = [...programFolders(), ...spellings(request.path), request.jobFolder]
  return [
    '--permission',
    '--allow-addons',
    ...reads.map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${request.jobFolder}`,
    // It says on stderr that native code may do anything: known, and meant for sharp alone.
    '--disable-warning=SecurityWarning',
    '--disable-warning=ExperimentalWarning',
  ]
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

/** The source, and every node_modules from which it may import. Not the data folder, which may stand beside them. */
function programFolders(): readonly string[] {
  const own = ['src', 'standards', 'package.json'].map((name) => join(ROOT, name))
  const above: string[] = []
  for (let folder = ROOT; ; folder = dirname(folder)) {
    above.push(join(folder, 'node_modules'), join(folder, 'package.json'))
    if (folder === dirname(folder)) break
  }
  return [...new Set([...own, ...above].filter((path) => existsSync(path)))]
}

const spellings = (path: string): readonly string[] => {
  try {
    return [...new Set([path, realpathSync(path)])]
  } catch {
    return [path]
  }
}
