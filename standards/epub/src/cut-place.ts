/**
 * Where to cut a document for an id. The id that a table of contents names is rarely the place where a chapter begins to
 * the eye, so the place is moved back, never forward:
 *
 * 1. from inside a heading, an `hgroup`, a `header`, a formula or a drawing to the start of it, so that a heading is never
 *    parted from its chapter;
 * 2. over what shows nothing directly before it (empty anchors, page-break markers), since these belong to what follows;
 * 3. from the first thing inside an element to the start of that element, and on from there.
 *
 * So the start of a file and an id at its top are one place. The same id always gives the same place, which is what lets
 * neighbouring chapters meet without a gap or an overlap.
 */
import { attr, hasToken, idOf } from './walk-xml.ts'
import type { XmlElement, XmlNode } from './xml.ts'

export type DocumentIndex = {
  readonly byId: ReadonlyMap<string, XmlElement>
  readonly parents: ReadonlyMap<XmlElement, XmlElement>
  /** Place in document order; the root is 0. */
  readonly order: ReadonlyMap<XmlElement, number>
  readonly body: XmlElement
}

const indexes = new WeakMap<XmlElement, DocumentIndex>()

export function indexOf(root: XmlElement): DocumentIndex {
  const known = indexes.get(root)
  if (known !== undefined) return known
  const byId = new Map<string, XmlElement>()
  const parents = new Map<XmlElement, XmlElement>()
  const order = new Map<XmlElement, number>()
  const visit = (element: XmlElement): void => {
    order.set(element, order.size)
    const id = idOf(element)
    if (id !== null && !byId.has(id)) byId.set(id, element)
    // `<a name>` is how EPUB 2 named a place before ids were customary.
    const name = element.name === 'a' ? attr(element, 'name') : null
    if (name !== null && !byId.has(name)) byId.set(name, element)
    for (const child of element.children) {
      if (child.kind !== 'element') continue
      parents.set(child, element)
      visit(child)
    }
  }
  visit(root)
  const body = root.children.find(
    (child): child is XmlElement => child.kind === 'element' && child.name === 'body',
  )
  const index = { byId, parents, order, body: body ?? root }
  indexes.set(root, index)
  return index
}

/** The element before which to cut; null for the start of the document. An unknown id means the start, as in a browser. */
export function cutPlaceElement(root: XmlElement, id: string | null): XmlElement | null {
  const index = indexOf(root)
  const target = id === null ? undefined : index.byId.get(id)
  if (target === undefined || !isWithin(index, target, index.body)) return null
  return raise(index, target)
}

/**
 * The place of an id in its document, to compare with others: 0 for the start. Two ids of one number are one place. Null when
 * the document has no such id.
 */
export function cutPlaceOf(root: XmlElement, id: string | null): number | null {
  const index = indexOf(root)
  if (id !== null && !index.byId.has(id)) return null
  const element = cutPlaceElement(root, id)
  return element === null ? 0 : (index.order.get(element) ?? 0)
}

function isWithin(index: DocumentIndex, element: XmlElement, ancestor: XmlElement): boolean {
  for (let at: XmlElement | undefined = element; at !== undefined; at = index.parents.get(at))
    if (at === ancestor) return true
  return false
}

function raise(index: DocumentIndex, target: XmlElement): XmlElement | null {
  let place = outermostWhole(index, target)
  while (true) {
    const parent = index.parents.get(place)
    if (parent === undefined || place === index.body) return null
    const { element, isFirst } = overSilence(parent, place)
    if (!isFirst) return element
    if (parent === index.body) return null
    place = outermostWhole(index, parent)
  }
}

/** Nothing is ever cut inside these. */
const WHOLE = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hgroup', 'header', 'math', 'svg', 'ruby'])

function outermostWhole(index: DocumentIndex, element: XmlElement): XmlElement {
  let found = element
  for (
    let at: XmlElement | undefined = element;
    at !== undefined && at !== index.body;
    at = index.parents.get(at)
  )
    if (WHOLE.has(at.name)) found = at
  return found
}

/** The first of the siblings that end with `place` and show nothing before it; and whether all before it are such. */
function overSilence(parent: XmlElement, place: XmlElement): { element: XmlElement; isFirst: boolean } {
  let element = place
  for (let at = parent.children.indexOf(place) - 1; at >= 0; at -= 1) {
    const sibling = parent.children[at]
    if (sibling === undefined || !isSilent(sibling)) return { element, isFirst: false }
    if (sibling.kind === 'element') element = sibling
  }
  return { element, isFirst: true }
}

const SHOWN = new Set(
  'img svg math video audio object iframe embed canvas hr input textarea select button table image'.split(
    ' ',
  ),
)

/** What a reader does not see: white space, empty anchors, and the markers of printed pages even if they bear a number. */
function isSilent(node: XmlNode): boolean {
  if (node.kind === 'text') return !/[^ \t\r\n\f]/.test(node.text)
  if (SHOWN.has(node.name)) return false
  return isPageBreak(node) || node.children.every(isSilent)
}

const isPageBreak = (element: XmlElement): boolean =>
  hasToken(element, 'epub:type', 'pagebreak') || hasToken(element, 'role', 'doc-pagebreak')
