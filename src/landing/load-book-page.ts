import { toAccessState, type Visitor } from '#access'
import type { FoundBook, Tombstone } from '#catalogue'
import { decideBookDownloads } from '#delivery'
import { renderContentsCoins } from '#feeds'
import { canonical, paths, type Site } from '#web'
import type { BookPage } from './book-page.ts'
import { buildContents } from './build-contents.ts'
import {
  belongsHere,
  decideFor,
  decideOffering,
  filesPanelOf,
  frameOfPress,
  type LandingDeps,
} from './deps.ts'
import { toContentsLine } from './load-chapter-page.ts'
import { loadStaffPanel } from './load-for-staff.ts'

export type LoadedBook =
  | {
      readonly kind: 'book'
      readonly page: BookPage
      readonly found: Extract<FoundBook, { kind: 'book' }>
      /** When something on it opens or closes by itself. */
      readonly until: Date | null
    }
  | Tombstone

export async function loadBookPage(
  deps: Pick<
    LandingDeps,
    'db' | 'memory' | 'presses' | 'collectionsOf' | 'offersOf' | 'buyPath' | 'savesAt' | 'now'
  >,
  wanted: { readonly site: Site; readonly visitor: Visitor; readonly id: string },
): Promise<LoadedBook | null> {
  const found = await deps.memory.findBook(wanted.id)
  if (found === null) return null
  if (found.kind === 'withdrawn') return belongsHere(wanted.site, found.press) ? found : null
  if (!belongsHere(wanted.site, found.book.press)) return null
  const frame = frameOfPress(deps, wanted.site, found.book.press)
  const { decide, until } = decideFor(deps, wanted.visitor)
  const lines = found.contents.map(toContentsLine(decide))
  const access = await decideOffering(deps, decide, found.product)
  const files = decideBookDownloads(found.book, decide(found.product, 'download'))
  const readable = lines.filter(({ hasText }) => hasText)
  const page: BookPage = {
    ...frame,
    book: found.book,
    lines,
    contents: buildContents(frame, lines, null),
    state: toAccessState(readable.length > 0 ? readable.map((line) => line.access) : [access]),
    access,
    buyPath: (offer) => deps.buyPath(offer, frame.place),
    files: await filesPanelOf(deps, found.book.press, found.book.id, files, access),
    amendments: (found.amendments ?? []).filter(({ chapterId }) => chapterId === null),
    staff: await loadStaffPanel(deps.db, wanted.visitor, {
      ...{ press: found.book.press, bookId: found.book.id, chapterId: null, language: frame.place.language },
    }),
    coins: lines
      .filter(({ type }) => type !== 'part')
      .map((line) => renderContentsCoins(line, found.book, canonical(frame.place, paths.chapter(line)))),
  }
  return { kind: 'book', page, found, until: until([found.product, ...found.contents]) }
}
