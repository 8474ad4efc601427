/** Which file a book or a chapter is in a format, as plain values. The same for downloads and for deliveries. */
import { type Book, type Chapter, type Format, rightsOfChapter } from '#book'
import { canonical, type Place, paths } from '#web'
import { buildChapterRequest } from './build-chapter-request.ts'
import type { FileWish, PdfWish } from './file-wish.ts'

export const MEDIA_TYPES = { epub: 'application/epub+zip', pdf: 'application/pdf' } as const
export type FileFormat = keyof typeof MEDIA_TYPES
export const FILE_FORMATS = ['epub', 'pdf'] as const satisfies readonly FileFormat[]

export type WishedThing = {
  readonly book: Book
  /** Null: the whole book. */
  readonly chapter: Chapter | null
  /** Every chapter of the book: links to them become links to their pages. */
  readonly chapters: readonly Pick<Chapter, 'id' | 'slug' | 'source' | 'pdfRange'>[]
  readonly place: Place
  /** Formatted in a style, tags removed. */
  readonly citation: string
  /** For the foot of each page of a PDF; empty: none. */
  readonly stamp: readonly string[]
}

export const formatOf = ({ formats }: Pick<Book, 'formats'>, format: FileFormat): Format | null =>
  formats.find(({ mediaType }) => mediaType === MEDIA_TYPES[format]) ?? null

/** Null: it does not exist in that format. */
export function buildFileWish(thing: WishedThing, format: FileFormat): FileWish | null {
  const file = formatOf(thing.book, format)
  if (file === null) return null
  const { sha256 } = file
  if (format === 'pdf') return buildPdfWish(thing, sha256)
  if (thing.chapter === null) return { kind: 'stored', sha256, format }
  const chapter = buildChapterRequest({ ...thing, chapter: thing.chapter })
  return chapter === null ? null : { kind: 'chapter-epub', sha256, chapter }
}

function buildPdfWish(
  { book, chapter, chapters, place, stamp }: WishedThing,
  sha256: string,
): FileWish | null {
  if (chapter === null && stamp.length === 0) return { kind: 'stored', sha256, format: 'pdf' }
  const range = chapter === null ? null : (chapter.pdfRange ?? null)
  if (chapter !== null && range === null) return null
  const pages = chapters.flatMap((other) =>
    other.pdfRange == null
      ? []
      : [{ range: other.pdfRange, address: canonical(place, paths.chapter(other)) }],
  )
  // A part holds its chapters: links lead to the narrowest of those that a page stands in.
  const narrowFirst = pages.toSorted((a, b) => a.range.to - a.range.from - (b.range.to - b.range.from))
  return { kind: 'pdf', sha256, range, metadata: metadataOf(book, chapter, place), pages: narrowFirst, stamp }
}

function metadataOf(book: Book, chapter: Chapter | null, place: Place): PdfWish['metadata'] {
  const rights = chapter === null ? book.rights : rightsOfChapter(chapter, book)
  const { contributors } = chapter !== null && chapter.contributors.length > 0 ? chapter : book
  return {
    title: chapter?.title ?? book.title,
    authors: contributors.map(({ name }) => name),
    language: chapter?.language ?? book.languages[0] ?? null,
    doi: chapter === null ? book.identifiers.doi : chapter.doi,
    publisher: book.imprint,
    rights: [rights.statement, rights.licence].filter((part) => part !== null).join(' ') || null,
    source: canonical(place, chapter === null ? paths.book(book) : paths.chapter(chapter)),
    book: chapter === null ? null : book.title,
    pages: chapter?.pages == null ? null : `${chapter.pages.first}-${chapter.pages.last}`,
  }
}
