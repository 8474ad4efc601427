/** One document of the book as Amazon's converter takes it; of what a reader sees nothing is lost. */
import {
  attr,
  findElement,
  OPS,
  relativeHref,
  resolveHref,
  SVG,
  textOf,
  XHTML,
  XLINK,
  type XmlAttribute,
  type XmlDocument,
  type XmlElement,
  type XmlNode,
} from '@chapterhouse/epub'
import { addressOf, type CopyPlan, linkOf, placeOf, sharedKey } from './copy-plan.ts'
import { findHidden, isStyle } from './document-facts.ts'
import type { KindleRule } from './kindle-rules.ts'
import { mendStyles } from './mend-styles.ts'

export function mendDocument(document: XmlDocument, path: string, plan: CopyPlan): XmlElement {
  const hides = plan.facts.get(path)?.hides === true
  const hidden = hides ? findHidden(plan.book, path, document.root) : new Set<XmlElement>()
  const mender = new Mender(path, plan, hidden)
  return withSheets(mender.element(document.root), document)
}

const LINKS = new Set(['a', 'area'])
const PICTURES = new Set(['img', 'image'])
const PLAYED = new Set(['audio', 'video'])

class Mender {
  readonly #path: string
  readonly #plan: CopyPlan
  readonly #hidden: ReadonlySet<XmlElement>
  constructor(path: string, plan: CopyPlan, hidden: ReadonlySet<XmlElement>) {
    this.#path = path
    this.#plan = plan
    this.#hidden = hidden
  }

  element(element: XmlElement): XmlElement {
    return {
      ...element,
      attributes: element.attributes.flatMap((one) => this.#attribute(element, one)),
      children: element.children.flatMap((child) => (child.kind === 'text' ? [child] : this.#child(child))),
    }
  }

  #child(child: XmlElement): readonly XmlNode[] {
    if (this.#hidden.has(child)) {
      this.#mended(
        'hidden-text-is-short',
        `Text of ${textOf(child).length} characters that nobody sees is left out.`,
      )
      return []
    }
    if (child.name === 'script') {
      this.#mended('book-runs-no-scripts', 'A script is left out.')
      return []
    }
    if (child.name === 'noscript' || child.name === 'picture')
      return this.element(child).children.filter((one) => one.kind === 'text' || one.name !== 'source')
    if (isStyle(child)) return [this.#style(child)]
    if (child.name === 'link' && child.namespace === XHTML)
      return this.#isThere(child, 'href') ? [this.element(child)] : []
    if (PLAYED.has(child.name) && this.#plan.manner === 'plain')
      return this.element(child).children.filter(isShownInstead)
    if (PICTURES.has(child.name) && !this.#isPicture(child)) {
      this.#mended('pictures-have-a-source', 'A picture without a file is left out; its text stays.')
      return textInPlaceOf(child)
    }
    return [this.element(child)]
  }

  #isPicture(element: XmlElement): boolean {
    const href = attr(element, 'src') ?? attr(element, 'href', XLINK) ?? attr(element, 'href') ?? ''
    if (element.name === 'image' && element.namespace !== SVG) return true
    return href.trim() !== '' && addressOf(this.#plan, this.#path, href) !== null
  }

  #isThere(element: XmlElement, name: string): boolean {
    const href = attr(element, name)
    return href !== null && addressOf(this.#plan, this.#path, href) !== null
  }

  #style(style: XmlElement): XmlElement {
    const text = textOf(style)
    const shared = this.#plan.shared.get(sharedKey(this.#path, text))
    if (shared !== undefined) {
      this.#mended('styles-are-shared', 'A style sheet repeated in several documents is now one file.')
      return linkTo(relativeHref(this.#path, shared, null), style.line)
    }
    const mended = this.#styles(text)
    return mended === text ? style : { ...style, children: [{ kind: 'text', text: mended }] }
  }

  #styles(text: string): string {
    return mendStyles(text, {
      addressOf: (href) => addressOf(this.#plan, this.#path, href),
      withoutFonts: this.#plan.manner === 'plain',
    })
  }

  #attribute(element: XmlElement, attribute: XmlAttribute): readonly XmlAttribute[] {
    const { name, namespace, value } = attribute
    if (namespace === '' && /^on[a-z]/i.test(name)) {
      this.#mended('book-runs-no-scripts', `The handler ${name} is left out.`)
      return []
    }
    if (namespace === '' && /^data-amzn/i.test(name)) {
      this.#mended('amazon-left-no-marks', `The attribute ${name} is left out.`)
      return []
    }
    if (name === 'alt' && namespace === '' && value.trim() === '' && PICTURES.has(element.name)) {
      this.#mended(
        'alternative-text-is-not-empty',
        'A picture for looks alone has no alternative text in the copy.',
      )
      // XHTML 1.1 asks for the attribute; EPUB 3 does not.
      return this.#plan.book.version.startsWith('3') ? [] : [{ ...attribute, value: '\u00a0' }]
    }
    const isExtra = namespace === OPS || (namespace === '' && name.startsWith('data-'))
    if (this.#plan.manner === 'plain' && isExtra)
      return namespace === OPS && this.#plan.facts.get(this.#path)?.isContents === true ? [attribute] : []
    // The plain source is what every reader falls back on.
    if (name === 'srcset' && namespace === '') return []
    if (!ADDRESSES.has(name) || (namespace !== '' && namespace !== XLINK)) return [attribute]
    return this.#address(element, attribute)
  }

  #address(element: XmlElement, attribute: XmlAttribute): readonly XmlAttribute[] {
    const { value } = attribute
    if (/^\s*(javascript|vbscript):/i.test(value)) {
      this.#mended('book-runs-no-scripts', 'A link to a script is no link any longer.')
      return []
    }
    // In a drawing, "#x" is a part of the drawing: gradients, markers, signs.
    if (element.namespace !== XHTML && !LINKS.has(element.name) && value.startsWith('#')) return [attribute]
    const address = LINKS.has(element.name)
      ? linkOf(this.#plan, this.#path, value)
      : addressOf(this.#plan, this.#path, value)
    if (address === null && this.#leadsNowhere(value))
      this.#mended('links-lead-somewhere', `A link to “${value}” led to no file.`)
    return address === null ? [] : [{ ...attribute, value: address }]
  }

  #leadsNowhere(value: string): boolean {
    const reference = resolveHref(this.#path, value)
    return reference.kind === 'inside' && placeOf(this.#plan, reference.path) === null
  }

  #mended(rule: KindleRule, message: string): void {
    this.#plan.mended({ rule, file: this.#path, message })
  }
}

const ADDRESSES = new Set(['href', 'src', 'poster', 'data', 'xlink:href'])

const textInPlaceOf = (picture: XmlElement): readonly XmlNode[] => {
  const text = (attr(picture, 'alt') ?? '').trim()
  return text === '' || picture.namespace === SVG ? [] : [{ kind: 'text', text: `[${text}]` }]
}

const isShownInstead = (node: XmlNode): boolean =>
  node.kind === 'text' || (node.name !== 'source' && node.name !== 'track')

const linkTo = (href: string, line: number): XmlElement => ({
  kind: 'element',
  name: 'link',
  namespace: XHTML,
  attributes: [
    { name: 'rel', namespace: '', value: 'stylesheet' },
    { name: 'type', namespace: '', value: 'text/css' },
    { name: 'href', namespace: '', value: href },
  ],
  children: [],
  line,
})

/** A style sheet named by an instruction before the root: the tree knows elements alone. */
function withSheets(root: XmlElement, { instructions }: XmlDocument): XmlElement {
  const sheets = instructions.flatMap(({ target, body }) => {
    const href = target === 'xml-stylesheet' ? /\bhref\s*=\s*["']([^"']+)["']/.exec(body)?.[1] : undefined
    return href === undefined ? [] : [linkTo(href, 1)]
  })
  const head = findElement(root, 'head')
  if (sheets.length === 0 || head === null) return root
  const kept = { ...head, children: [...sheets, ...head.children] }
  return { ...root, children: root.children.map((child) => (child === head ? kept : child)) }
}
