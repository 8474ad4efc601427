/** What every chapter of a book is read with: its notes, its media, its style sheets, its page list. */
import { type EpubPackage, resolveHref } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { Media } from '#book'
import type { Documents } from '../chapters/open-documents.ts'
import type { ChapterPlan } from '../chapters/plan-chapters.ts'
import type { ChapterMap } from './chapter-map.ts'
import type { Notes } from './find-notes.ts'
import { plainMeaning } from './name-meaning.ts'
import type { ReadMeaning } from './read-meaning.ts'
import type { Library, ShownMedia } from './reading.ts'
import { stylesOf } from './styles-of-book.ts'

/** Kept media by path in the container, or by the whole data: address. */
export type MediaShelf = ReadonlyMap<string, Media>

export function stylesFor(pkg: EpubPackage, documents: Documents) {
  const known = new Map<string, ReturnType<typeof stylesOf>>()
  const stylesIn = (path: string): ReturnType<typeof stylesOf> => {
    const before = known.get(path)
    if (before !== undefined) return before
    const root = documents.get(path)
    const made = root === null ? { meaning: plainMeaning, isVertical: false } : stylesOf(pkg, path, root)
    known.set(path, made)
    return made
  }
  return {
    meaningIn: (path: string): ReadMeaning => stylesIn(path).meaning,
    isVertical: (plan: ChapterPlan): boolean => {
      const [first] = plan.segments
      return first !== undefined && documents.get(first.path) !== null && stylesIn(first.path).isVertical
    },
  }
}

export function libraryOf(
  pkg: EpubPackage,
  documents: Documents,
  media: MediaShelf,
  notes: Notes,
  meaningIn: (path: string) => ReadMeaning,
  map: ChapterMap,
): Library {
  const pages = Map.groupBy(
    pkg.pageList.map(({ label, target }) => ({
      key: `${target.path}#${target.fragment ?? ''}`,
      label: normalizeSpace(label),
    })),
    ({ key }) => key,
  )
  const documentTypes = new Map([...pkg.manifest.values()].map((item) => [item.path, item.mediaType]))
  return {
    notes,
    meaningIn,
    pages: new Map([...pages].map(([key, list]) => [key, list.map(({ label }) => label)])),
    media: (path, href): ShownMedia => {
      const trimmed = href.trim()
      const data = media.get(trimmed)
      if (data !== undefined) return { kind: 'kept', media: data }
      const reference = resolveHref(path, trimmed)
      if (reference.kind === 'outside')
        return /^https?$/.test(reference.scheme)
          ? { kind: 'remote', address: reference.address }
          : { kind: 'missing', href: trimmed }
      const kept = reference.kind === 'inside' ? media.get(reference.path) : undefined
      return kept === undefined ? { kind: 'missing', href: trimmed } : { kind: 'kept', media: kept }
    },
    aside: (path) => {
      const type = documentTypes.get(path) ?? ''
      const isDocument = type === 'application/xhtml+xml' || type === 'image/svg+xml'
      return isDocument && !map.holds(path) ? documents.get(path) : null
    },
    elementAt: (path, id, chapter) => {
      const index = documents.indexOf(path)
      const order = index.ids.get(id)
      return order === undefined || map.chapterAt(path, order) !== chapter
        ? null
        : (index.elements[order]?.element ?? null)
    },
    isBeside: (path, one, other) => {
      const { elements } = documents.indexOf(path)
      const [a, b] = [one, other].map((wanted) => elements.find(({ element }) => element === wanted))
      if (a === undefined || b === undefined) return false
      return b.start === a.end || b.end === a.start || (a.start <= b.start && b.end <= a.end)
    },
  }
}
