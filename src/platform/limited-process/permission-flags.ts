/**
 * Node's permission model for a process that handles files from outside: it may read the program and what it is told to,
 * and write to its own folders. Native code (sharp) is beyond its reach, hence --allow-addons; no other programs, no workers.
 */
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export function permissionFlags(reads: readonly string[], writesTo: readonly string[]): readonly string[] {
  const readable = [...programFolders(), ...reads.flatMap(spellings), ...writesTo]
  return [
    '--permission',
    '--allow-addons',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    ...writesTo.map((path) => `--allow-fs-write=${path}`),
    // It says on stderr that native code may do anything: known, and meant for sharp alone.
    '--disable-warning=SecurityWarning',
    '--disable-warning=ExperimentalWarning',
  ]
}

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

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
