/**
 * The heading with which a chapter opens in its file: "Chapter V", "The Conference", a subtitle, an author's name. The
 * page of the chapter shows these itself, so the text leaves out what is the same.
 */
import { attr, hasToken, OPS, textOf, tokens, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'

export type HeadingLine = {
  readonly element: XmlElement
  readonly text: string
  readonly role: 'heading' | 'subtitle' | 'byline'
}

const HEADING = /^h[1-6]$/
const CONTAINERS = new Set([
  'html',
  'body',
  'section',
  'div',
  'header',
  'hgroup',
  'article',
  'main',
  'center',
])
const SKIPPED = new Set(['head', 'script', 'style', 'link', 'hr', 'br', 'template'])

/** Lines of the heading in order; it ends where the text begins. */
export function headingBlock(root: XmlElement): readonly HeadingLine[] {
  const lines: HeadingLine[] = []
  walk(root, false, lines)
  // What stands before the first heading is no part of it.
  const first = lines.findIndex((line) => line.role === 'heading')
  return first < 0 ? [] : lines.slice(first)
}

/** False: the text has begun. */
function walk(element: XmlElement, inHeader: boolean, lines: HeadingLine[]): boolean {
  for (const child of element.children) {
    if (child.kind === 'text') {
      if (child.text.trim() !== '') return false
      continue
    }
    if (SKIPPED.has(child.name) || isPageBreak(child)) continue
    const line = lineOf(child, inHeader, lines)
    if (line !== null) {
      lines.push(line)
      continue
    }
    if (CONTAINERS.has(child.name) && !startsText(child)) {
      // Deeper sections have headings of their own, unless nothing was found yet.
      const isSection = child.name === 'section' || child.name === 'article'
      if (isSection && lines.some((one) => one.role === 'heading')) return false
      if (!walk(child, inHeader || child.name === 'header' || child.name === 'hgroup', lines)) return false
      continue
    }
    if (isBlank(child)) continue
    return false
  }
  return true
}

function lineOf(element: XmlElement, inHeader: boolean, lines: readonly HeadingLine[]): HeadingLine | null {
  const isHeading = HEADING.test(element.name)
  // A section may hold half the book: its text is no line.
  const isLine = element.name === 'p' || (element.name === 'div' && !element.children.some(isBlock))
  if (!isHeading && !isLine) return null
  const text = normalizeSpace(textOf(element))
  if (text === '') return null
  const previous = lines.findLast((line) => line.role === 'heading')
  if (isHeading) {
    // A second heading belongs to the first where it goes on at the same or the next level: "Chapter V", "The Treaty".
    if (previous !== undefined && !isContinuation(previous, element, lines)) return null
    return { element, text, role: isSubtitle(element) ? 'subtitle' : 'heading' }
  }
  if (isSubtitle(element)) return { element, text, role: 'subtitle' }
  if (isByline(element)) return { element, text, role: 'byline' }
  if (
    isTitle(element) ||
    (inHeader && element.name === 'p' && previous !== undefined && isInHgroup(element, previous))
  )
    return { element, text, role: 'heading' }
  return null
}

/** Two headings in a row are one heading as long as the first is a mere number, or both share a group. */
function isContinuation(previous: HeadingLine, next: XmlElement, lines: readonly HeadingLine[]): boolean {
  if (lines.filter((line) => line.role === 'heading').length >= 3) return false
  if (isSubtitle(next)) return true
  const short =
    previous.text.length <= 24 &&
    /\d|^[ivxlcdm]+\.?$|chapter|kapitel|chapit|cap[íi]t|part|第|פרק|חלק|فصل|جزء|باب/i.test(previous.text)
  return short || hasToken(previous.element, 'epub:type', 'ordinal') || next.name === previous.element.name
}

const isInHgroup = (element: XmlElement, previous: HeadingLine): boolean =>
  termsOf(element).some((term) => term === 'title' || term === 'subtitle') ||
  termsOf(previous.element).includes('label')

const isTitle = (element: XmlElement): boolean =>
  termsOf(element).some((term) => term === 'title' || term === 'z3998:title' || term === 'fulltitle') ||
  classesOf(element).some((name) => TITLE_CLASS.test(name))

const isSubtitle = (element: XmlElement): boolean =>
  termsOf(element).some((term) => term === 'subtitle' || term === 'doc-subtitle') ||
  classesOf(element).some((name) => SUBTITLE_CLASS.test(name))

const isByline = (element: XmlElement): boolean =>
  termsOf(element).some((term) => BYLINE_TERMS.has(term)) ||
  classesOf(element).some((name) => BYLINE_CLASS.test(name))

const BYLINE_TERMS = new Set([
  'z3998:author',
  'author',
  'doc-credit',
  'doc-credits',
  'se:bridgehead',
  'bridgehead',
  'credit',
])
const TITLE_CLASS =
  /^(chapter-?(title|number|label|head)|(chap|ch)-?(title|num(ber)?)|ct|cn|chaptitle|part-?(title|number)|title)$/i
const SUBTITLE_CLASS = /^(chapter-?subtitle|sub-?title|subhd|cst)$/i
const BYLINE_CLASS = /^(chapter-?)?(author|authors|byline|contrib(utor)?s?|ca|au)$/i

export const termsOf = (element: XmlElement): readonly string[] => [
  ...tokens(attr(element, 'type', OPS)),
  ...tokens(attr(element, 'role')),
]

const classesOf = (element: XmlElement): readonly string[] => tokens(attr(element, 'class'))

const isPageBreak = (element: XmlElement): boolean =>
  termsOf(element).some((term) => term === 'pagebreak' || term === 'doc-pagebreak') ||
  (element.children.length === 1 &&
    element.children[0]?.kind === 'element' &&
    ['div', 'p'].includes(element.name) &&
    isPageBreak(element.children[0]))

/** Text that stands in a container by itself begins the chapter. */
const startsText = (element: XmlElement): boolean =>
  element.children.some((child) => child.kind === 'text' && child.text.trim() !== '')

const isBlank = (element: XmlElement): boolean => textOf(element).trim() === '' && !containsPicture(element)

const containsPicture = (element: XmlElement): boolean =>
  PICTURES.has(element.name) ||
  element.children.some((child) => child.kind === 'element' && containsPicture(child))

const PICTURES = new Set([
  'img',
  'svg',
  'math',
  'audio',
  'video',
  'object',
  'canvas',
  'iframe',
  'embed',
  'table',
])
const BLOCKS = new Set(['p', 'div', 'ul', 'ol', 'table', 'blockquote', 'section', 'figure', 'h1', 'h2', 'h3'])

const isBlock = (node: XmlNode): boolean => node.kind === 'element' && BLOCKS.has(node.name)

/** Letters and digits alone, so that "V. — The Treaty" and "V: the treaty" are the same words. */
export const bareWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
