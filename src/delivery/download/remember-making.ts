/**
 * What became of making a file. One that cannot be made is a fault of its edition, seen on its page and by its press; readers are
 * told so before they ask for it again.
 */
import type { Result } from '#base'
import {
  forgetUnmadeFile,
  listUnmadeFiles,
  noteUnmadeFile,
  type ShelvedBook,
  type ShelvedChapter,
  type UnmadeFile,
} from '#catalogue'
import type { Database, Log } from '#platform'
import type { Place } from '#web'
import { type FileFormat, formatOf } from './build-file-wish.ts'
import { type PressLetterDeps, tellPress } from './tell-press.ts'

export type WantedFile = {
  readonly book: ShelvedBook
  /** Null: the whole book. */
  readonly chapter: ShelvedChapter | null
  readonly format: FileFormat
  /** The destination whose own copy it is; null: the file as everybody downloads it. */
  readonly copyFor: string | null
}

export async function rememberMaking(
  deps: PressLetterDeps & { readonly log: Pick<Log, 'error'>; readonly now: () => Date },
  wanted: WantedFile & { readonly place: Place },
  made: Result<unknown, string>,
): Promise<void> {
  const { book, chapter, format, place } = wanted
  const file = toUnmade(wanted)
  if (made.ok) {
    if (book.hasContentIssue) await forgetUnmadeFile(deps.db, file)
    return
  }
  const { id, title } = chapter ?? book
  deps.log.error({ product: id, format, said: made.error }, 'A file could not be made of its book')
  if (!(await noteUnmadeFile(deps.db, file, made.error, deps.now()))) return
  const thing = { of: chapter === null ? 'book' : 'chapter', id, bookId: book.id, format, title } as const
  await tellPress(deps, { thing, press: book.press, place }, made.error)
}

const toUnmade = ({ book, chapter, format, copyFor }: WantedFile): UnmadeFile => ({
  ...{ bookId: book.id, chapterId: chapter?.id ?? null, copyFor },
  fileName: formatOf(book, format)?.fileName ?? format,
})

/** A fault may have been one of the machine that day: after so long it is tried again for whoever asks. */
const BELIEVED_MS = { offer: 86_400_000, download: 3_600_000 }

/** Whether it is known that this cannot be made: `offer`, before somebody asks for it; `download`, when somebody does. */
export async function openKnownUnmade(
  db: Database,
  book: ShelvedBook,
  { now, before }: { readonly now: Date; readonly before: keyof typeof BELIEVED_MS },
): Promise<(wanted: Omit<WantedFile, 'book'>) => boolean> {
  if (!book.hasContentIssue) return () => false
  const known = await listUnmadeFiles(db, book.id, new Date(now.getTime() - BELIEVED_MS[before]))
  return (wanted) => {
    const { fileName, chapterId, copyFor } = toUnmade({ ...wanted, book })
    return known.some(
      (one) =>
        one.fileName === fileName &&
        one.chapterId === chapterId &&
        // What everybody downloads is what each copy is made of.
        (one.copyFor === null || one.copyFor === copyFor),
    )
  }
}
