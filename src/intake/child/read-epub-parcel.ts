/** The EPUB of a parcel: container, package, conformance, chapters, text. */
import { checkEpub, cutPlaceOf, type EpubPackage, epubIssue, openEpub, readEpub } from '@chapterhouse/epub'
import type { Issue, Media } from '#book'
import { buildChapters, type DraftChapter } from '../build-book-draft.ts'
import { buildExtract } from '../build-extract.ts'
import { buildMetadata } from '../build-metadata.ts'
import { type Documents, openDocuments, spineDocument } from '../chapters/open-documents.ts'
import { type ChapterPlan, planChapters } from '../chapters/plan-chapters.ts'
import { keepMedia } from '../keep-media.ts'
import { matchChapters } from '../match-chapters.ts'
import { mergeBookYaml } from '../merge-book-yaml.ts'
import { mergeChapters } from '../merge-chapters.ts'
import type { BookYaml } from '../parse-book-yaml.ts'
import { fromEpubIssue } from '../rules/from-epub-issue.ts'
import { buildTexts } from '../text/build-texts.ts'
import type { ChapterText } from '../text/finish-text.ts'
import type { EpubReading } from './make-draft.ts'
import type { Progress, ReadingRequest } from './request.ts'

export type ReadEpubParcel =
  | { readonly kind: 'read'; readonly reading: EpubReading }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

export async function readEpubParcel(
  file: { readonly fileName: string; readonly bytes: Uint8Array },
  yaml: BookYaml | null,
  request: ReadingRequest,
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
  const understood = readEpub(opened.container)
  const known = distinct([...found, ...understood.issues.map(fromEpubIssue)])
  const pkg = understood.package
  if (pkg === null) return { kind: 'refused', issues: known }
  const locked = lockedFiles(pkg)
  if (locked.length > 0 && request.purpose === 'draft')
    return { kind: 'refused', issues: [...known, ...locked] }

  if (!conformance.opened) return { kind: 'refused', issues: known }

  tell({ fraction: 0.3, what: 'finding the chapters' })
  const documents = openDocuments(pkg)
  if (request.purpose === 'draft' && hasUnreadable(pkg, documents))
    return { kind: 'refused', issues: distinct([...known, ...documents.issues().map(fromEpubIssue)]) }
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
    (path, one, other) => {
      const root = one === other ? null : documents.get(path)
      return one === other || (root !== null && cutPlaceOf(root, one) === cutPlaceOf(root, other))
    },
  )
  const chapters = mergeChapters(planned, matches.entries, metadata)

  tell({ fraction: 0.45, what: 'keeping pictures' })
  const media = await keepMedia(pkg, { documents, folder: request.jobFolder })
  tell({ fraction: 0.6, what: 'reading the text' })
  const read = buildTexts(pkg, plan.chapters, { documents, media: media.shelf })
  const issues = [
    ...known,
    ...told.issues,
    ...plan.issues,
    ...matches.issues,
    ...documents.issues().map(fromEpubIssue),
    ...media.issues,
    ...read.issues,
  ]
  const kept = [...media.shelf.values()]
  return {
    kind: 'read',
    reading: {
      metadata,
      chapters: withNotes(withExtracts(chapters, read.texts, kept), read.texts),
      entries: matches.entries,
      texts: read.texts.map((one) =>
        one === null
          ? { text: null, alsoHolds: [], media: [] }
          : { text: one.text, alsoHolds: one.alsoHolds, media: one.media },
      ),
      media: kept,
      issues: distinct(placeInChapters(issues, plan.chapters)),
      pkg,
    },
  }
}

/**
 * What is encrypted by a method that only its maker knows cannot be read here, though the EPUB may be valid: a check goes
 * on, adding the book does not. Fonts are not missed.
 */
const lockedFiles = (pkg: EpubPackage): readonly Issue[] =>
  pkg.encryption
    .filter(
      ({ method, path }) => method === 'unknown' && pkg.container.entries.has(path) && !isFont(pkg, path),
    )
    .map(({ path, algorithm }) =>
      fromEpubIssue(
        epubIssue(
          'encryption-is-readable',
          'error',
          path,
          `This file is encrypted (${algorithm === '' ? 'by an unnamed method' : algorithm}) and cannot be read. Send the book without encryption.`,
        ),
      ),
    )

const isFont = (pkg: EpubPackage, path: string): boolean =>
  [...pkg.manifest.values()].some(
    (item) => item.path === path && /font|opentype|truetype/i.test(item.mediaType),
  )

/** A document of the spine that is damaged, missing or not well-formed: a chapter would be shelved without its words. */
const hasUnreadable = (pkg: EpubPackage, documents: Documents): boolean =>
  pkg.spine.some((item) => {
    const shown = spineDocument(pkg, item)
    return shown?.kind === 'xhtml' && documents.get(shown.path) === null
  })

/** So that a chapter's own file can bring its notes along from wherever the book keeps them. */
const withNotes = (
  chapters: readonly DraftChapter[],
  texts: readonly (ChapterText | null)[],
): readonly DraftChapter[] =>
  chapters.map((chapter, index) => {
    const notes = texts[index]?.notesElsewhere ?? []
    return chapter.source === null || notes.length === 0
      ? chapter
      : { ...chapter, source: { ...chapter.source, notes } }
  })

/** Where nobody supplied an abstract. */
function withExtracts(
  chapters: readonly DraftChapter[],
  texts: readonly (ChapterText | null)[],
  media: readonly Media[],
): readonly DraftChapter[] {
  const byName = new Map(media.map((one) => [one.name, one]))
  return chapters.map((chapter, index) => {
    const text = texts[index] ?? null
    if (text === null || chapter.metadata.summary.kind !== 'none') return chapter
    const summary = buildExtract(text, { language: chapter.metadata.language, media: byName })
    return { ...chapter, metadata: { ...chapter.metadata, summary } }
  })
}

/** A fault of a file that holds one chapter alone is that chapter's, so that its page can tell. */
function placeInChapters(issues: readonly Issue[], plans: readonly ChapterPlan[]): readonly Issue[] {
  const holders = new Map<string, number | null>()
  for (const [index, { segments }] of plans.entries())
    for (const path of new Set(segments.map((segment) => segment.path)))
      holders.set(path, holders.has(path) ? null : index)
  return issues.map((issue) => ({
    ...issue,
    chapter: issue.chapter ?? holders.get(issue.where.file) ?? null,
  }))
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
