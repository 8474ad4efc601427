/** The presses of this installation: one folder each in `DATA_DIR/presses`. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '#base'
import { checkMark } from './check-mark.ts'
import type { PressProblem } from './parse-press.ts'
import type { Press } from './press.ts'

export type LoadedPresses = {
  readonly presses: readonly Press[]
  /** Each a sentence with file and line: a press with a fault is not loaded. */
  readonly problems: readonly string[]
}

export async function loadPresses(folder: string): Promise<LoadedPresses> {
  const loaded = await Promise.all((await listFolders(folder)).map((slug) => loadPress(folder, slug)))
  const presses = loaded.flatMap(({ press }) => (press === null ? [] : [press]))
  return { presses, problems: [...loaded.flatMap(({ problems }) => problems), ...sharedHosts(presses)] }
}

/** A site of one house has no such file, and needs nothing that reads it: YAML and its schema are loaded by the first. */
export async function readPress(slug: string, yaml: string): Promise<Result<Press, readonly PressProblem[]>> {
  const { parsePress } = await import('./parse-press.ts')
  return parsePress(slug, yaml)
}

type Loaded = { readonly press: Press | null; readonly problems: readonly string[] }

async function loadPress(folder: string, slug: string): Promise<Loaded> {
  const file = join(folder, slug, 'press.yaml')
  const yaml = await readIfThere(file)
  if (yaml === null) return { press: null, problems: [`${join(folder, slug)} has no press.yaml.`] }
  const parsed = await readPress(slug, yaml)
  if (!parsed.ok)
    return { press: null, problems: parsed.error.map(({ line, message }) => `${file}:${line}: ${message}`) }
  if (parsed.value.mark === null) return { press: parsed.value, problems: [] }
  return loadMark(parsed.value, join(folder, slug, parsed.value.mark))
}

async function loadMark(press: Press, file: string): Promise<Loaded> {
  const svg = await readIfThere(file)
  if (svg === null)
    return { press: null, problems: [`${file} is named as the mark of ${press.name} and is not there.`] }
  const checked = checkMark(svg)
  return checked.ok
    ? { press: { ...press, mark: checked.value }, problems: [] }
    : { press: null, problems: [`${file}: ${checked.error}`] }
}

const sharedHosts = (presses: readonly Press[]): readonly string[] =>
  presses
    .filter(({ host }, i) => host !== null && presses.findIndex((other) => other.host === host) < i)
    .map(({ slug, host }) => `${slug}/press.yaml: another press has the host “${host}” already.`)

async function listFolders(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
