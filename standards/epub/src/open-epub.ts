/**
 * Opens the ZIP container of an EPUB (EPUB 3.3 §4.2, OCF 2.0.1) without trusting it: names, sizes and places of all
 * entries are looked at before any is inflated, and each is inflated alone, in memory, to no more than it declared.
 */

import { epubFailure, epubIssue } from './issue.ts'
import type { EpubContainer, EpubEntry, EpubIssue } from './types.ts'
import { readZipDirectory, type ZipRecord } from './zip-directory.ts'
import { readZipEntry, type StoredEntry, storedEntry } from './zip-entry.ts'
import { parseZipName } from './zip-name.ts'

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

type Named = { readonly path: string; readonly record: ZipRecord }

function nameEntries(
  records: readonly ZipRecord[],
):
  | { readonly ok: true; readonly files: readonly Named[]; readonly issues: readonly EpubIssue[] }
  | { readonly ok: false; readonly error: EpubIssue } {
  const files: Named[] = []
  const issues: EpubIssue[] = []
  const seen = new Set<string>()
  for (const record of records) {
    const name = parseZipName(record.rawName)
    if (name.kind === 'refused')
      return epubFailure(
        'file-names-stay-inside',
        name.shown,
        `The archive holds an entry “${name.shown}”: ${name.because}. Nothing of it was read; make the archive anew.`,
      )
    const fault = name.kind === 'file' ? entryFault(record) : null
    if (fault !== null) issues.push(epubIssue('zip-entries-are-files', 'error', name.path, fault))
    if (name.kind === 'directory' || fault !== null) continue
    if (name.mended !== null)
      issues.push(
        epubIssue(
          'file-names-are-portable',
          'error',
          name.path,
          `This entry was read although ${name.mended}. Rename the file and make the archive anew.`,
        ),
      )
    if (seen.has(name.path)) {
      issues.push(
        epubIssue(
          'file-names-are-unique',
          'error',
          name.path,
          'The archive holds this name twice. The first is read; take the other away.',
        ),
      )
      continue
    }
    seen.add(name.path)
    files.push({ path: name.path, record })
  }
  return { ok: true, files, issues }
}

const LINK = 0xa
const REGULAR_OR_UNKNOWN = [0x8, 0x0, 0x4]

const entryFault = (record: ZipRecord): string | null => {
  if (record.unixType === LINK)
    return 'This entry is a link to another file, not a file. It was left out: put the file itself in its place.'
  return REGULAR_OR_UNKNOWN.includes(record.unixType)
    ? null
    : 'This entry is not a file but a device or a pipe. It was left out.'
}

function locateEntries(
  bytes: Uint8Array,
  files: readonly Named[],
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

function beyondLimits(files: readonly Named[], limits: ContainerLimits): EpubIssue | null {
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

const MIMETYPE = 'application/epub+zip'

/** EPUB 3.3 §4.2.2: `mimetype` is first, stored, without an extra field and exactly this. Readers look at byte 30. */
function mimetypeIssues(bytes: Uint8Array, entries: readonly StoredEntry[]): readonly EpubIssue[] {
  const fault = (rule: string, message: string) => [epubIssue(rule, 'error', 'mimetype', message)]
  const entry = entries.find(({ path }) => path === 'mimetype')
  if (entry === undefined)
    return fault(
      'mimetype-comes-first',
      `The container has no file “mimetype” with ${MIMETYPE}. Put it first.`,
    )
  const read = readZipEntry(bytes, entry)
  const text = read.ok ? new TextDecoder('latin1').decode(read.value.subarray(0, 200)) : ''
  return [
    ...(text === MIMETYPE
      ? []
      : fault(
          'mimetype-is-epub',
          `The file “mimetype” must hold ${MIMETYPE} and nothing else, no line end either.`,
        )),
    ...(entry.record.headerOffset === 0
      ? []
      : fault(
          'mimetype-comes-first',
          'The file “mimetype” is not the first of the archive. Make it the first.',
        )),
    ...(entry.record.method === 0
      ? []
      : fault('mimetype-is-epub', 'The file “mimetype” is compressed. Store it as it is.')),
    ...(entry.hasExtraField
      ? fault(
          'mimetype-comes-first',
          'The entry “mimetype” has an extra field, so that its content is not where readers look. Make the archive without (zip -X).',
        )
      : []),
  ]
}
