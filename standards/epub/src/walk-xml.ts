/** Small walks over the tree of xml.ts. */
import { OPS, type XmlElement, type XmlNode } from './xml.ts'

/** The value of an attribute; '' names the attributes in no namespace, which is nearly all of them. */
export function attr(element: XmlElement, name: string, namespace = ''): string | null {
  for (const attribute of element.attributes)
    if (attribute.name === name && attribute.namespace === namespace) return attribute.value
  return null
}

/** White-space separated words of an attribute. */
export const tokens = (value: string | null): readonly string[] =>
  value === null ? [] : value.split(/[ \t\r\n\f]+/).filter((token) => token !== '')

/** `hasToken(a, 'epub:type', 'noteref')`; the prefix epub is understood, others are not needed. */
export function hasToken(element: XmlElement, attribute: string, token: string): boolean {
  const value = attribute.startsWith('epub:')
    ? attr(element, attribute.slice(5), OPS)
    : attr(element, attribute)
  return value !== null && tokens(value).includes(token)
}

/** All the text inside, in order, as it stands. */
export function textOf(node: XmlNode): string {
  if (node.kind === 'text') return node.text
  const parts: string[] = []
  gather(node, parts)
  return parts.join('')
}

function gather(element: XmlElement, parts: string[]): void {
  for (const child of element.children)
    if (child.kind === 'text') parts.push(child.text)
    else gather(child, parts)
}

export function* childElements(element: XmlElement, name?: string): Generator<XmlElement> {
  for (const child of element.children)
    if (child.kind === 'element' && (name === undefined || child.name === name)) yield child
}

export const firstChild = (element: XmlElement, name: string): XmlElement | null => {
  for (const child of childElements(element, name)) return child
  return null
}

/** Every element inside, in document order, the element itself left out. */
export function* descendants(element: XmlElement, name?: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.kind !== 'element') continue
    if (name === undefined || child.name === name) yield child
    yield* descendants(child, name)
  }
}

/** Its id: `id` as every vocabulary of EPUB has it, or `xml:id`. */
export const idOf = (element: XmlElement): string | null =>
  attr(element, 'id') ?? attr(element, 'id', 'http://www.w3.org/XML/1998/namespace')

/** The first element with this id, the root included. */
export function findById(root: XmlElement, id: string): XmlElement | null {
  if (idOf(root) === id) return root
  for (const child of root.children) {
    if (child.kind !== 'element') continue
    const found = findById(child, id)
    if (found !== null) return found
  }
  return null
}

/** The first descendant (or the element itself) of that name. */
export function findElement(root: XmlElement, name: string): XmlElement | null {
  if (root.name === name) return root
  for (const child of root.children) {
    if (child.kind !== 'element') continue
    const found = findElement(child, name)
    if (found !== null) return found
  }
  return null
}
