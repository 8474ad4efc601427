import { type AccessDecision, isReadable, type Visitor } from '#access'
import type { TextSection } from '#book'
import type { ChapterOutline, FoundChapter, ShelfMemory, Tombstone } from '#catalogue'
import { type Download, decideChapterDownloads } from '#delivery'
import { loadChapterRecord, markPassages } from '#record'
import { href, type Site } from '#web'
import type { ChapterPage } from './chapter-page.ts'
import {
  belongsHere,
  type Decide,
  decideFor,
  decideOffering,
  filesPanelOf,
  frameOfPress,
  type LandingDeps,
} from './deps.ts'
import type { ContentsLine, Frame } from './frame.ts'
import { keepParts } from './keep-parts.ts'
import { loadStaffPanel } from './load-for-staff.ts'
import { opensWithInitial } from './opens-with-initial.ts'
import { resolveAddresses, type TextPlace } from './resolve-addresses.ts'

export type LoadedChapter =
  | {
      readonly kind: 'chapter'
      readonly page: ChapterPage
      readonly found: Shelved
      /** When something on it opens or closes by itself. */
      readonly until: Date | null
    }
  | Tombstone

type Shelved = Extract<FoundChapter, { kind: 'chapter' }>

/** Null: there is no such chapter here, or no such page of it that this visitor may see. */
export async function loadChapterPage(
  deps: Pick<
    LandingDeps,
    'db' | 'memory' | 'records' | 'presses' | 'collectionsOf' | 'offersOf' | 'buyPath' | 'savesAt' | 'now'
  >,
  wanted: { readonly site: Site; readonly visitor: Visitor; readonly id: string; readonly section: number },
): Promise<LoadedChapter | null> {
  const found = await deps.memory.findChapter(wanted.id)
  if (found === null) return null
  if (found.kind === 'withdrawn') return belongsHere(wanted.site, found.press) ? found : null
  if (!belongsHere(wanted.site, found.book.press)) return null
  const frame = frameOfPress(deps, wanted.site, found.book.press)
  const { decide, until } = decideFor(deps, wanted.visitor)
  const access = await decideOffering(deps, decide, found.product)
  const kept = isReadable(access) ? await loadReadable(deps.memory, frame, found, wanted.section) : null
  if (kept === null && wanted.section > 1) return null
  const record = await loadChapterRecord(deps.records, {
    ...{ place: frame.place, chapter: found.chapter, contents: found.contents, access },
    ...{ section: wanted.section, hasText: kept !== null },
  })
  const text =
    kept === null || record === null ? kept : { ...kept, html: markPassages(kept.html, record, frame.place) }
  const toLine = toContentsLine(decide)
  const files = downloadsOf(found, decide(found.product, 'download'))
  const page: ChapterPage = {
    ...frame,
    chapter: found.chapter,
    book: found.book,
    outlines: () => found.contents.map(toLine),
    parent: found.parent && toLine(found.parent),
    previous: found.previous && toLine(found.previous),
    next: found.next && toLine(found.next),
    access,
    buyPath: (offer) => deps.buyPath(offer, frame.place),
    text,
    record,
    files: await filesPanelOf(deps, found.book.press, found.chapter.id, files, access),
  }
  return {
    kind: 'chapter',
    page: { ...page, ...(await addenda(deps, wanted, found)) },
    found,
    until: until([found.product, ...found.contents]),
  }
}

/** What was said of it since, and what its staff see. */
async function addenda(
  { db }: Pick<LandingDeps, 'db'>,
  { visitor, site }: { readonly visitor: Visitor; readonly site: Site },
  { book, chapter, amendments = [] }: Shelved,
): Promise<Pick<ChapterPage, 'amendments' | 'staff'>> {
  const { language } = site.place
  const of = { press: book.press, bookId: book.id, chapterId: chapter.id, language }
  return {
    amendments: amendments.filter(({ chapterId }) => chapterId === null || chapterId === chapter.id),
    staff: await loadStaffPanel(db, visitor, of),
  }
}

const cut = keepParts<readonly Download[]>()

const downloadsOf = ({ book, chapter }: Shelved, access: AccessDecision): readonly Download[] =>
  cut(chapter, String(isReadable(access)), () => decideChapterDownloads(book, chapter, access))

export const toContentsLine =
  (decide: Decide) =>
  (outline: ChapterOutline): ContentsLine => ({ ...outline, access: decide(outline, 'read') })

const resolved = new WeakMap<TextSection, Map<string, string>>()

/** What the memory of the shelf holds is resolved once for each place. */
function resolvedOf(kept: TextSection, at: TextPlace): string {
  const ofPlaces = resolved.get(kept) ?? new Map<string, string>()
  resolved.set(kept, ofPlaces)
  const place = href(at.place, '/')
  const html = ofPlaces.get(place) ?? resolveAddresses(kept.html, at)
  ofPlaces.set(place, html)
  return html
}

/** Asked for only once it is decided that it may be read. */
async function loadReadable(
  memory: ShelfMemory,
  frame: Frame,
  { chapter, contents }: Shelved,
  section: number,
): Promise<ChapterPage['text']> {
  if (chapter.text === null) return null
  const kept = await memory.loadText(chapter.id, section)
  if (kept === null) return null
  const slugs = new Map(contents.map(({ id, slug }) => [id, slug]))
  return {
    chapter,
    html: resolvedOf(kept, { place: frame.place, chapter, section, slugs }),
    section,
    sections: chapter.text.sections,
    words: chapter.text.words,
    language: chapter.language,
    direction: chapter.direction,
    writing: chapter.text.writing,
    initial: section === 1 && opensWithInitial(chapter.type, kept.html),
  }
}
