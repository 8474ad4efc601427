/** What this visitor can save of a chapter or a book, with sizes. */
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
import { href, paths, type Site } from '#web'
import type { Acceptance, Destination } from '../deliveries/destination.ts'
import { explain } from '../deliveries/explain.ts'
import { makingOf } from '../deliveries/make-artefact.ts'
import { FILE_FORMATS, type FileFormat, formatOf, MEDIA_TYPES } from '../download/build-file-wish.ts'
import { canBeCut, decideBookDownloads, decideChapterDownloads } from '../download/decide-downloads.ts'
import { openKnownUnmade } from '../download/remember-making.ts'
import { words } from '../words.ts'
import type { Choices, SaveGroup, SaveItem } from './choices.ts'
import { nobodysWish, type SizeDeps, sizeInManner, sizeOf, type Thing } from './load-sizes.ts'

export type ChoicesDeps = SizeDeps & { readonly collectionsOf: CollectionsOf }

export type ChoicesWish = {
  readonly site: Pick<Site, 'place' | 'press'>
  readonly visitor: Visitor
  readonly id: string
  /** Null: a download. */
  readonly destination: Destination | null
}

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

/** `isUnmade`: it is known that the file cannot be made. */
type OfferedThing = Thing & { readonly isForEveryone: boolean; readonly isUnmade: boolean }

/** What does not fit as it is may fit in another manner: that stands beside it, to be chosen instead. */
async function loadItems(
  deps: ChoicesDeps,
  wish: ChoicesWish,
  thing: OfferedThing,
  format: FileFormat,
  path: string | null,
): Promise<readonly SaveItem[]> {
  const { place } = wish.site
  const { destination } = wish
  const { book, chapter, isUnmade } = thing
  const exists = path !== null && (chapter === null || canBeCut(book, chapter, format))
  const file = exists && !isUnmade ? await nobodysWish(deps, place, thing, format) : null
  const bytes = file === null ? null : await sizeOf(deps, file)
  const accepted = ask(wish, thing, format, bytes)
  const value = `${chapter === null ? 'book' : 'chapter'}:${format}`
  const item: SaveItem = {
    ...{ value, format, bytes, manner: null, mediaType: MEDIA_TYPES[format] },
    isAbout:
      (destination !== null && makingOf(destination, format) !== null) ||
      (format === 'pdf' && deps.presses.all.some(({ slug, stamp }) => slug === book.press && stamp === true)),
    href: path === null ? '' : href(place, path),
    refusal: !exists
      ? words(place.language).save.isNotIn
      : isUnmade
        ? words(place.language).save.isUnmade
        : sayRefusal(wish, accepted),
  }
  const manner = file !== null && accepted.kind === 'refused' ? accepted.instead : null
  if (file === null || manner === null) return [item]
  const size = await sizeInManner(deps, destination, { ...thing, format, file, manner })
  const refusal = size.isAbout ? null : sayRefusal(wish, ask(wish, thing, format, size.bytes))
  return [item, { ...item, ...size, manner, value: `${value}:${manner}`, refusal }]
}

const ask = (
  { destination }: ChoicesWish,
  { book, isForEveryone }: OfferedThing,
  format: FileFormat,
  bytes: number | null,
): Acceptance => destination?.accepts(book.press, { format, bytes, isForEveryone }) ?? { kind: 'accepted' }

const sayRefusal = ({ site, destination }: ChoicesWish, accepted: Acceptance): string | null =>
  accepted.kind === 'refused' && destination !== null
    ? explain(site.place.language, destination, accepted.fault, null).sentence
    : null
