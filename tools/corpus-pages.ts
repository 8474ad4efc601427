/** What a served page of a chapter holds: its text, the places in it, and where it leads. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element

export type SeenPage = {
  readonly url: string
  /** The text of the chapter on this page; null where there is none. */
  readonly text: Element | null
  readonly ids: ReadonlySet<string>
  readonly textIds: readonly string[]
  /** Whole addresses, by the links and media of the page. */
  readonly links: readonly string[]
  /** References to notes by their id: the address of the note. */
  readonly references: ReadonlyMap<string, string>
  /** Addresses of references to which notes lead back. */
  readonly backLinks: readonly string[]
}

export function lookAt(url: string, html: string): SeenPage {
  const ids = new Set<string>()
  const textIds: string[] = []
  const links: string[] = []
  const references = new Map<string, string>()
  const backLinks: string[] = []
  let text: Element | null = null
  const visit = (node: Node, inText: boolean): void => {
    if (!('tagName' in node)) return
    const isText = attributeOf(node, 'data-text') !== null
    if (isText) text = node
    const id = attributeOf(node, 'id')
    if (id !== null) ids.add(id)
    if (id !== null && inText) textIds.push(id)
    const link = linkOf(node)
    if (link !== null) {
      const address = new URL(link, url).href
      links.push(address)
      const role = attributeOf(node, 'role')
      if (role === 'doc-backlink') backLinks.push(address)
      if (role === 'doc-noteref' && id !== null) references.set(id, address)
    }
    for (const child of node.childNodes) visit(child, inText || isText)
  }
  for (const child of parse(html).childNodes) visit(child, false)
  return { url, text, ids, textIds, links, references, backLinks }
}

const LINKS: Readonly<Record<string, string>> = {
  ...{ a: 'href', area: 'href', link: 'href', img: 'src', image: 'href', audio: 'src', video: 'src' },
  ...{ source: 'src', track: 'src', script: 'src' },
}

const linkOf = (element: Element): string | null => {
  const name = LINKS[element.tagName]
  return name === undefined ? null : attributeOf(element, name)
}

const attributeOf = (element: Element, name: string): string | null =>
  element.attrs.find((one) => one.name === name)?.value ?? null
