/** Everything a file is made of, loaded from the shelf: for whoever sends it, by an answer or by a delivery. */
import { createHash } from 'node:crypto'
import { listChapters, type ShelvedBook, type ShelvedChapter } from '#catalogue'
import { buildCslItem, toPlainCitation } from '#citations'
import type { Database } from '#platform'
import { findPress, type Press } from '#press'
import type { Place } from '#web'
import { buildFileWish, type FileFormat } from './build-file-wish.ts'
import { buildStamp } from './build-stamp.ts'
import type { FileWish } from './file-wish.ts'
import { words } from './words.ts'

export type WishDeps = { readonly db: Database; readonly presses: { readonly all: readonly Press[] } }

export type WishedFile = {
  readonly book: ShelvedBook
  /** Null: the whole book. */
  readonly chapter: ShelvedChapter | null
  readonly format: FileFormat
  readonly place: Place
  /** Whose copy it is, where copies say so. */
  readonly reader: StampedReader
  readonly now: Date
}

/** An account's id, an institution's name. */
export type StampedReader = { readonly accountId: string | null; readonly institution: string | null }

/** Null: it does not exist in this format. Files are in the words of one language, so that they are made once. */
export async function loadFileWish(deps: WishDeps, wished: WishedFile): Promise<FileWish | null> {
  const { book, chapter, format } = wished
  const place = { ...wished.place, language: 'en' as const }
  const shown =
    chapter === null ? ({ kind: 'book', book } as const) : ({ kind: 'chapter', chapter, book } as const)
  return buildFileWish(
    {
      ...{ book, chapter, place },
      chapters: await listChapters(deps.db, book.id),
      citation: toPlainCitation(buildCslItem(shown, { origin: place.origin })),
      stamp: format === 'pdf' ? stampOf(deps, wished) : [],
    },
    format,
  )
}

/** The day is the same for all its hours, so a copy that is asked for twice on one is made once. */
function stampOf(
  { presses }: WishDeps,
  { book, chapter, place, reader, now }: WishedFile,
): readonly string[] {
  const press = findPress(presses.all, book.press)
  if (press.stamp !== true) return []
  return buildStamp({
    place,
    siteName: press.name,
    reader: readerOf(reader, place),
    date: now,
    doi: chapter === null ? book.identifiers.doi : (chapter.doi ?? book.identifiers.doi),
  })
}

/** A library's name; else a number that tells this reader from others to those who keep the accounts, and nobody else. */
function readerOf({ accountId, institution }: StampedReader, place: Place): string | null {
  if (institution !== null) return institution
  return accountId === null ? null : words(place.language).stampReader(readerNumber(accountId))
}

const readerNumber = (accountId: string): string =>
  createHash('sha256').update(`stamp ${accountId}`).digest('hex').slice(0, 10)
