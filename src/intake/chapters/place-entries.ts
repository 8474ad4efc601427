/**
 * The table of contents with every entry at its place in the reading order: which document of the spine, and how far
 * into it. Entries out of order, twice, or without a link are all met in real books and are tolerated.
 */
import { type ContentsEntry, cutPlaceOf, type EpubPackage, idOf, type XmlElement } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { Issue } from '#book'
import { issueFor } from '../rules/issue-for.ts'
import { matterOfTerms, typeOfTerms } from './classify-chapter.ts'
import { termsOf } from './heading-block.ts'
import { type DocumentIndex, EMPTY_INDEX } from './index-document.ts'
import { type Documents, type SpineDocument, spineDocument } from './open-documents.ts'

/** A place at which the book can be cut. */
export type SpinePoint = {
  /** Index in `spine`. */
  readonly spine: number
  /** The element to cut before; null: the start of the file. */
  readonly id: string | null
  /** The first element after the cut, by its place in the document; 0 for the start. */
  readonly order: number
  /** What can be seen in the file before it. */
  readonly start: number
}

export type ContentsNode = {
  readonly title: string
  /** Null for a heading without a link. */
  readonly point: SpinePoint | null
  readonly children: readonly ContentsNode[]
}

/** The spine as it is read: documents that can be shown, with where things stand in them. */
export type Spine = {
  readonly documents: readonly (SpineDocument | null)[]
  readonly indexOf: (spine: number) => DocumentIndex
  readonly rootOf: (spine: number) => XmlElement | null
  readonly pathOf: (spine: number) => string
  /** First place at which a path stands. */
  readonly placeOf: (path: string) => number | undefined
}

/** A picture as a spine item can be seen, and has nothing inside. */
const PICTURE: DocumentIndex = { ...EMPTY_INDEX, total: 20 }

export function openSpine(pkg: EpubPackage, documents: Documents): Spine {
  const items = pkg.spine.map((item) => spineDocument(pkg, item))
  const places = new Map<string, number>()
  pkg.spine.forEach((spine, place) => {
    for (const path of [spine.item.path, items[place]?.path])
      if (path !== undefined && !places.has(path)) places.set(path, place)
  })
  const indexOf = (place: number): DocumentIndex => {
    const item = items[place]
    if (item === null || item === undefined) return EMPTY_INDEX
    return item.kind === 'image' ? PICTURE : documents.indexOf(item.path)
  }
  return {
    documents: items,
    indexOf,
    rootOf: (place) => {
      const item = items[place]
      return item === null || item === undefined || item.kind === 'image' ? null : documents.get(item.path)
    },
    pathOf: (place) => items[place]?.path ?? '',
    placeOf: (path) => places.get(path),
  }
}

export function placeEntries(
  pkg: EpubPackage,
  spine: Spine,
): { readonly nodes: readonly ContentsNode[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const visit = (entry: ContentsEntry): readonly ContentsNode[] => {
    const children = entry.children.flatMap(visit)
    const point = entry.target === null ? null : pointOf(spine, entry.target)
    const title = normalizeSpace(entry.title)
    if (point !== null && point !== undefined) return [{ title, point, children }]
    if (point === undefined) issues.push(lost(pkg, title, entry.target?.path ?? ''))
    // Without a place of its own it still gathers what stands below it.
    return children.length === 0 ? [] : [{ title, point: null, children }]
  }
  return { nodes: pkg.contents.flatMap(visit), issues }
}

const lost = (pkg: EpubPackage, title: string, path: string): Issue =>
  issueFor('contents-lead-into-the-text', {
    where: { file: pkg.path },
    message: `The table of contents leads from “${title}” to ${path}, which is not in the reading order. Correct the entry, or add the file to the spine.`,
  })

function pointOf(
  spine: Spine,
  target: { readonly path: string; readonly fragment: string | null },
): SpinePoint | undefined {
  const place = spine.placeOf(target.path)
  if (place === undefined) return undefined
  return target.fragment === null ? pointAtStart(place) : pointAtId(spine, place, target.fragment)
}

/** An unknown id means the start of its file, as in a browser. */
function pointAtId(spine: Spine, place: number, id: string): SpinePoint {
  const root = spine.rootOf(place)
  const order = root === null ? null : cutPlaceOf(root, id)
  const start = order === null ? 0 : (spine.indexOf(place).elements[order]?.start ?? 0)
  return order === null || order === 0 || start === 0
    ? pointAtStart(place)
    : { spine: place, id, order, start }
}

export const isSamePoint = (a: SpinePoint, b: SpinePoint): boolean =>
  a.spine === b.spine && a.start === b.start

export const comparePoints = (a: SpinePoint, b: SpinePoint): number => a.spine - b.spine || a.start - b.start

/** How much can be seen between two places. */
export function extentBetween(spine: Spine, from: SpinePoint, to: SpinePoint | null): number {
  if (to !== null && to.spine === from.spine) return to.start - from.start
  let extent = spine.indexOf(from.spine).total - from.start
  const last = to === null ? spine.documents.length : to.spine
  for (let place = from.spine + 1; place < last; place++) extent += spine.indexOf(place).total
  return extent + (to?.start ?? 0)
}

const SECTIONS = new Set(['html', 'body', 'section', 'div', 'article', 'main', 'nav', 'aside', 'header'])

/**
 * What the book itself says of the stretch that begins here: the terms of every section that opens at this place and
 * holds all of it up to `to`, outermost first. What a section inside of it is says nothing of the whole.
 */
export function termsAt(spine: Spine, point: SpinePoint, to: SpinePoint | null): readonly string[] {
  const index = spine.indexOf(point.spine)
  const end = to !== null && to.spine === point.spine ? to.start : index.total
  const terms: string[] = []
  const from = outermostAt(index, point)
  for (let order = from; order < index.elements.length; order++) {
    const entry = index.elements[order]
    if (entry === undefined || entry.start > point.start) break
    if (entry.end < end || !SECTIONS.has(entry.element.name)) continue
    terms.push(...termsOf(entry.element))
  }
  // The body speaks for whatever stands in it: front, body or back matter.
  if (point.id !== null) {
    const body = index.elements[index.body]?.element
    if (body !== undefined) terms.unshift(...termsOf(body).filter((term) => matterOfTerms([term]) !== null))
  }
  return terms
}

/** The first element that opens at this place; it may have no id to cut at. */
function outermostAt(index: DocumentIndex, point: SpinePoint): number {
  let at = point.id === null ? index.body : point.order
  for (let up = index.elements[at]?.parent ?? -1; up > index.body; up = index.elements[up]?.parent ?? -1) {
    if (index.elements[up]?.start !== point.start) break
    at = up
  }
  return at
}

/** The innermost term is the most exact. */
export const ownTypeAt = (spine: Spine, point: SpinePoint, to: SpinePoint | null) =>
  typeOfTerms(termsAt(spine, point, to).toReversed())

export const pointAtStart = (place: number): SpinePoint => ({ spine: place, id: null, order: 0, start: 0 })

/** Sections of notes that the contents do not name, in a file with other things: they become pages of their own. */
export function notesSections(spine: Spine, place: number): readonly SpinePoint[] {
  const index = spine.indexOf(place)
  const points: SpinePoint[] = []
  let covered = -1
  index.elements.forEach((entry) => {
    if (entry.start < covered || entry.start === 0 || entry.end === entry.start) return
    if (entry.element.name !== 'section' && entry.element.name !== 'div' && entry.element.name !== 'aside')
      return
    if (!termsOf(entry.element).some((term) => NOTES_TERMS.has(term))) return
    const id = idOf(entry.element)
    // Only at the very end of a file: notes under a section belong to that section.
    if (id === null || entry.end < index.total) return
    covered = entry.end
    points.push(pointAtId(spine, place, id))
  })
  return points.slice(0, 1)
}

const NOTES_TERMS = new Set(['endnotes', 'rearnotes', 'doc-endnotes'])
