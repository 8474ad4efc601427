/** A book of the shelf, or a draft, as it is told in book.yaml. */
import { extname } from 'node:path'
import type { BookDraft } from '#book'
import type { ShelvedBook, ShelvedChapter } from '../shelf.ts'
import type { ToldBook } from './build-book-yaml.ts'

export const toToldBook = (
  book: ShelvedBook,
  chapters: readonly ShelvedChapter[],
  cover: string | null,
): ToldBook => ({
  book,
  versionNote: book.versions.at(-1)?.note ?? null,
  chapters: chapters.map((chapter) => ({
    key: chapter.id,
    parentKey: chapter.parentId,
    metadata: chapter,
    source: chapter.source,
    ...(chapter.pdfRange === undefined ? {} : { pdfRange: chapter.pdfRange }),
  })),
  cover,
  ...filesOf(book.formats),
})

/** `keys`: of each of its chapters. */
export const toToldDraft = (draft: BookDraft, keys: readonly string[], cover: string | null): ToldBook => ({
  book: draft.metadata,
  versionNote: draft.versionNote,
  chapters: draft.chapters.map(({ metadata, source, parent, pdfRange }, i) => ({
    key: keys[i] ?? '',
    parentKey: parent === null ? null : (keys[parent] ?? null),
    metadata,
    source,
    ...(pdfRange === undefined ? {} : { pdfRange }),
  })),
  cover,
  ...filesOf(draft.formats),
})

const filesOf = (formats: BookDraft['formats']): Pick<ToldBook, 'hasEpub' | 'pdf'> => ({
  hasEpub: formats.some(({ mediaType }) => mediaType === 'application/epub+zip'),
  pdf: formats.find(({ mediaType }) => mediaType === 'application/pdf')?.fileName ?? null,
})

/** The name of the cover's file beside book.yaml. */
export const coverName = ({ cover }: Pick<ShelvedBook, 'cover'>): string | null =>
  cover === null ? null : `cover${extname(cover.image.name)}`
