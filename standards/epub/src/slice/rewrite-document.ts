import { resolveHref } from '../resolve-href.ts'
import type { CutDocument, EpubPackage, ManifestItem, Target } from '../types.ts'
import { attr, findElement, hasToken, textOf } from '../walk-xml.ts'
import { OPS, XHTML, XLINK, XML, type XmlAttribute, type XmlElement, type XmlNode } from '../xml.ts'

export type Rewriting = {
  /** The documents of the slice, each with the ids that are left in it. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>
  readonly linkTo: (target: Target) => string | null
  readonly language: string
  readonly title: string
}

/**
 * A document of the slice with its references made right: inside the slice they stay, to the rest of the book they become
 * links to pages or end, and what it shows from files is listed. Scripts stay behind: a chapter's file is to be read.
 */
export function rewriteDocument(
  book: EpubPackage,
  document: CutDocument,
  rewriting: Rewriting,
): { readonly root: XmlElement; readonly resources: readonly string[] } {
  const items = new Map([...book.manifest.values()].map((item) => [item.path, item]))
  const work = new Rewrite(document.path, items, rewriting)
  return {
    root: withTitle(withLanguage(work.element(document.root), rewriting.language), rewriting.title),
    resources: work.resources,
  }
}

const ADDRESSES = new Set(['href', 'src', 'poster', 'data', 'altimg', 'longdesc', 'cite', 'background'])
const FRAMES = new Set(['iframe', 'object', 'embed'])
const DROPPED = new Set(['script', 'noscript', 'base'])

class Rewrite {
  readonly resources: string[] = []
  readonly #path: string
  readonly #items: ReadonlyMap<string, ManifestItem>
  readonly #to: Rewriting

  constructor(path: string, items: ReadonlyMap<string, ManifestItem>, to: Rewriting) {
    this.#path = path
    this.#items = items
    this.#to = to
  }

  element(element: XmlElement): XmlElement {
    const rewritten = element.attributes.flatMap((attribute) => this.#attribute(element, attribute))
    const attributes =
      element.name !== 'a' || this.#staysInside(element) ? rewritten : rewritten.flatMap(withoutNoteTerms)
    const children = element.children.flatMap((child) => this.#child(child))
    return { ...element, attributes, children }
  }

  #child(child: XmlNode): readonly XmlNode[] {
    if (child.kind === 'text') return [child]
    if (DROPPED.has(child.name) && child.namespace === XHTML) return []
    if (FRAMES.has(child.name) && this.#showsAnotherDocument(child))
      return child.name === 'object' ? this.element(child).children : []
    if (isSignOfReturn(child) && !this.#staysInside(child)) return []
    const rewritten = this.element(child)
    if (child.name === 'img' && attr(rewritten, 'src') === null) return textInPlaceOf(child)
    if (child.name === 'link' && attr(rewritten, 'href') === null) return []
    return [rewritten]
  }

  #staysInside(link: XmlElement): boolean {
    const reference = resolveHref(this.#path, attr(link, 'href') ?? '')
    if (reference.kind !== 'inside') return false
    const ids = this.#to.ids.get(reference.path)
    return ids !== undefined && (reference.fragment === null || ids.has(reference.fragment))
  }

  #showsAnotherDocument(element: XmlElement): boolean {
    const reference = resolveHref(this.#path, attr(element, 'src') ?? attr(element, 'data') ?? '')
    if (reference.kind !== 'inside') return true
    const item = this.#items.get(reference.path)
    return item === undefined || isDocument(item)
  }

  #attribute(element: XmlElement, attribute: XmlAttribute): readonly XmlAttribute[] {
    if (/^on/i.test(attribute.name) && attribute.namespace === '') return []
    if (attribute.name === 'srcset') return this.#sourceSet(attribute)
    const isAddress =
      ADDRESSES.has(attribute.name) && (attribute.namespace === '' || attribute.namespace === XLINK)
    if (!isAddress) return [attribute]
    const reference = resolveHref(this.#path, attribute.value)
    if (reference.kind === 'invalid') return []
    if (reference.kind === 'outside')
      return /^(javascript|vbscript|file)$/.test(reference.scheme) ? [] : [attribute]
    const { path, fragment } = reference
    const ids = this.#to.ids.get(path)
    if (ids !== undefined) {
      if (fragment === null || ids.has(fragment)) return [attribute]
      return this.#leadingOut(element, attribute, { path, fragment })
    }
    const item = this.#items.get(path)
    if (item === undefined)
      return element.name === 'a' ? this.#leadingOut(element, attribute, { path, fragment }) : []
    if (isDocument(item)) return this.#leadingOut(element, attribute, { path, fragment })
    this.resources.push(path)
    return [attribute]
  }

  #leadingOut(element: XmlElement, attribute: XmlAttribute, target: Target): readonly XmlAttribute[] {
    const address = element.name === 'a' || element.name === 'area' ? this.#to.linkTo(target) : null
    return address === null ? [] : [{ ...attribute, value: address }]
  }

  #sourceSet(attribute: XmlAttribute): readonly XmlAttribute[] {
    const references = attribute.value
      .split(',')
      .map((one) => resolveHref(this.#path, one.trim().split(/\s+/)[0] ?? ''))
    const paths = references.map((one) =>
      one.kind === 'inside' && this.#items.has(one.path) ? one.path : null,
    )
    if (paths.includes(null)) return []
    this.resources.push(...paths.filter((path) => path !== null))
    return [attribute]
  }
}

/** EPUB 3 Structural Semantics Vocabulary 1.1 and DPUB-ARIA 1.1. */
const NOTE_LINKS = new Set(['noteref', 'annoref', 'doc-noteref', 'backlink', 'referrer', 'doc-backlink'])

/** What leads out of the slice is a link like any other: a reader expects a note behind a reference to one, and gets a page. */
function withoutNoteTerms(attribute: XmlAttribute): readonly XmlAttribute[] {
  const isTerms =
    (attribute.name === 'type' && attribute.namespace === OPS) ||
    (attribute.name === 'role' && attribute.namespace === '')
  if (!isTerms) return [attribute]
  const terms = attribute.value.split(/\s+/).filter((term) => term !== '' && !NOTE_LINKS.has(term))
  return terms.length === 0 ? [] : [{ ...attribute, value: terms.join(' ') }]
}

/** "↩" and no word: without the reference to which it leads back it says nothing. */
const isSignOfReturn = (element: XmlElement): boolean =>
  element.name === 'a' &&
  (hasToken(element, 'epub:type', 'backlink') ||
    hasToken(element, 'epub:type', 'referrer') ||
    hasToken(element, 'role', 'doc-backlink')) &&
  !/[\p{L}\p{N}]/u.test(textOf(element))

const isDocument = (item: ManifestItem): boolean =>
  ['application/xhtml+xml', 'text/html', 'application/x-dtbook+xml', 'application/x-dtbncx+xml'].includes(
    item.mediaType,
  )

const textInPlaceOf = (image: XmlElement): readonly XmlNode[] => {
  const text = attr(image, 'alt') ?? ''
  return text === '' ? [] : [{ kind: 'text', text: `[${text}]` }]
}

/** Kindle refuses books whose documents do not say their language; no validator minds that they do. */
function withLanguage(root: XmlElement, language: string): XmlElement {
  const own = attr(root, 'lang', XML) ?? attr(root, 'lang')
  const others = root.attributes.filter(
    ({ name, namespace }) => !(name === 'lang' && (namespace === XML || namespace === '')),
  )
  const value = own ?? language
  const isHtml5 = root.attributes.some(({ name, namespace }) => name === 'lang' && namespace === '')
  return {
    ...root,
    attributes: [
      ...others,
      { name: 'lang', namespace: XML, value },
      ...(isHtml5 ? [{ name: 'lang', namespace: '', value }] : []),
    ],
  }
}

/** The title of a file that several chapters share is not this chapter's: every document of the slice bears the slice's. */
function withTitle(root: XmlElement, text: string): XmlElement {
  const head = findElement(root, 'head')
  if (head === null) return root
  const title: XmlElement = {
    kind: 'element',
    name: 'title',
    namespace: XHTML,
    attributes: [],
    children: [{ kind: 'text', text }],
    line: 1,
  }
  const others = head.children.filter((child) => child.kind === 'text' || child.name !== 'title')
  const kept = { ...head, children: [title, ...others] }
  return { ...root, children: root.children.map((child) => (child === head ? kept : child)) }
}
