/** How large what is offered is, before anything is sent: known, made for it if that is quick, or an estimate that says so. */
import type { ShelvedBook, ShelvedChapter } from '#catalogue'
import type { Place } from '#web'
import type { CopyManner } from '../deliveries/delivery.ts'
import { findMadeBytes } from '../deliveries/delivery-store.ts'
import type { Destination } from '../deliveries/destination.ts'
import { makingOf } from '../deliveries/make-artefact.ts'
import type { FileFormat } from '../download/build-file-wish.ts'
import type { FileWish } from '../download/file-wish.ts'
import { loadFileWish, type WishDeps } from '../download/load-file-wish.ts'
import type { Assembly } from '../download/open-assembly.ts'
import type { SaveItem } from './choices.ts'

export type SizeDeps = WishDeps & { readonly assembly: Assembly; readonly now: () => Date }

/** `chapter` null: the whole book. */
export type Thing = { readonly book: ShelvedBook; readonly chapter: ShelvedChapter | null }

/** So long is the size of a file waited for; after that it is told when it is known. */
const PATIENCE_MS = 1500
const MOST_UNDER_WAY = 2

/** Without anybody's line at its foot: made once for all. */
export const nobodysWish = (
  deps: SizeDeps,
  place: Place,
  { book, chapter }: Thing,
  format: FileFormat,
): Promise<FileWish | null> =>
  loadFileWish(
    { ...deps, presses: { all: deps.presses.all.map((press) => ({ ...press, stamp: false })) } },
    { book, chapter, format, place, reader: { accountId: null, institution: null }, now: deps.now() },
  )

export async function sizeOf({ assembly }: SizeDeps, wish: FileWish): Promise<number | null> {
  const known = await assembly.sizeOf(wish)
  // Anybody may ask for this page, robots too: whoever wants the file itself comes before those who wonder how large it is.
  if (known !== null || assembly.underWay >= MOST_UNDER_WAY) return known
  const made = assembly.assemble(wish).then((file) => (file.ok ? file.value.bytes : null))
  const late = new Promise<null>((resolve) => void setTimeout(resolve, PATIENCE_MS, null).unref())
  return Promise.race([made.catch(() => null), late])
}

type InManner = Thing & {
  readonly format: FileFormat
  /** What its copy is made of: there already, since its size is known. */
  readonly file: FileWish
  readonly manner: CopyManner
}

/** What it came to for the last reader who took it, or else an estimate: making it for a page would be too much. */
export async function sizeInManner(
  { db, assembly }: SizeDeps,
  destination: Destination | null,
  { book, chapter, format, file, manner }: InManner,
): Promise<Pick<SaveItem, 'bytes' | 'isAbout'>> {
  const making = destination === null ? null : makingOf(destination, format)
  if (destination === null || making === null) return { bytes: null, isAbout: true }
  const thing = { id: (chapter ?? book).id, format, manners: [manner] }
  const since = new Date((chapter ?? book).updated)
  const known = await findMadeBytes(db, thing, { destination: destination.name, since })
  if (known !== null) return { bytes: known, isAbout: false }
  const from = await assembly.assemble(file)
  return { bytes: from.ok ? await making.estimate(from.value.path, manner) : null, isAbout: true }
}
