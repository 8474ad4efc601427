import { indexOf } from '../cut-place.ts'
import { readDocument } from '../read-document.ts'
import type { CutDocument, EpubPackage } from '../types.ts'
import { attr, childElements, findElement } from '../walk-xml.ts'
import { OPS, XHTML, type XmlAttribute, type XmlElement, type XmlNode } from '../xml.ts'

export type SliceNotes = { readonly path: string; readonly elements: readonly number[] }

/**
 * The chapter's documents with the notes that stand elsewhere: a notes file cut down to what is referred to, at its own path,
 * so that its references hold; or a section at the end of the document, when the notes stand in a cut-away part of it.
 */
export function withNotes(
  book: EpubPackage,
  documents: readonly CutDocument[],
  notes: readonly SliceNotes[],
  heading: string,
): { readonly documents: readonly CutDocument[]; readonly notesPaths: ReadonlySet<string> } {
  const result = new Map(documents.map((document) => [document.path, document]))
  const notesPaths = new Set<string>()
  for (const { path, elements } of notes) {
    const parsed = readDocument(book.container, path)
    if (!parsed.ok || elements.length === 0) continue
    const section = notesSection(parsed.root, elements, heading)
    const known = result.get(path)
    result.set(path, { path, root: withBody(known?.root ?? parsed.root, section, known !== undefined) })
    notesPaths.add(path)
  }
  return { documents: [...result.values()], notesPaths }
}

function withBody(root: XmlElement, section: XmlElement, isAddition: boolean): XmlElement {
  const body = findElement(root, 'body')
  if (body === null) return root
  // A notes file says of its body that it is back matter full of notes: true of the slice as well.
  const kept = { ...body, children: isAddition ? [...body.children, section] : [section] }
  return { ...root, children: root.children.map((child) => (child === body ? kept : child)) }
}

function notesSection(root: XmlElement, places: readonly number[], heading: string): XmlElement {
  const index = indexOf(root)
  const wanted = new Set(places)
  const chosen = [...index.order].filter(([, place]) => wanted.has(place)).map(([element]) => element)
  const children: XmlNode[] = [element('h2', [], [{ kind: 'text', text: heading }])]
  let list: { readonly wrapper: string; readonly items: XmlElement[] } | null = null
  for (const one of chosen) {
    const parent = index.parents.get(one)
    const wrapper = wrapperOf(one, parent)
    if (wrapper === null) {
      list = null
      children.push(one)
      continue
    }
    if (list === null || list.wrapper !== wrapper) {
      list = { wrapper, items: [] }
      children.push(listElement(wrapper, list.items))
    }
    list.items.push(wrapper === 'ol' && parent !== undefined ? numbered(one, parent) : one)
  }
  const terms: readonly XmlAttribute[] = [
    { name: 'type', namespace: OPS, value: 'endnotes' },
    { name: 'role', namespace: '', value: 'doc-endnotes' },
  ]
  return root.attributes.some(({ namespace }) => namespace === OPS) || usesTerms(root)
    ? element('section', terms, children)
    : element('div', [], children)
}

const element = (
  name: string,
  attributes: readonly XmlAttribute[],
  children: readonly XmlNode[],
): XmlElement => ({
  kind: 'element',
  name,
  namespace: XHTML,
  attributes,
  children,
  line: 1,
})

const listElement = (wrapper: string, items: XmlElement[]): XmlElement =>
  wrapper === 'table' ? element('table', [], [element('tbody', [], items)]) : element(wrapper, [], items)

/** EPUB 3 documents speak in epub:type and sections; XHTML 1.1 knows neither. */
function usesTerms(root: XmlElement): boolean {
  const found = (one: XmlElement): boolean =>
    one.name === 'section' ||
    one.name === 'aside' ||
    one.attributes.some(({ namespace }) => namespace === OPS) ||
    one.children.some((child) => child.kind === 'element' && found(child))
  return found(root)
}

function wrapperOf(one: XmlElement, parent: XmlElement | undefined): string | null {
  if (one.name === 'li') return parent?.name === 'ul' ? 'ul' : 'ol'
  if (one.name === 'dd' || one.name === 'dt') return 'dl'
  return one.name === 'tr' ? 'table' : null
}

/** A note keeps the number that its list gave it. */
function numbered(item: XmlElement, list: XmlElement): XmlElement {
  if (attr(item, 'value') !== null) return item
  let number = Number(attr(list, 'start') ?? 1)
  for (const sibling of childElements(list, 'li')) {
    const own = attr(sibling, 'value')
    if (own !== null) number = Number(own)
    if (sibling === item) break
    number += 1
  }
  return {
    ...item,
    attributes: [...item.attributes, { name: 'value', namespace: '', value: String(number) }],
  }
}
