/** Counts what a reader can see in a part of a page, which a parser has read that has no part in making it. */
import type { DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

export type HtmlCount = {
  /** In order, lower case; words that only the page has (class `made`) and copies of notes are apart. */
  readonly words: readonly string[]
  readonly noterefs: number
  readonly tables: number
  readonly images: number
  readonly formulas: number
  readonly pageBreaks: number
  /** Elements and attributes that could act: none may be left. */
  readonly active: readonly string[]
}

export type CountOptions = {
  /** A note that stands elsewhere too: its words, references, tables and pictures are counted there. */
  readonly isCopy?: (id: string) => boolean
}

const INLINE = new Set(
  (
    'a abbr b bdi bdo cite code del dfn em i ins kbd mark q rb rp rt rtc ruby s samp small span strong sub sup time u var ' +
    'wbr img'
  ).split(' '),
)

export function countHtml(root: Element, options: CountOptions = {}): HtmlCount {
  const parts: string[] = []
  const count = { noterefs: 0, tables: 0, images: 0, formulas: 0, pageBreaks: 0 }
  const active: string[] = []
  const visit = (node: Node, isCounted: boolean): void => {
    if (node.nodeName === '#text') {
      if (isCounted) parts.push((node as DefaultTreeAdapterTypes.TextNode).value)
      return
    }
    if (!('tagName' in node)) return
    const id = attributeOf(node, 'id')
    active.push(...actsOf(node))
    const isMade = hasClass(node, 'made') || attributeOf(node, 'role') === 'doc-backlink'
    const isNoteCopy = hasClass(node, 'note') && id !== null && options.isCopy?.(id) === true
    const counted = isCounted && !isMade && !isNoteCopy
    if (counted) tally(node, count)
    const isInline = INLINE.has(node.tagName)
    if (!isInline) parts.push(' ')
    for (const child of node.childNodes) visit(child, counted)
    if (!isInline) parts.push(' ')
  }
  for (const child of root.childNodes) visit(child, true)
  return { ...count, words: wordsOf(parts.join('')), active }
}

function tally(
  element: Element,
  count: { noterefs: number; tables: number; images: number; formulas: number; pageBreaks: number },
): void {
  const role = attributeOf(element, 'role')
  if (role === 'doc-noteref') count.noterefs += 1
  if (role === 'doc-pagebreak') count.pageBreaks += 1
  if (element.tagName === 'table') count.tables += 1
  if (element.tagName === 'img' || element.tagName === 'image') count.images += 1
  if (element.tagName === 'math') count.formulas += 1
}

const FORBIDDEN = new Set(
  'script style iframe object embed form input button select textarea link meta base frame frameset applet foreignObject animate set animateTransform animateMotion handler'.split(
    ' ',
  ),
)

const actsOf = (element: Element): string[] => [
  ...(FORBIDDEN.has(element.tagName) ? [`<${element.tagName}>`] : []),
  ...element.attrs
    .filter(
      ({ name, value }) =>
        /^on|^style$|^srcdoc$|^formaction$/i.test(name) || /^\s*(javascript|vbscript|data:text)/i.test(value),
    )
    .map(({ name, value }) => `${element.tagName} ${name}=${value.slice(0, 60)}`),
]

const attributeOf = (element: Element, name: string): string | null =>
  element.attrs.find((one) => one.name === name)?.value ?? null

const hasClass = (element: Element, name: string): boolean =>
  (attributeOf(element, 'class') ?? '').split(/\s+/).includes(name)

/** Runs of letters and digits; marks of omission, dashes and signs are no words. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []

/** How often each word is there and not in the other list. */
export function wordsMissing(from: readonly string[], other: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of from) counts.set(word, (counts.get(word) ?? 0) + 1)
  for (const word of other) {
    const left = (counts.get(word) ?? 0) - 1
    if (counts.has(word)) left === 0 ? counts.delete(word) : counts.set(word, left)
  }
  return new Map([...counts].filter(([, count]) => count > 0))
}
