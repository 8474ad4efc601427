/** What this visitor can save of a chapter or a book, with sizes: what is not made yet is made, if that is quick. */
import {
  type CollectionsOf,
  decideAccess,
  isForEveryone,
  isReadable,
  toAccessProduct,
  type Visitor,
} from '#access'
import {
  findBook,
  findChapter,
  type ReadableProduct,
  type ShelvedBook,
  type ShelvedChapter,
} from '#catalogue'
import { href, type Place, paths, type Site } from '#web'
import type { Acceptance, Destination } from '../deliveries/destination.ts'
import { explain } from '../deliveries/explain.ts'
import { FILE_FORMATS, type FileFormat, formatOf, MEDIA_TYPES } from '../download/build-file-wish.ts'
import { canBeCut, decideBookDownloads, decideChapterDownloads } from '../download/decide-downloads.ts'
import { loadFileWish, type WishDeps } from '../download/load-file-wish.ts'
import type { Assembly } from '../download/open-assembly.ts'
import { openKnownUnmade } from '../download/remember-making.ts'
import { words } from '../words.ts'
import type { Choices, SaveGroup, SaveItem } from './choices.ts'

export type ChoicesDeps = WishDeps & {
  readonly assembly: Assembly
  readonly collectionsOf: CollectionsOf
  readonly now: () => Date
}

export type ChoicesWish = {
  readonly site: Pick<Site, 'place' | 'press'>
  readonly visitor: Visitor
  readonly id: string
  /** Null: a download. */
  readonly destination: Destination | null
}

/** So long is the size of a file waited for; after that it is told when it is known. */
const PATIENCE_MS = 1500
const MOST_UNDER_WAY = 2

/** Null: there is nothing of this id here. */
export async function loadChoices(deps: ChoicesDeps, wish: ChoicesWish): Promise<Choices | null> {
  const { db } = deps
  const chapter = await findChapter(db, wish.id)
  if (chapter?.kind === 'chapter') {
    if (!belongsHere(wish.site, chapter.book.press)) return null
    const whole = await findBook(db, chapter.book.id)
    return {
      ...{ path: paths.chapter(chapter.chapter), press: chapter.book.press, bookId: chapter.book.id },
      groups: [
        await loadGroup(deps, wish, chapter.book, chapter.chapter, chapter.product),
        ...(whole?.kind === 'book' && whole.book.formats.length > 0
          ? [await loadGroup(deps, wish, whole.book, null, whole.product, whole.contents.length)]
          : []),
      ],
    }
  }
  const found = await findBook(db, wish.id)
  if (found?.kind !== 'book' || !belongsHere(wish.site, found.book.press)) return null
  return {
    ...{ path: paths.book(found.book), press: found.book.press, bookId: found.book.id },
    groups: [await loadGroup(deps, wish, found.book, null, found.product, found.contents.length)],
  }
}

const belongsHere = (site: ChoicesWish['site'], press: string): boolean =>
  site.press === null || site.press === press

async function loadGroup(
  deps: ChoicesDeps,
  wish: ChoicesWish,
  book: ShelvedBook,
  chapter: ShelvedChapter | null,
  product: ReadableProduct,
  chapters: number | null = null,
): Promise<SaveGroup> {
  const about = chapter ?? book
  const access = decideAccess(
    wish.visitor,
    toAccessProduct(product, deps.collectionsOf),
    'download',
    deps.now(),
  )
  const offered =
    chapter === null ? decideBookDownloads(book, access) : decideChapterDownloads(book, chapter, access)
  const formats = FILE_FORMATS.filter((format) => formatOf(book, format) !== null)
  const isKnownUnmade = await openKnownUnmade(deps.db, book, { now: deps.now(), before: 'offer' })
  const copyFor = wish.destination?.label ?? null
  return {
    ...{ of: chapter === null ? 'book' : 'chapter', id: about.id, title: about.title, chapters },
    language: chapter?.language ?? book.languages[0] ?? 'und',
    pages: chapter?.pages ?? null,
    items: isReadable(access)
      ? (
          await Promise.all(
            formats.map((format) => {
              const path = offered.find(({ mediaType }) => mediaType === MEDIA_TYPES[format])?.path ?? null
              const isUnmade = isKnownUnmade({ chapter, format, copyFor })
              const thing = { book, chapter, isUnmade, isForEveryone: isForEveryone(access) }
              return loadItems(deps, wish, thing, format, path)
            }),
          )
        ).flat()
      : null,
  }
}

type Thing = { readonly book: ShelvedBook; readonly chapter: ShelvedChapter | null }

/** `isUnmade`: it is known that the file cannot be made. */
type OfferedThing = Thing & { readonly isForEveryone: boolean; readonly isUnmade: boolean }

/** What does not fit as it is may fit in another manner: that stands beside it, to be chosen instead. */
async function loadItems(
  deps: ChoicesDeps,
  { site, destination }: ChoicesWish,
  { book, chapter, isForEveryone, isUnmade }: OfferedThing,
  format: FileFormat,
  path: string | null,
): Promise<readonly SaveItem[]> {
  const { place } = site
  const exists = path !== null && (chapter === null || canBeCut(book, chapter, format))
  const bytes = exists && !isUnmade ? await sizeOf(deps, place, { book, chapter }, format) : null
  const accepted: Acceptance = destination?.accepts(book.press, { format, bytes, isForEveryone }) ?? {
    kind: 'accepted',
  }
  const value = `${chapter === null ? 'book' : 'chapter'}:${format}`
  const item: SaveItem = {
    ...{ value, format, bytes, manner: null, mediaType: MEDIA_TYPES[format] },
    isAbout:
      format === 'pdf' && deps.presses.all.some(({ slug, stamp }) => slug === book.press && stamp === true),
    href: path === null ? '' : href(place, path),
    refusal: !exists
      ? words(place.language).save.isNotIn
      : isUnmade
        ? words(place.language).save.isUnmade
        : accepted.kind === 'refused' && destination !== null
          ? explain(place.language, destination, accepted.fault, null).sentence
          : null,
  }
  const manner = exists && accepted.kind === 'refused' ? accepted.instead : null
  return manner === null
    ? [item]
    : [item, { ...item, manner, value: `${value}:${manner}`, bytes: null, refusal: null }]
}

/** Of the file without anybody's line at its foot: made once for all. */
async function sizeOf(
  deps: ChoicesDeps,
  place: Place,
  thing: Thing,
  format: FileFormat,
): Promise<number | null> {
  const nobody = { accountId: null, institution: null }
  const wish = await loadFileWish(
    { ...deps, presses: { all: deps.presses.all.map((press) => ({ ...press, stamp: false })) } },
    { ...thing, format, place, reader: nobody, now: deps.now() },
  )
  if (wish === null) return null
  const known = await deps.assembly.sizeOf(wish)
  // Anybody may ask for this page, robots too: whoever wants the file itself comes before those who wonder how large it is.
  if (known !== null || deps.assembly.underWay >= MOST_UNDER_WAY) return known
  const made = deps.assembly.assemble(wish).then((file) => (file.ok ? file.value.bytes : null))
  const late = new Promise<null>((resolve) => void setTimeout(resolve, PATIENCE_MS, null).unref())
  return Promise.race([made.catch(() => null), late])
}
