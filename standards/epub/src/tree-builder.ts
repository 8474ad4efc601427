/** Grows the tree of xml.ts from the events of a streaming parser, within limits. */
import type { SaxesTagNS } from 'saxes'
import type { XmlAttribute, XmlElement, XmlNode } from './xml.ts'

export type TreeLimits = { readonly maxDepth: number; readonly maxElements: number }

export type TreeFault = { readonly rule: string; readonly message: string; readonly element: string | null }

type Growing = { readonly element: XmlElement; readonly children: XmlNode[] }

export class TreeBuilder {
  root: XmlElement | null = null
  /** The element that was closed last: what a wrong closing tag is about. */
  lastClosed: XmlElement | null = null
  readonly #limits: TreeLimits
  readonly #stack: Growing[] = []
  readonly #names = new Map<string, string>()
  #pending = ''
  #elements = 0

  constructor(limits: TreeLimits) {
    this.#limits = limits
  }

  get isInside(): boolean {
    return this.#stack.length > 0
  }

  /** Answers with a fault when a limit is passed. */
  open(tag: SaxesTagNS, namespace: string, line: number): TreeFault | null {
    this.#flush()
    this.#elements += 1
    const fault = this.#faultOf(tag)
    if (fault !== null) return fault
    const children: XmlNode[] = []
    const element: XmlElement = {
      kind: 'element',
      name: this.#intern(tag.local),
      namespace,
      attributes: this.#attributesOf(tag),
      children,
      line,
    }
    if (this.#stack.length === 0) this.root ??= element
    else this.#stack.at(-1)?.children.push(element)
    this.#stack.push({ element, children })
    return null
  }

  close(): void {
    this.#flush()
    this.lastClosed = this.#stack.pop()?.element ?? null
  }

  /** Text beside a comment, an entity or a CDATA section is one text. */
  addText(text: string): void {
    if (this.isInside) this.#pending += text
  }

  #flush(): void {
    if (this.#pending === '') return
    this.#stack.at(-1)?.children.push({ kind: 'text', text: this.#pending })
    this.#pending = ''
  }

  #faultOf(tag: SaxesTagNS): TreeFault | null {
    const { maxDepth, maxElements } = this.#limits
    if (this.#elements > maxElements)
      return {
        rule: 'document-size-is-bounded',
        message: `The file holds more than ${maxElements} elements, which is more than is read. Split it into several.`,
        element: null,
      }
    if (this.#stack.length >= maxDepth)
      return {
        rule: 'document-depth-is-bounded',
        message: `Elements are nested more than ${maxDepth} deep, which no page needs. Take the surplus levels away.`,
        element: `<${tag.name}>`,
      }
    return null
  }

  /** One string for each name, however often it occurs: a long book has a million elements. */
  #intern(name: string): string {
    const known = this.#names.get(name)
    if (known === undefined) this.#names.set(name, name)
    return known ?? name
  }

  #attributesOf(tag: SaxesTagNS): readonly XmlAttribute[] {
    const attributes: XmlAttribute[] = []
    for (const { local, uri, value } of Object.values(tag.attributes))
      if (uri !== XMLNS) attributes.push({ name: this.#intern(local), namespace: uri, value })
    return attributes.length === 0 ? NO_ATTRIBUTES : attributes
  }
}

const XMLNS = 'http://www.w3.org/2000/xmlns/'
const NO_ATTRIBUTES: readonly XmlAttribute[] = []
