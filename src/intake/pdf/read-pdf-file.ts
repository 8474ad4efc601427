/** The PDF that book.yaml names: kept as a format of the book, and each chapter's pages found in it. Its text is not read. */
import type { ChapterDraft, Format, Issue } from '#book'
import { type JobFolder, sha256 } from '../child/job-folder.ts'
import type { BookYaml, ChapterEntry } from '../parse-book-yaml.ts'
import type { Parcel } from '../receive-parcel.ts'
import { issueFor } from '../rules/issue-for.ts'

export type ReadPdf = {
  readonly format: Format | null
  /** One for each chapter; empty: there is no PDF. */
  readonly ranges: readonly (ChapterDraft['pdfRange'] | null)[]
  readonly issues: readonly Issue[]
  /** For the hash of the parcel. */
  readonly sha256: string | null
}

const NONE: ReadPdf = { format: null, ranges: [], issues: [], sha256: null }

export async function readPdfFile(
  parcel: Parcel,
  yaml: BookYaml | null,
  chapters: readonly Pick<ChapterDraft, 'metadata' | 'parent'>[],
  entries: ReadonlyMap<number, ChapterEntry>,
  folder: JobFolder,
): Promise<ReadPdf> {
  const named = yaml?.pdf ?? null
  if (named === null) return NONE
  const yamlFile = parcel.bookYaml?.fileName ?? 'book.yaml'
  const read = await parcel.files.read(named)
  if (!read.ok)
    return told(
      issueFor('book-yaml-file-is-in-the-parcel', {
        message: `The PDF “${named}” is not in the parcel. Put it beside book.yaml, and send the folder that holds both.`,
        where: { file: yamlFile, element: 'pdf' },
      }),
    )
  // Few books come with one, and its library need not be read for the others.
  const { checkPageRanges, readPdf } = await import('@chapterhouse/pdf')
  const { leaveOutUnparted, placePdfPages } = await import('./place-pdf-pages.ts')
  const facts = readPdf(read.value)
  if (!facts.ok)
    return told(
      issueFor('pdf-can-be-read', { message: `${named}: ${facts.error.message}`, where: { file: named } }),
    )
  const placed = placePdfPages(
    chapters.map(({ metadata, parent }, index) => ({
      ...{ metadata, parent },
      given: entries.get(index)?.pdfPages ?? null,
    })),
    facts.value,
    yamlFile,
  )
  const checked = checkPageRanges(
    read.value,
    placed.ranges.flatMap((range) => range ?? []),
  )
  const whole = leaveOutUnparted(placed.ranges, checked.ok ? checked.value : [], named)
  return {
    format: {
      mediaType: 'application/pdf',
      fileName: nameOf(named),
      bytes: read.value.byteLength,
      sha256: await folder.keep(read.value),
    },
    ranges: whole.ranges,
    issues: [...placed.issues, ...whole.issues],
    sha256: sha256(read.value),
  }
}

const told = (issue: Issue): ReadPdf => ({ ...NONE, issues: [issue] })

const nameOf = (path: string): string =>
  `${
    path
      .split('/')
      .at(-1)
      ?.replace(/\.pdf$/i, '') || 'book'
  }.pdf`
