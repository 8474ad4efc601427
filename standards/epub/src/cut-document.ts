/**
 * A stretch of a document: what lies, in document order, at or after one id and before another, with the elements around
 * it. Nothing of the other side remains, since a neighbouring chapter may be one that this reader may not read: of an
 * element that began before the cut only what says how to show its inside is kept.
 */
import { cutPlaceElement, indexOf } from './cut-place.ts'
import { attr, childElements } from './walk-xml.ts'
import type { XmlAttribute, XmlElement, XmlNode } from './xml.ts'

/** The elements from a child of the body down to the one before which to cut. */
type Chain = readonly XmlElement[] | null

/** `null` for `from` is the start of the document, for `to` its end. The head is kept whole. */
export function cutDocument(root: XmlElement, fromId: string | null, toId: string | null): XmlElement {
  const from = cutPlaceElement(root, fromId)
  const to = cutPlaceElement(root, toId)
  const { body, order } = indexOf(root)
  const isEmpty = toId !== null && (to === null || (from !== null && place(order, from) >= place(order, to)))
  const kept = isEmpty ? withoutContent(body) : cut(body, chainTo(root, from), chainTo(root, to))
  return body === root
    ? kept
    : { ...root, children: root.children.map((child) => (child === body ? kept : child)) }
}

const place = (order: ReadonlyMap<XmlElement, number>, element: XmlElement): number => order.get(element) ?? 0

const withoutContent = (element: XmlElement): XmlElement => ({
  ...element,
  attributes: element.attributes.filter(saysHowToShow),
  children: [],
})

function chainTo(root: XmlElement, element: XmlElement | null): Chain {
  if (element === null) return null
  const { parents, body } = indexOf(root)
  const chain: XmlElement[] = []
  for (let at: XmlElement | undefined = element; at !== undefined && at !== body; at = parents.get(at))
    chain.unshift(at)
  return chain
}

function cut(element: XmlElement, from: Chain, to: Chain): XmlElement {
  const { children } = element
  const [first] = from ?? []
  const [last] = to ?? []
  const start = first === undefined ? 0 : children.indexOf(first)
  const end = last === undefined ? children.length - 1 : children.indexOf(last)
  const kept: XmlNode[] = []
  for (let at = start; at <= end; at += 1) {
    const child = children[at]
    if (child === undefined) continue
    const piece =
      child.kind === 'element'
        ? pieceOf(
            child,
            child === first ? within(from) : null,
            child === last ? within(to) : null,
            child === last,
          )
        : child
    if (piece !== null) kept.push(piece)
  }
  return from === null || from.length === 0
    ? { ...element, children: kept }
    : { ...element, attributes: continued(element, start), children: kept }
}

/** Null when the cut is right before this element. */
const within = (chain: Chain): Chain => (chain === null || chain.length <= 1 ? null : chain.slice(1))

function pieceOf(element: XmlElement, from: Chain, to: Chain, isLast: boolean): XmlElement | null {
  if (isLast && to === null) return null
  if (from === null && to === null) return element
  const piece = cut(element, from, to)
  return piece.children.length === 0 ? null : piece
}

const SHOWING = new Set(['class', 'style', 'lang', 'dir', 'type', 'role', 'start', 'viewBox', 'border'])

const saysHowToShow = ({ name }: XmlAttribute): boolean => SHOWING.has(name)

/** A numbered list goes on with the number that it had reached. */
function continued(element: XmlElement, start: number): readonly XmlAttribute[] {
  const kept = element.attributes.filter(saysHowToShow)
  if (element.name !== 'ol' || attr(element, 'reversed') !== null) return kept
  let number = wholeNumber(attr(element, 'start')) ?? 1
  const before = new Set(element.children.slice(0, start))
  for (const item of childElements(element, 'li')) {
    if (!before.has(item)) break
    number = (wholeNumber(attr(item, 'value')) ?? number) + 1
  }
  const others = kept.filter(({ name }) => name !== 'start')
  return number === 1 ? others : [...others, { name: 'start', namespace: '', value: String(number) }]
}

const wholeNumber = (text: string | null): number | null =>
  text !== null && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : null
