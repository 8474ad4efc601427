/** Which links refer to notes: those that say so, and those that look so and are answered by a link back. */
import type { XmlElement } from '@chapterhouse/epub'
import { termsOf } from '../chapters/heading-block.ts'
import type { DocumentIndex } from '../chapters/index-document.ts'
import type { Documents } from '../chapters/open-documents.ts'
import type { Notes } from './find-notes.ts'
import { NOTE } from './note-terms.ts'
import { HEADINGS, hasAncestor, UNITS, unitOrder } from './note-units.ts'

export type Link = {
  readonly path: string
  readonly element: XmlElement
  readonly order: number
  readonly target: { readonly path: string; readonly order: number; readonly id: string }
  readonly mark: string
  readonly says: 'reference' | 'back' | null
}

export type Found = {
  readonly documents: Documents
  readonly links: readonly Link[]
  readonly lists: ReadonlySet<XmlElement>
  readonly typed: readonly { readonly path: string; readonly order: number }[]
  readonly lost: Notes['lost']
  readonly chapterAt: (path: string, order: number) => number | null
}

/** Links that come back: their target holds, or is held by, a link that leads to where they stand. */
export function backLinks(documents: Documents, links: readonly Link[]): ReadonlyMap<Link, readonly Link[]> {
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
export function isTrusted(
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
export function listsByUse(found: Found): ReadonlySet<XmlElement> {
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

export const ARROW = /^[\s()[\]]*(?:[↩↵⏎↑←⬆⤴^]\ufe0e?|back|return|retour|zurück|volver|torna)[\s()[\]]*$/iu

/** A link that does not say what it is refers to a note if it looks so and its target is one, or leads back to it. */
export function isMark(
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
