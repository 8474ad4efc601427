/**
 * From a path to a draft: receive, read, plan, merge, keep, check. The order of this file is the order in which a parcel is
 * read; each step that can refuse it does so with everything found until then.
 */
import type { EpubPackage } from '@chapterhouse/epub'
import type { BookMetadata, ChapterDraft, Format, Issue, Media, PdfPages } from '#book'
import { buildBookDraft, type DraftChapter, type ReadText } from '../build-book-draft.ts'
import { checkBookDraft } from '../check-book-draft.ts'
import { readCover } from '../cover/read-cover.ts'
import { mergeBookYaml } from '../merge-book-yaml.ts'
import { buildRecordChapters } from '../merge-chapters.ts'
import { emptyMetadata } from '../metadata/empty-metadata.ts'
import type { BookYaml, ChapterEntry } from '../parse-book-yaml.ts'
import { readPdfFile } from '../pdf/read-pdf-file.ts'
import { type Parcel, receiveParcel } from '../receive-parcel.ts'
import { issueFor } from '../rules/issue-for.ts'
import { type JobFolder, openJobFolder, sha256 } from './job-folder.ts'
import type { Progress, ReadingAnswer, ReadingRequest } from './request.ts'

type Tell = (progress: Progress) => void

/** What the EPUB adds to book.yaml. */
export type EpubReading = {
  readonly metadata: BookMetadata
  readonly chapters: readonly DraftChapter[]
  readonly entries: ReadonlyMap<number, ChapterEntry>
  readonly texts: readonly ReadText[]
  readonly media: readonly Media[]
  readonly issues: readonly Issue[]
  readonly pkg: EpubPackage | null
}

export async function makeDraft(request: ReadingRequest, tell: Tell): Promise<ReadingAnswer> {
  tell({ fraction: 0, what: 'opening the parcel' })
  const received = await receiveParcel(request.path, request.limits, request.isShallow)
  if (!received.ok) return { kind: 'refused', issues: received.error }
  const parcel = received.value
  const yaml = await readYaml(parcel)
  const before = [...parcel.issues, ...yaml.issues, ...unusedFiles(parcel, yaml.value)]
  const folder = openJobFolder(request.jobFolder, request.limits.bytes * 2)

  const read =
    parcel.epub === null
      ? readRecord(yaml.value, request)
      : await (await import('./read-epub-parcel.ts')).readEpubParcel(
          parcel.epub,
          yaml.value,
          request,
          tell,
          parcel.bookYaml?.fileName,
        )
  if (read.kind === 'refused') return { kind: 'refused', issues: [...before, ...read.issues] }
  const { reading } = read
  const early = [...before, ...reading.issues]
  if (refuses(yaml.issues) || reading.issues.some(({ rule }) => rule === 'book-yaml-chapter-is-found'))
    return { kind: 'refused', issues: early }

  tell({ fraction: 0.92, what: 'keeping the cover' })
  const covered = await readCover(parcel, yaml.value, reading.pkg, folder)
  const metadata = { ...reading.metadata, cover: covered.cover }
  const attachments = await keepAttachments(parcel, folder)
  if (attachments.issues.length > 0) return { kind: 'refused', issues: [...early, ...attachments.issues] }

  const built = buildBookDraft({
    metadata,
    chapters: reading.chapters,
    texts: reading.texts,
    formats: await keepFormats(parcel, folder),
    media: reading.media,
    attachments: attachments.kept,
    issues: [],
    parcelHash: '',
    versionNote: yaml.value?.versionNote ?? null,
  })
  const pdf = await readPdfFile(parcel, yaml.value, built.chapters, reading.entries, folder)
  const draft = {
    ...built,
    chapters: built.chapters.map((chapter, index) => withPdfRange(chapter, pdf.ranges[index] ?? null)),
    formats: [...built.formats, ...(pdf.format === null ? [] : [pdf.format])],
    issues: placeIssues([...early, ...covered.issues, ...pdf.issues], reading.entries),
    parcelHash: await hashParcel(parcel, attachments.kept, metadata, { yaml: yaml.value, pdf: pdf.sha256 }),
  }
  tell({ fraction: 0.97, what: 'checking' })
  const checked = checkBookDraft(draft, {
    today: request.today,
    metadataFile: parcel.bookYaml?.fileName ?? reading.pkg?.path ?? 'book.yaml',
    lineOf: (chapter) =>
      parcel.bookYaml === null ? null : (reading.entries.get(chapter)?.spot.line ?? null),
  })
  const issues = [...draft.issues, ...checked]
  // A book without a title or a number of its own cannot be shown, nor found again.
  if (draft.metadata.title === '' || draft.metadata.identifiers.key === '') return { kind: 'refused', issues }
  tell({ fraction: 1, what: 'done' })
  return { kind: 'draft', draft: { ...draft, issues } }
}

const withPdfRange = (chapter: ChapterDraft, pdfRange: PdfPages | null): ChapterDraft =>
  pdfRange === null ? chapter : { ...chapter, pdfRange }

async function readYaml(
  parcel: Parcel,
): Promise<{ readonly value: BookYaml | null; readonly issues: readonly Issue[] }> {
  if (parcel.bookYaml === null) return { value: null, issues: [] }
  // Many a book comes without one, and the library for it takes as long to load as a short book to read.
  const { parseBookYaml } = await import('../parse-book-yaml.ts')
  return parseBookYaml(parcel.bookYaml.text, parcel.bookYaml.fileName)
}

const unusedFiles = (parcel: Parcel, yaml: BookYaml | null): readonly Issue[] =>
  parcel.others
    .filter((path) => path !== yaml?.cover && path !== yaml?.pdf)
    .map((path) =>
      issueFor('parcel-files-are-used', {
        message: `“${path}” was not used. Remove it, or name it in book.yaml.`,
        where: { file: path },
      }),
    )

const refuses = (issues: readonly Issue[]): boolean => issues.some(({ severity }) => severity === 'error')

/** A bibliographic record without files: `chapters:` is the contents. */
function readRecord(
  yaml: BookYaml | null,
  request: ReadingRequest,
):
  | { readonly kind: 'read'; readonly reading: EpubReading }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] } {
  if (yaml === null) return { kind: 'refused', issues: [] }
  const metadata = mergeBookYaml(emptyMetadata(request.openness), yaml)
  const chapters = buildRecordChapters(yaml.chapters ?? [], metadata)
  return {
    kind: 'read',
    reading: {
      metadata,
      chapters: chapters.map((chapter) => ({ ...chapter, source: null })),
      entries: new Map(chapters.map(({ entry }, index) => [index, entry])),
      texts: [],
      media: [],
      issues: [],
      pkg: null,
    },
  }
}

/** A fault in a chapter's entry belongs to that chapter, so that its page can tell. */
function placeIssues(issues: readonly Issue[], entries: ReadonlyMap<number, ChapterEntry>): readonly Issue[] {
  const byPath = new Map([...entries].map(([index, entry]) => [entry.spot.path, index] as const))
  return issues.map((issue) => {
    const path = /^(?:chapters\[\d+\]\.?)+/.exec(issue.where.element ?? '')?.[0].replace(/\.$/, '')
    const chapter = path === undefined ? undefined : byPath.get(path)
    return issue.chapter !== null || chapter === undefined ? issue : { ...issue, chapter }
  })
}

async function keepFormats(parcel: Parcel, folder: JobFolder): Promise<readonly Format[]> {
  if (parcel.epub === null) return []
  const { fileName, bytes } = parcel.epub
  return [
    {
      mediaType: 'application/epub+zip',
      fileName,
      bytes: bytes.byteLength,
      sha256: await folder.keep(bytes),
    },
  ]
}

async function keepAttachments(parcel: Parcel, folder: JobFolder) {
  const kept: { path: string; sha256: string; bytes: number }[] = []
  const issues: Issue[] = []
  for (const path of parcel.attachments) {
    const read = await parcel.files.read(path)
    if (read.ok) kept.push({ path, sha256: await folder.keep(read.value), bytes: read.value.byteLength })
    else issues.push(read.error)
  }
  return { kept, issues }
}

/** Over what the parcel says, whatever its files are called and in whatever order they came. */
async function hashParcel(
  parcel: Parcel,
  attachments: readonly { readonly path: string; readonly sha256: string }[],
  metadata: BookMetadata,
  { yaml, pdf }: { readonly yaml: BookYaml | null; readonly pdf: string | null },
): Promise<string> {
  const cover = yaml?.cover ?? null
  const read = cover === null ? null : await parcel.files.read(cover)
  const parts = [
    ...(parcel.epub === null ? [] : [`epub ${sha256(parcel.epub.bytes)}`]),
    ...(parcel.bookYaml === null ? [] : [`book.yaml ${sha256(parcel.bookYaml.text)}`]),
    ...(read?.ok === true ? [`cover ${sha256(read.value)}`] : []),
    ...(pdf === null ? [] : [`pdf ${pdf}`]),
    ...attachments.map(({ path, sha256 }) => `${path} ${sha256}`),
    `access ${metadata.openness}`,
  ]
  return sha256(parts.toSorted().join('\n'))
}
