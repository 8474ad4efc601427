/**
 * Opens the ZIP container of an EPUB (EPUB 3.3 §4.2, OCF 2.0.1) without trusting it: names, sizes and places of all
 * entries are looked at before any is inflated, and each is inflated alone, in memory, to no more than it declared.
 */
import { epubFailure } from './issue.ts'
import { locateEntries } from './locate-entries.ts'
import { mimetypeIssues } from './mimetype.ts'
import { nameEntries } from './name-entries.ts'
import type { EpubContainer, EpubEntry, EpubIssue } from './types.ts'
import { readZipDirectory } from './zip-directory.ts'
import { readZipEntry, type StoredEntry } from './zip-entry.ts'

export type ContainerLimits = {
  readonly maxEntries: number
  readonly maxEntryBytes: number
  /** Everything inflated. */
  readonly maxBytes: number
  /** How many times larger an entry may become; asked of entries above a megabyte. */
  readonly maxRatio: number
}

const CONTAINER_LIMITS: ContainerLimits = {
  maxEntries: 20_000,
  maxEntryBytes: 512 * 1024 * 1024,
  maxBytes: 4 * 1024 * 1024 * 1024,
  maxRatio: 300,
}

export type OpenedEpub =
  | { readonly ok: true; readonly container: EpubContainer; readonly issues: readonly EpubIssue[] }
  | { readonly ok: false; readonly error: EpubIssue }

export async function openEpub(
  bytes: Uint8Array,
  limits: Partial<ContainerLimits> = {},
): Promise<OpenedEpub> {
  const all = { ...CONTAINER_LIMITS, ...limits }
  const directory = await readZipDirectory(bytes, all.maxEntries)
  if (!directory.ok) return directory
  const named = nameEntries(directory.value)
  if (!named.ok) return named
  const located = locateEntries(bytes, named.files, all)
  if (!located.ok) return located
  return {
    ok: true,
    container: containerOf(bytes, located.entries),
    issues: [...named.issues, ...located.issues, ...mimetypeIssues(bytes, located.entries)],
  }
}

function containerOf(bytes: Uint8Array, stored: readonly StoredEntry[]): EpubContainer {
  const byPath = new Map(stored.map((entry) => [entry.path, entry]))
  const entries = new Map<string, EpubEntry>(
    stored.map((entry) => [
      entry.path,
      { path: entry.path, compressedBytes: entry.record.compressedBytes, bytes: entry.record.bytes },
    ]),
  )
  return {
    entries,
    read(path) {
      const entry = byPath.get(path) ?? byPath.get(path.normalize('NFC'))
      return entry === undefined
        ? epubFailure('resource-is-in-the-container', path, `There is no file “${path}” in the container.`)
        : readZipEntry(bytes, entry)
    },
  }
}
