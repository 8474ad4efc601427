/** The EPUB of a parcel: container, package, conformance, chapters, text. */
import { checkEpub, openEpub, readEpub } from '@chapterhouse/epub'
import type { Issue } from '#book'
import { buildChapters } from '../build-book-draft.ts'
import { buildMetadata } from '../build-metadata.ts'
import { openDocuments } from '../chapters/open-documents.ts'
import { planChapters } from '../chapters/plan-chapters.ts'
import { matchChapters } from '../match-chapters.ts'
import { mergeBookYaml } from '../merge-book-yaml.ts'
import { mergeChapters } from '../merge-chapters.ts'
import type { BookYaml } from '../parse-book-yaml.ts'
import { fromEpubIssue } from '../rules/from-epub-issue.ts'
import type { JobFolder } from './job-folder.ts'
import type { EpubReading } from './make-draft.ts'
import type { Progress, ReadingRequest } from './request.ts'

export type ReadEpubParcel =
  | { readonly kind: 'read'; readonly reading: EpubReading }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

export async function readEpubParcel(
  file: { readonly fileName: string; readonly bytes: Uint8Array },
  yaml: BookYaml | null,
  request: ReadingRequest,
  folder: JobFolder,
  tell: (progress: Progress) => void,
  yamlName = 'book.yaml',
): Promise<ReadEpubParcel> {
  const limits = {
    maxEntries: request.limits.files,
    maxEntryBytes: request.limits.fileBytes,
    maxBytes: request.limits.bytes,
  }
  tell({ fraction: 0.05, what: 'checking the EPUB' })
  const conformance = await checkEpub(file.bytes, limits)
  const found = conformance.issues.map(fromEpubIssue)
  const opened = await openEpub(file.bytes, limits)
  if (!opened.ok) return { kind: 'refused', issues: distinct([...found, fromEpubIssue(opened.error)]) }
  const read = readEpub(opened.container)
  const known = distinct([...found, ...read.issues.map(fromEpubIssue)])
  const pkg = read.package
  if (pkg === null) return { kind: 'refused', issues: known }
  const locked = pkg.encryption.filter(
    ({ method, path }) => method === 'unknown' && opened.container.entries.has(path),
  )
  if (locked.length > 0) return { kind: 'refused', issues: known }

  tell({ fraction: 0.3, what: 'finding the chapters' })
  const documents = openDocuments(pkg)
  const told = buildMetadata(pkg, request.openness)
  const metadata = mergeBookYaml(told.metadata, yaml)
  const plan = planChapters(pkg, { level: yaml?.chapterLevel ?? null, documents })
  const planned = buildChapters(plan.chapters, metadata)
  const matches = matchChapters(
    planned.map(({ metadata: { label, title, subtitle }, source }) => ({
      path: source?.from.path ?? null,
      id: source?.from.id ?? null,
      label,
      title,
      subtitle,
    })),
    yaml?.chapters ?? [],
    yamlName,
  )
  const chapters = mergeChapters(planned, matches.entries, metadata)
  return {
    kind: 'read',
    reading: {
      metadata,
      chapters,
      entries: matches.entries,
      texts: [],
      media: [],
      issues: distinct([
        ...known,
        ...told.issues,
        ...plan.issues,
        ...matches.issues,
        ...documents.issues().map(fromEpubIssue),
      ]),
      pkg,
    },
  }
}

/** The format's check and our own reading may find the same fault at the same place. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>()
  return issues.filter(({ rule, where, message, chapter }) => {
    const key = JSON.stringify([rule, where.file, where.line, where.line === null ? message : '', chapter])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
