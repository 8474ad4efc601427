/** Editing what is told of a book, or of one of its chapters: what stands there now, what a change comes to, and its faults. */
import type { Issue } from '#book'
import {
  type Corrections,
  coverName,
  findCorrections,
  listChapters,
  type ShelvedBook,
  type Told,
  type ToldBook,
  tellBook,
  tellChapter,
  toToldBook,
  writeBookYaml,
} from '#catalogue'
import type { Database } from '#platform'
import { BOOK_FIELDS, CHAPTER_FIELDS, decideCorrections, type EditField } from './fields.ts'

export type Editing = {
  readonly book: ShelvedBook
  readonly chapterId: string | null
  readonly title: string
  readonly fields: readonly EditField[]
  /** What is told now, in the words of book.yaml. */
  readonly now: Told
  readonly told: ToldBook
  /** What was left empty before. */
  readonly without: readonly string[]
}

/** `chapterId` null: of the book. Null: it has no such chapter. */
export async function openEditing(
  db: Database,
  book: ShelvedBook,
  chapterId: string | null,
): Promise<Editing | null> {
  const shelved = toToldBook(book, await listChapters(db, book.id), coverName(book))
  const told = { ...shelved, versionNote: null }
  const chapter = told.chapters.find(({ key }) => key === chapterId)
  if (chapterId !== null && chapter === undefined) return null
  const kept = await findCorrections(db, book.id)
  const before = (chapterId === null ? kept.book : kept.chapters[chapterId])?.without
  return {
    ...{ book, chapterId, told, title: chapter?.metadata.title ?? book.title },
    fields: chapter === undefined ? BOOK_FIELDS : CHAPTER_FIELDS,
    now: chapter === undefined ? tellBook(book, told.cover, null) : tellChapter(chapter, told.hasEpub),
    without: Array.isArray(before) ? before.map(String) : [],
  }
}

/** `typed`: null where a field is left alone. Null: nothing is changed. */
export function toCorrections(
  { chapterId, fields, now, without }: Editing,
  typed: (key: string) => string | null,
): Corrections | null {
  const changed = decideCorrections(fields, now, typed, without)
  if (Object.keys(changed).length === 0) return null
  return chapterId === null
    ? { book: changed, chapters: {} }
    : { book: {}, chapters: { [chapterId]: changed } }
}

/** As the reading process would refuse it, but before anybody waits for that. */
export async function findFaults({ told }: Editing, corrections: Corrections): Promise<readonly Issue[]> {
  // Its tables are large, and most pages never need them.
  const { parseBookYaml } = await import('#intake')
  const { issues } = parseBookYaml(await writeBookYaml(told, corrections))
  const before = new Set(parseBookYaml(await writeBookYaml(told)).issues.map(({ message }) => message))
  return issues.filter(({ severity, message }) => severity === 'error' && !before.has(message))
}

/** The fault that is told at this field. */
export const faultAt = (faults: readonly Issue[], { key }: EditField): Issue | undefined =>
  faults.find(({ where }) => {
    const own = (where.element ?? '').replace(/^(chapters\[\d+\]\.)+/, '')
    return own === key || own.startsWith(`${key}.`) || own.startsWith(`${key}[`)
  })
