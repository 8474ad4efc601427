import { epubFailure, epubIssue } from './issue.ts'
import type { EpubIssue } from './types.ts'
import type { ZipRecord } from './zip-directory.ts'
import { parseZipName } from './zip-name.ts'

export type NamedEntry = { readonly path: string; readonly record: ZipRecord }

/** The files of an archive under plain paths; links and second names are left out and told. */
export function nameEntries(
  records: readonly ZipRecord[],
):
  | { readonly ok: true; readonly files: readonly NamedEntry[]; readonly issues: readonly EpubIssue[] }
  | { readonly ok: false; readonly error: EpubIssue } {
  const files: NamedEntry[] = []
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
