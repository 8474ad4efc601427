/** A zip as files, by the same careful reader that opens EPUBs: names, sizes and links are judged before any byte. */
import { type EpubIssue, openEpub } from '@chapterhouse/epub'
import { fail, ok, type Result } from '#base'
import type { Issue } from '#book'
import { fromEpubIssue } from '../rules/from-epub-issue.ts'
import { isClutter, type ParcelFiles, type ParcelLimits } from './parcel.ts'

export async function openZip(
  bytes: Uint8Array,
  limits: ParcelLimits,
): Promise<Result<{ readonly files: ParcelFiles; readonly issues: readonly Issue[] }, Issue>> {
  const opened = await openEpub(bytes, {
    maxEntries: limits.files,
    maxEntryBytes: limits.fileBytes,
    maxBytes: limits.bytes,
  })
  if (!opened.ok) return fail(fromEpubIssue(opened.error))
  const { container } = opened
  return ok({
    files: {
      paths: [...container.entries.keys()].filter((path) => !isClutter(path)).toSorted(),
      read: async (path) => {
        const read = container.read(path)
        return read.ok ? ok(read.value) : fail(fromEpubIssue(read.error))
      },
    },
    issues: opened.issues.filter((issue) => !isAboutEpubs(issue)).map(fromEpubIssue),
  })
}

/** A zip that holds an EPUB is none itself. */
const isAboutEpubs = (issue: EpubIssue): boolean => issue.rule.startsWith('mimetype-')
