/**
 * Which files this visitor is offered: the whole book when all of it may be read, a chapter's own file when that one may.
 * Page, head tags, link headers, the API and the route itself all go by this list.
 */
import type { AccessDecision } from '#access'
import type { Book, Chapter } from '#book'
import { paths } from '#web'
import { buildChapterFileName } from './build-file-name.ts'
import { FILE_FORMATS, type FileFormat, formatOf, MEDIA_TYPES } from './build-file-wish.ts'

export type Download = {
  readonly of: 'book' | 'chapter'
  readonly mediaType: string
  readonly fileName: string
  /** Null: the file is made when it is first asked for. */
  readonly bytes: number | null
  readonly path: string
}

export function decideBookDownloads(
  book: Pick<Book, 'id' | 'formats'>,
  access: AccessDecision,
): readonly Download[] {
  if (access.kind === 'closed') return []
  return book.formats.map(({ mediaType, fileName, bytes }) => ({
    of: 'book',
    mediaType,
    fileName,
    bytes,
    path: paths.bookFile(book, fileName),
  }))
}

type CutBook = Pick<Book, 'id' | 'identifiers' | 'title' | 'formats'>
type CutChapter = Pick<
  Chapter,
  'id' | 'label' | 'type' | 'position' | 'pages' | 'title' | 'source' | 'text' | 'pdfRange'
>

export function decideChapterDownloads(
  book: CutBook,
  chapter: CutChapter,
  access: AccessDecision,
): readonly Download[] {
  if (access.kind === 'closed') return []
  return FILE_FORMATS.filter((format) => canBeCut(book, chapter, format)).map((format) => {
    const fileName = buildChapterFileName(book, chapter, format)
    const path = paths.chapterFile(chapter, fileName)
    return { of: 'chapter', mediaType: MEDIA_TYPES[format], fileName, bytes: null, path }
  })
}

/** Whether there is something to cut it from. */
export const canBeCut = (book: Pick<Book, 'formats'>, chapter: CutChapter, format: FileFormat): boolean =>
  formatOf(book, format) !== null &&
  (format === 'pdf' ? chapter.pdfRange != null : chapter.source !== null && chapter.text !== null)
