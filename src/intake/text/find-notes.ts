/**
 * The notes of a book, wherever it keeps them: marked as notes (epub:type, DPUB-ARIA), listed in a section or a file of
 * notes, or merely linked from a superscript number and linked back. What matters is which stretch of the source is one
 * note, and which links refer to it.
 */
import { attr, resolveHref, textOf, type XmlElement } from '@chapterhouse/epub'
import { termsOf } from '../chapters/heading-block.ts'
import type { Documents } from '../chapters/open-documents.ts'

import { ARROW, backLinks, type Found, isMark, isTrusted, type Link, listsByUse } from './note-links.ts'
import { BACK, NOTE, NOTES, REFERENCE } from './note-terms.ts'
import { hasAncestor, toUnits, unitOrder } from './note-units.ts'

export type NoteUnit = {
  readonly path: string
  /** One element, or a paragraph with those that go on with it. */
  readonly elements: readonly XmlElement[]
  /** Place of the first in its document. */
  readonly order: number
}

export type Notes = {
  readonly units: readonly NoteUnit[]
  /** The note that a link refers to; null for any other link. */
  readonly referredBy: (link: XmlElement) => NoteUnit | null
  /** Says that it refers to a note, wherever it leads: an appendix may serve as one. */
  readonly saysReference: (link: XmlElement) => boolean
  /** Links from a note back to the text: the page makes its own. */
  readonly isBackLink: (link: XmlElement) => boolean
  /** The note that an element is, or goes on with; null for anything else. */
  readonly unitOf: (element: XmlElement) => NoteUnit | null
  /** The note in which an id stands. */
  readonly unitAt: (path: string, id: string) => NoteUnit | null
  /** References by the element of the text in which they stand. */
  readonly references: readonly NoteReference[]
  /** References that say they are one and lead nowhere. */
  readonly lost: readonly { readonly path: string; readonly link: XmlElement; readonly href: string }[]
}

export type NoteReference = {
  readonly path: string
  readonly link: XmlElement
  readonly order: number
  readonly unit: NoteUnit
  /** The note it stands in itself; null in the text. */
  readonly within: NoteUnit | null
}

/** `notesPaths`: documents that the plan knows to be notes although they do not say so. */
export function findNotes(
  documents: Documents,
  paths: readonly string[],
  notesPaths: ReadonlySet<string>,
  chapterAt: (path: string, order: number) => number | null,
): Notes {
  const links: Link[] = []
  const lost: Notes['lost'][number][] = []
  const lists = new Set<XmlElement>()
  const typed: { path: string; order: number }[] = []
  for (const path of new Set(paths)) {
    const index = documents.indexOf(path)
    index.elements.forEach(({ element, parent }, order) => {
      const terms = termsOf(element)
      const above = index.elements[parent]?.element
      const isList = terms.some((term) => NOTES.has(term)) && element.name !== 'a'
      if (
        isList ||
        (above !== undefined && lists.has(above) && !ENDS_LIST.has(element.name)) ||
        (order === index.body && notesPaths.has(path))
      )
        lists.add(element)
      if (terms.some((term) => NOTE.has(term)) && element.name !== 'a') typed.push({ path, order })
      if (element.name !== 'a') return
      const href = attr(element, 'href')
      if (href === null) return
      const link = linkOf(documents, path, element, order, terms, href)
      if (link !== null) links.push(link)
      else if (terms.some((term) => REFERENCE.has(term))) lost.push({ path, link: element, href })
    })
  }
  return gather({ documents, links, lists, typed, lost, chapterAt })
}

/** A list of notes ends where a note begins: a note may hold a list of its own. */
const ENDS_LIST = new Set(['li', 'p', 'aside', 'dd', 'dt', 'tr', 'blockquote', 'pre'])

function linkOf(
  documents: Documents,
  path: string,
  element: XmlElement,
  order: number,
  terms: readonly string[],
  href: string,
): Link | null {
  const reference = resolveHref(path, href)
  if (reference.kind !== 'inside' || reference.fragment === null) return null
  const at = documents.indexOf(reference.path).ids.get(reference.fragment)
  if (at === undefined) return null
  const says = terms.some((term) => REFERENCE.has(term))
    ? 'reference'
    : terms.some((term) => BACK.has(term))
      ? 'back'
      : null
  return {
    path,
    element,
    order,
    target: { path: reference.path, order: at, id: reference.fragment },
    mark: textOf(element).trim(),
    says,
  }
}

function gather(found: Found): Notes {
  const { documents, links, lists } = found
  const starts = new Map<XmlElement, { path: string; order: number }>()
  const begin = (path: string, order: number): void => {
    const element = documents.indexOf(path).elements[order]?.element
    if (element !== undefined && !starts.has(element)) starts.set(element, { path, order })
  }
  const outermost = found.typed.filter(
    ({ path, order }) => !hasAncestor(documents.indexOf(path), order, (element) => starts.has(element)),
  )
  for (const { path, order } of outermost) begin(path, order)
  const back = backLinks(documents, links)
  const listed = listsByUse(found)
  const referring = new Map<XmlElement, Link>()
  for (const link of links) {
    if (
      link.says === 'back' ||
      !(link.says === 'reference'
        ? isTrusted(link, back, found, starts, listed)
        : isMark(link, back, found, starts))
    )
      continue
    const order = unitOrder(documents.indexOf(link.target.path), link.target.order, lists, starts)
    if (order === null) continue
    begin(link.target.path, order)
    referring.set(link.element, link)
  }
  const units = toUnits(documents, starts, lists)
  return index({ documents, units, links, referring, back, lost: found.lost })
}

function index(all: {
  readonly documents: Documents
  readonly units: readonly NoteUnit[]
  readonly links: readonly Link[]
  readonly referring: ReadonlyMap<XmlElement, Link>
  readonly back: ReadonlyMap<Link, readonly Link[]>
  readonly lost: Notes['lost']
}): Notes {
  const { documents, units, links, referring, back } = all
  const byElement = new Map(units.flatMap((unit) => unit.elements.map((element) => [element, unit] as const)))
  const unitAround = (path: string, order: number): NoteUnit | null => {
    const { elements } = documents.indexOf(path)
    for (let at = order; at >= 0; at = elements[at]?.parent ?? -1) {
      const element = elements[at]?.element
      const unit = element === undefined ? undefined : byElement.get(element)
      if (unit !== undefined) return unit
    }
    return null
  }
  const references: NoteReference[] = []
  const byLink = new Map<XmlElement, NoteUnit>()
  for (const [element, link] of referring) {
    const unit = unitAround(link.target.path, link.target.order)
    if (unit === null) continue
    const within = unitAround(link.path, link.order)
    if (within === unit) continue
    byLink.set(element, unit)
    references.push({ path: link.path, link: element, order: link.order, unit, within })
  }
  const saying = new Set(links.filter(({ says }) => says === 'reference').map(({ element }) => element))
  const answered = new Set<XmlElement>()
  for (const link of links) {
    if (byLink.has(link.element)) continue
    const within = unitAround(link.path, link.order)
    if (within === null) continue
    const leadsBack = (back.get(link) ?? []).some((other) => byLink.get(other.element) === within)
    if (link.says === 'back' || leadsBack || ARROW.test(link.mark)) answered.add(link.element)
  }
  return {
    units,
    referredBy: (link) => byLink.get(link) ?? null,
    saysReference: (link) => saying.has(link),
    isBackLink: (link) => answered.has(link),
    unitOf: (element) => byElement.get(element) ?? null,
    unitAt: (path, id) => {
      const order = documents.indexOf(path).ids.get(id)
      return order === undefined ? null : unitAround(path, order)
    },
    references,
    lost: all.lost,
  }
}
