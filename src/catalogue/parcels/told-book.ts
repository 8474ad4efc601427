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
  })),
  cover,
  hasEpub: book.formats.length > 0,
})

/** `keys`: of each of its chapters. */
export const toToldDraft = (draft: BookDraft, keys: readonly string[], cover: string | null): ToldBook => ({
  book: draft.metadata,
  versionNote: draft.versionNote,
  chapters: draft.chapters.map(({ metadata, source, parent }, i) => ({
    key: keys[i] ?? '',
    parentKey: parent === null ? null : (keys[parent] ?? null),
    metadata,
    source,
  })),
  cover,
  hasEpub: draft.formats.length > 0,
})

/** The name of the cover's file beside book.yaml. */
export const coverName = ({ cover }: Pick<ShelvedBook, 'cover'>): string | null =>
  cover === null ? null : `cover${extname(cover.image.name)}`
