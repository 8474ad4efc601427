/** What has to be known of every document before any is mended: a link in the first may lead into the last. */
import {
  attr,
  descendants,
  type EpubPackage,
  findElement,
  idOf,
  OPS,
  parseXml,
  readStyles,
  textOf,
  XHTML,
  type XmlElement,
} from '@chapterhouse/epub'
import { LEAST_SHARED_STYLE, MOST_HIDDEN } from './kindle-rules.ts'

export type DocumentFacts = {
  readonly ids: ReadonlySet<string>
  readonly bodyId: string | null
  /** Its own style sheets that are long enough to be worth a file. */
  readonly styles: readonly string[]
  /** It holds more text that is not shown than Amazon's converter bears. */
  readonly hides: boolean
  /** EPUB 3.3 §7.4.1: its lists are known by their epub:type, and so are the entries of its landmarks. */
  readonly isContents: boolean
}

/** Null: it cannot be parsed. */
export function readFacts(book: EpubPackage, path: string): DocumentFacts | null {
  const read = book.container.read(path)
  const parsed = read.ok ? parseXml(read.value, { file: path }) : read
  if (!parsed.ok) return null
  const { root } = parsed
  const all = [...descendants(root)]
  const body = findElement(root, 'body')
  const hidden = isContents(root) ? new Set<XmlElement>() : findHidden(book, path, root)
  const unseen = new Set([...hidden].flatMap((element) => [element, ...descendants(element)]))
  return {
    ids: new Set(
      [root, ...all]
        .filter((one) => !unseen.has(one))
        .map(idOf)
        .filter((id) => id !== null),
    ),
    bodyId: body === null ? null : idOf(body),
    styles: all
      .filter(isStyle)
      .map(textOf)
      .filter((text) => text.length >= LEAST_SHARED_STYLE),
    hides: hidden.size > 0,
    isContents: isContents(root),
  }
}

/** The contents hide their lists of pages by right. */
const isContents = (root: XmlElement): boolean =>
  [...descendants(root, 'nav')].some((nav) => attr(nav, 'type', OPS) !== null)

export const isStyle = (element: XmlElement): boolean =>
  element.name === 'style' && element.namespace === XHTML

/** The outermost elements that nobody sees, when they hold more text than Amazon's converter bears. */
export function findHidden(book: EpubPackage, path: string, root: XmlElement): ReadonlySet<XmlElement> {
  const body = findElement(root, 'body')
  if (body === null || textOf(body).length <= MOST_HIDDEN) return new Set()
  const styles = readStyles(book, path, root)
  const hidden = new Set<XmlElement>()
  const visit = (element: XmlElement): void => {
    if (attr(element, 'hidden') !== null || styles.meaningOf(element).hidden === true) hidden.add(element)
    else for (const child of element.children) if (child.kind === 'element') visit(child)
  }
  visit(body)
  const characters = [...hidden].reduce((sum, element) => sum + textOf(element).length, 0)
  return characters > MOST_HIDDEN ? hidden : new Set()
}
