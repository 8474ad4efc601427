/**
 * Which files this visitor is offered: the whole book when all of it may be read, a chapter's own file when that one may.
 * Page, head tags, link headers, the API and the route itself all go by this list.
 */
import type { AccessDecision } from '#access'
import type { Book, Chapter } from '#book'
import { paths } from '#web'
import { buildChapterFileName } from './build-file-name.ts'

export type Download = {
  readonly of: 'book' | 'chapter'
  readonly mediaType: string
  readonly fileName: string
  /** Null: the file is made when it is first asked for. */
  readonly bytes: number | null
  readonly path: string
}

const EPUB = 'application/epub+zip'

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

export function decideChapterDownloads(
  book: Pick<Book, 'id' | 'identifiers' | 'title' | 'formats'>,
  chapter: Pick<Chapter, 'id' | 'label' | 'type' | 'position' | 'pages' | 'title' | 'source' | 'text'>,
  access: AccessDecision,
): readonly Download[] {
  const canBeCut =
    chapter.source !== null &&
    chapter.text !== null &&
    book.formats.some(({ mediaType }) => mediaType === EPUB)
  if (access.kind === 'closed' || !canBeCut) return []
  const fileName = buildChapterFileName(book, chapter)
  return [
    { of: 'chapter', mediaType: EPUB, fileName, bytes: null, path: paths.chapterFile(chapter, fileName) },
  ]
}
