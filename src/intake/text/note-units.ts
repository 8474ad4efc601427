/** Which stretch of the source is one note: what is marked as one, else a list item, else a paragraph with what continues it. */
import type { XmlElement } from '@chapterhouse/epub'
import type { DocumentIndex } from '../chapters/index-document.ts'
import type { Documents } from '../chapters/open-documents.ts'
import type { NoteUnit } from './find-notes.ts'

export const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

export const UNITS = new Set(['p', 'li', 'aside', 'div', 'dd', 'dt', 'tr', 'blockquote', 'td', 'pre'])

export const hasAncestor = (
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

/** The element that is the whole note: marked as one, else the list item, else the paragraph. Null for a heading or page. */
export function unitOrder(
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

export function toUnits(
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
