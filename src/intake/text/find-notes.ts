/**
 * The notes of a book, wherever it keeps them: marked as notes (epub:type, DPUB-ARIA), listed in a section or a file of
 * notes, or merely linked from a superscript number and linked back. What matters is which stretch of the source is one
 * note, and which links refer to it.
 */
import { attr, resolveHref, textOf, type XmlElement } from '@chapterhouse/epub'
import { termsOf } from '../chapters/heading-block.ts'
import type { DocumentIndex } from '../chapters/index-document.ts'
import type { Documents } from '../chapters/open-documents.ts'

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

type Link = {
  readonly path: string
  readonly element: XmlElement
  readonly order: number
  readonly target: { readonly path: string; readonly order: number; readonly id: string }
  readonly mark: string
  readonly says: 'reference' | 'back' | null
}

const NOTE = new Set(['footnote', 'endnote', 'rearnote', 'doc-footnote', 'doc-endnote', 'annotation', 'note'])
const NOTES = new Set(['footnotes', 'endnotes', 'rearnotes', 'doc-endnotes', 'notes'])
const REFERENCE = new Set(['noteref', 'doc-noteref', 'annoref'])
const BACK = new Set(['backlink', 'doc-backlink', 'referrer'])

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
        (above !== undefined && lists.has(above)) ||
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

type Found = {
  readonly documents: Documents
  readonly links: readonly Link[]
  readonly lists: ReadonlySet<XmlElement>
  readonly typed: readonly { readonly path: string; readonly order: number }[]
  readonly lost: Notes['lost']
  readonly chapterAt: (path: string, order: number) => number | null
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

/** Links that come back: their target holds, or is held by, a link that leads to where they stand. */
function backLinks(documents: Documents, links: readonly Link[]): ReadonlyMap<Link, readonly Link[]> {
  const byTarget = new Map<XmlElement, Link[]>()
  for (const link of links) {
    const target = documents.indexOf(link.target.path).elements[link.target.order]?.element
    if (target === undefined) continue
    const known = byTarget.get(target)
    if (known === undefined) byTarget.set(target, [link])
    else known.push(link)
  }
  const answers = new Map<Link, Link[]>()
  for (const link of links) {
    // Whoever points at this link, or at what closely surrounds it, and stands in what it points at.
    const around = near(documents.indexOf(link.path), link.order)
    const target = documents.indexOf(link.target.path)
    for (const element of around)
      for (const other of byTarget.get(element) ?? []) {
        if (other.path !== link.target.path || other === link) continue
        if (!isTogether(target, other.order, link.target.order)) continue
        answers.set(link, [...(answers.get(link) ?? []), other])
      }
  }
  return answers
}

/** The link itself, what it holds and what holds it, up to its paragraph. */
function near(index: DocumentIndex, order: number): readonly XmlElement[] {
  const elements: XmlElement[] = []
  const own = index.elements[order]?.element
  if (own !== undefined) elements.push(own, ...own.children.filter((child) => child.kind === 'element'))
  for (let at = index.elements[order]?.parent ?? -1; at > index.body; at = index.elements[at]?.parent ?? -1) {
    const element = index.elements[at]?.element
    if (element === undefined) break
    elements.push(element)
    if (UNITS.has(element.name)) break
  }
  // An empty anchor just before: <a id="r1"/><a href="#n1">1</a>.
  const before = index.elements[order - 1]
  if (before !== undefined && before.element.name === 'a' && before.parent === index.elements[order]?.parent)
    elements.push(before.element)
  return elements
}

/** Both in the same note: one holds the other, or both are in one paragraph, list item or marked note. */
function isTogether(index: DocumentIndex, a: number, b: number): boolean {
  const blockOf = (order: number): number => {
    for (let at = order; at > index.body; at = index.elements[at]?.parent ?? -1) {
      const element = index.elements[at]?.element
      if (element === undefined) break
      if (element.name === 'li' || element.name === 'aside' || element.name === 'tr') return at
      if (termsOf(element).some((term) => NOTE.has(term))) return at
    }
    for (let at = order; at > index.body; at = index.elements[at]?.parent ?? -1)
      if (UNITS.has(index.elements[at]?.element.name ?? '')) return at
    return order
  }
  const isInside = (inner: number, outer: number): boolean => {
    for (let at = inner; at >= 0; at = index.elements[at]?.parent ?? -1) if (at === outer) return true
    return false
  }
  return blockOf(a) === blockOf(b) || isInside(a, b) || isInside(b, a)
}

/**
 * What says that it refers to a note does so when its target is marked as one, leads back, stands in the same chapter, or
 * stands among others that are referred to. A lone paragraph of another chapter is no note because a reference leads
 * there: it would be taken out of its chapter.
 */
function isTrusted(
  link: Link,
  back: ReadonlyMap<Link, readonly Link[]>,
  found: Found,
  starts: ReadonlyMap<XmlElement, unknown>,
  listed: ReadonlySet<XmlElement>,
): boolean {
  const target = found.documents.indexOf(link.target.path)
  const { path, order } = link.target
  const isNote = hasAncestor(
    target,
    order,
    (element) =>
      element.name === 'aside' || starts.has(element) || found.lists.has(element) || listed.has(element),
  )
  if (isNote || (back.get(link) ?? []).length > 0) return true
  const home = found.chapterAt(path, order)
  return home !== null && home === found.chapterAt(link.path, link.order)
}

/** Elements half of whose children are referred to as notes: lists of notes that do not say what they are. */
function listsByUse(found: Found): ReadonlySet<XmlElement> {
  const referred = new Map<XmlElement, Set<XmlElement>>()
  for (const link of found.links) {
    if (link.says !== 'reference') continue
    const index = found.documents.indexOf(link.target.path)
    const order = unitOrder(index, link.target.order, found.lists, new Map())
    const entry = order === null ? undefined : index.elements[order]
    const parent = entry === undefined ? undefined : index.elements[entry.parent]?.element
    if (entry === undefined || parent === undefined) continue
    referred.set(parent, (referred.get(parent) ?? new Set()).add(entry.element))
  }
  const isUnit = (node: XmlElement['children'][number]): boolean =>
    node.kind === 'element' && UNITS.has(node.name)
  return new Set(
    [...referred]
      .filter(([parent, units]) => units.size > 1 && units.size * 2 >= parent.children.filter(isUnit).length)
      .map(([parent]) => parent),
  )
}

/** "12", "[3]", "*", "†", "a", "note 4": what a reader knows for the mark of a note. */
const MARK =
  /^[[({]?\s*(?:note\s*|n\.\s*|fn\.?\s*)?(?:\d{1,4}[a-z]?|[ivxlc]{1,7}|[a-z]|[*†‡§¶‖#⁂※]{1,4}|[①-⑳⓪㊀-㊿¹²³⁰-⁹]+|注\d*|註\d*)\s*[\])}]?[.:]?$/i
const ARROW = /^[\s()[\]]*(?:[↩↵⏎↑←⬆⤴^]\ufe0e?|back|return|retour|zurück|volver|torna)[\s()[\]]*$/iu

/** A link that does not say what it is refers to a note if it looks so and its target is one, or leads back to it. */
function isMark(
  link: Link,
  back: ReadonlyMap<Link, readonly Link[]>,
  found: Found,
  starts: ReadonlyMap<XmlElement, unknown>,
): boolean {
  if (ARROW.test(link.mark) || !(MARK.test(link.mark) || (isRaised(found, link) && link.mark.length <= 8)))
    return false
  const target = found.documents.indexOf(link.target.path)
  const own = found.documents.indexOf(link.path)
  const isNote = (index: DocumentIndex, order: number): boolean =>
    hasAncestor(index, order, (element) => starts.has(element) || found.lists.has(element))
  if (isNote(target, link.target.order)) return !isNote(own, link.order)
  const answers = back.get(link) ?? []
  // A heading leads back to the contents, not to a note.
  const inHeading = hasAncestor(own, link.order, (element) => HEADINGS.has(element.name))
  if (answers.length === 0 || inHeading || isNote(own, link.order)) return false
  // Of two that lead to each other the note is the one that opens its paragraph with the link, or the later.
  const answer = answers[0]
  if (answer === undefined || HEADINGS.has(target.elements[link.target.order]?.element.name ?? ''))
    return false
  const opensThere = ARROW.test(answer.mark) || opensBlock(target, answer.order)
  const opensHere = opensBlock(own, link.order)
  if (opensThere !== opensHere) return opensThere
  return isRaised(found, link) || (link.path === answer.path && link.order < answer.order)
}

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

function isRaised({ documents }: Found, link: Link): boolean {
  const index = documents.indexOf(link.path)
  const parent = index.elements[index.elements[link.order]?.parent ?? -1]?.element
  const [only] = link.element.children.filter((child) => child.kind === 'element' || child.text.trim() !== '')
  return parent?.name === 'sup' || (only?.kind === 'element' && only.name === 'sup')
}

function opensBlock(index: DocumentIndex, order: number): boolean {
  const start = index.elements[order]?.start ?? -1
  for (let at = index.elements[order]?.parent ?? -1; at > index.body; at = index.elements[at]?.parent ?? -1) {
    const entry = index.elements[at]
    if (entry !== undefined && UNITS.has(entry.element.name)) return entry.start === start
  }
  return false
}

const hasAncestor = (
  index: DocumentIndex,
  order: number,
  isOne: (element: XmlElement) => boolean,
): boolean => {
  for (let at = order; at >= 0; at = index.elements[at]?.parent ?? -1) {
    const element = index.elements[at]?.element
    if (element !== undefined && isOne(element)) return true
  }
  return false
}

const UNITS = new Set(['p', 'li', 'aside', 'div', 'dd', 'dt', 'tr', 'blockquote', 'td', 'pre'])

/** The element that is the whole note: marked as one, else the list item, else the paragraph. Null for a heading or page. */
function unitOrder(
  index: DocumentIndex,
  order: number,
  lists: ReadonlySet<XmlElement>,
  starts: ReadonlyMap<XmlElement, unknown>,
): number | null {
  const target = index.elements[order]
  if (target === undefined) return null
  for (let at = order; at > index.body; at = index.elements[at]?.parent ?? -1) {
    const element = index.elements[at]?.element
    if (element !== undefined && starts.has(element)) return at
  }
  let block: number | null = null
  for (let at = order; at > index.body; at = index.elements[at]?.parent ?? -1) {
    const entry = index.elements[at]
    if (entry === undefined || HEADINGS.has(entry.element.name)) return null
    if (!UNITS.has(entry.element.name) || entry.end === entry.start) continue
    // A list of notes is no note.
    if (lists.has(entry.element) && entry.element.children.some(isListLike)) break
    if (entry.element.name === 'tr' || entry.element.name === 'li') return at
    if (block === null || (entry.element.name === 'aside' && entry.start === index.elements[block]?.start))
      block = at
  }
  const isLong =
    block !== null && (index.elements[block]?.end ?? 0) - (index.elements[block]?.start ?? 0) > 20_000
  return isLong ? null : block
}

const isListLike = (node: XmlElement['children'][number]): boolean =>
  node.kind === 'element' &&
  (node.name === 'ol' || node.name === 'ul' || node.name === 'dl' || node.name === 'section')

function toUnits(
  documents: Documents,
  starts: ReadonlyMap<XmlElement, { readonly path: string; readonly order: number }>,
  lists: ReadonlySet<XmlElement>,
): readonly NoteUnit[] {
  return [...starts].map(([element, { path, order }]) => {
    const index = documents.indexOf(path)
    const above = index.elements[index.elements[order]?.parent ?? -1]?.element
    const goesOn = element.name === 'p' || element.name === 'dt'
    if (!goesOn || above === undefined || !lists.has(above)) return { path, order, elements: [element] }
    const siblings = above.children.filter((child) => child.kind === 'element')
    const elements = [element]
    for (const sibling of siblings.slice(siblings.indexOf(element) + 1)) {
      if (starts.has(sibling) || !CONTINUES.has(sibling.name)) break
      elements.push(sibling)
    }
    return { path, order, elements }
  })
}

const CONTINUES = new Set(['p', 'blockquote', 'ul', 'ol', 'dd', 'pre', 'table', 'figure'])

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
