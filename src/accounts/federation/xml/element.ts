/** Asking an XML tree. Names are always asked for with their namespace. */
import type { XmlElement } from './parse-xml.ts'

export const is = (element: XmlElement, namespace: string, name: string): boolean =>
  element.name === name && element.namespace === namespace

export const elementsOf = ({ children }: XmlElement): readonly XmlElement[] =>
  children.filter((child) => typeof child !== 'string')

export const childrenNamed = (parent: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  elementsOf(parent).filter((child) => is(child, namespace, name))

export const childNamed = (parent: XmlElement, namespace: string, name: string): XmlElement | null =>
  childrenNamed(parent, namespace, name)[0] ?? null

/** An attribute without a prefix; null: it is not there. */
export const attributeOf = ({ attributes }: XmlElement, name: string): string | null =>
  attributes.find((attribute) => attribute.name === name && attribute.namespace === '')?.value ?? null

/** All words in it, those of its children too. */
export const textOf = ({ children }: XmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

export const trimmedTextOf = (element: XmlElement): string => textOf(element).trim()

/** It and everything below it, in document order, each with its parents, nearest last. */
export function* walk(
  element: XmlElement,
  parents: readonly XmlElement[] = [],
): Generator<{ readonly element: XmlElement; readonly parents: readonly XmlElement[] }> {
  yield { element, parents }
  for (const child of elementsOf(element)) yield* walk(child, [...parents, element])
}

/** The same names, attributes and words in the same order; prefixes and declarations say nothing. */
export function isSameElement(a: XmlElement, b: XmlElement): boolean {
  if (a.name !== b.name || a.namespace !== b.namespace) return false
  if (attributesAsText(a) !== attributesAsText(b)) return false
  const [left, right] = [joinedChildren(a), joinedChildren(b)]
  return left.length === right.length && left.every((child, at) => isSameChild(child, right[at]))
}

const isSameChild = (a: XmlElement | string, b: XmlElement | string | undefined): boolean => {
  if (typeof a === 'string') return typeof b === 'string' && toLines(a) === toLines(b)
  return typeof b === 'object' && isSameElement(a, b)
}

/** A carriage return that was written as a character reference is lost when xmldom writes what it has read. */
const toLines = (text: string): string => text.replace(/\r\n?/g, '\n')

const attributesAsText = ({ attributes }: XmlElement): string =>
  JSON.stringify(attributes.map(({ namespace, name, value }) => [namespace, name, value]).sort(byText))

const byText = (a: readonly string[], b: readonly string[]): number =>
  JSON.stringify(a) < JSON.stringify(b) ? -1 : 1

function joinedChildren({ children }: XmlElement): readonly (XmlElement | string)[] {
  const joined: (XmlElement | string)[] = []
  for (const child of children) {
    const last = joined.at(-1)
    if (typeof child === 'string' && typeof last === 'string') joined[joined.length - 1] = last + child
    else if (child !== '') joined.push(child)
  }
  return joined
}

/** It without those of its own children. */
export const without = (element: XmlElement, namespace: string, name: string): XmlElement => ({
  ...element,
  children: element.children.filter((child) => typeof child === 'string' || !is(child, namespace, name)),
})
