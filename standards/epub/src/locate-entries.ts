/** Where the entries of an archive lie, once their sizes and places have been found plausible. Nothing is inflated here. */
import { epubIssue } from './issue.ts'
import type { NamedEntry } from './name-entries.ts'
import type { ContainerLimits } from './open-epub.ts'
import type { EpubIssue } from './types.ts'
import { type StoredEntry, storedEntry } from './zip-entry.ts'

export function locateEntries(
  bytes: Uint8Array,
  files: readonly NamedEntry[],
  limits: ContainerLimits,
):
  | { readonly ok: true; readonly entries: readonly StoredEntry[]; readonly issues: readonly EpubIssue[] }
  | { readonly ok: false; readonly error: EpubIssue } {
  const beyond = beyondLimits(files, limits)
  if (beyond !== null) return { ok: false, error: beyond }
  const issues: EpubIssue[] = []
  const entries: StoredEntry[] = []
  for (const { path, record } of files) {
    const found = storedEntry(bytes, path, record)
    if (!found.ok) return found
    entries.push(found.value.entry)
    issues.push(...found.value.issues)
  }
  const overlap = overlapping(entries)
  return overlap === null ? { ok: true, entries, issues } : { ok: false, error: overlap }
}

function beyondLimits(files: readonly NamedEntry[], limits: ContainerLimits): EpubIssue | null {
  let total = 0
  for (const { path, record } of files) {
    total += record.bytes
    if (record.bytes > limits.maxEntryBytes)
      return epubIssue(
        'container-size-is-bounded',
        'error',
        path,
        `This file is ${megabytes(record.bytes)} when unpacked; no more than ${megabytes(limits.maxEntryBytes)} are read.`,
      )
    if (record.bytes > 1_048_576 && record.bytes > record.compressedBytes * limits.maxRatio)
      return epubIssue(
        'compression-is-plausible',
        'error',
        path,
        `This file is packed to less than a ${limits.maxRatio}th of its size, as in an archive made to exhaust its reader. Nothing was read.`,
      )
  }
  return total <= limits.maxBytes
    ? null
    : epubIssue(
        'container-size-is-bounded',
        'error',
        '',
        `The archive is ${megabytes(total)} when unpacked; no more than ${megabytes(limits.maxBytes)} are read.`,
      )
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)} MB`

/** Entries that share bytes make a small archive unpack to any size, and mean different things to different readers. */
function overlapping(entries: readonly StoredEntry[]): EpubIssue | null {
  const inOrder = entries.toSorted((a, b) => a.record.headerOffset - b.record.headerOffset)
  for (const [index, entry] of inOrder.entries()) {
    const next = inOrder[index + 1]
    if (next !== undefined && entry.dataEnd > next.record.headerOffset)
      return epubIssue(
        'zip-entries-do-not-overlap',
        'error',
        next.path,
        `This file and “${entry.path}” share the same bytes of the archive. Nothing was read; make the archive anew.`,
      )
  }
  return null
}
