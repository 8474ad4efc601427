/**
 * Where things stand in one document: every element in order, with how much can be seen before it and inside it. Two
 * elements begin at the same place when nothing that can be seen stands between them, which is how a heading is known to
 * open its section, and a section its file.
 */
import { idOf, type XmlElement } from '@chapterhouse/epub'

export type IndexedElement = {
  readonly element: XmlElement
  readonly parent: number
  /** Visible characters of the document before its start tag and before its end tag; a picture counts as some. */
  readonly start: number
  end: number
}

export type DocumentIndex = {
  readonly elements: readonly IndexedElement[]
  /** First element of each id. */
  readonly ids: ReadonlyMap<string, number>
  /** Place of the body element (of the root, where there is none). */
  readonly body: number
  readonly total: number
}

export const EMPTY_INDEX: DocumentIndex = { elements: [], ids: new Map(), body: 0, total: 0 }

const PICTURES = new Set([
  'img',
  'image',
  'svg',
  'math',
  'audio',
  'video',
  'object',
  'canvas',
  'embed',
  'iframe',
])
const UNSEEN = new Set(['head', 'script', 'style', 'title', 'template'])
const PICTURE_WEIGHT = 20

export function indexDocument(root: XmlElement): DocumentIndex {
  const elements: IndexedElement[] = []
  const ids = new Map<string, number>()
  let seen = 0
  let body = 0
  const visit = (element: XmlElement, parent: number): void => {
    const order = elements.length
    const entry: IndexedElement = { element, parent, start: seen, end: seen }
    elements.push(entry)
    const id = idOf(element)
    if (id !== null && !ids.has(id)) ids.set(id, order)
    const anchor = element.name === 'a' ? element.attributes.find((one) => one.name === 'name') : undefined
    if (anchor !== undefined && !ids.has(anchor.value)) ids.set(anchor.value, order)
    if (element.name === 'body' && body === 0) body = order
    if (PICTURES.has(element.name)) seen += PICTURE_WEIGHT
    for (const child of element.children) {
      if (child.kind === 'element') visit(child, order)
      else if (!UNSEEN.has(element.name)) seen += visibleLength(child.text)
    }
    entry.end = seen
  }
  visit(root, -1)
  return { elements, ids, body, total: seen }
}

const visibleLength = (text: string): number => {
  let count = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 32) count++
  return count
}
