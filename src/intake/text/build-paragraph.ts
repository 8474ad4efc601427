/** Paragraphs, and what turns out to be none: a picture, a formula, the marker of a page. */
import type { XmlElement, XmlNode } from '@chapterhouse/epub'
import { longDescription } from './build-figure.ts'
import { buildInline, wrapAll } from './build-inline.ts'
import { attribute, classed, isBlank, make, type OutAttribute, type OutNode } from './out-tree.ts'
import { type Meaning, paragraphClass } from './read-meaning.ts'
import { closeBlock, meaningOf, openBlock, type Reading } from './reading.ts'
import { type Scope, sideOf } from './scope.ts'

/** A paragraph, or what it turns out to be: a picture, a formula, a page marker, nothing. */
export function paragraph(
  nodes: readonly XmlNode[],
  scope: Scope,
  reading: Reading,
  element?: XmlElement,
): OutNode[] {
  const isBlock = !scope.isWithin
  const opened = isBlock ? openBlock(reading, 'paragraph') : null
  const children = trimmed(buildInline(nodes, scope, reading))
  const shown = children.filter((child) => !isBlank(child))
  const isMarkers =
    shown.length > 0 && shown.every((child) => child.kind === 'element' && child.block?.kind === 'page')
  const only = shown.filter((child) => child.kind === 'element')
  const isPicture = shown.length > 0 && shown.every(isPictureNode)
  const isFormula =
    shown.length > 0 && shown.every((child) => child.kind === 'element' && child.name === 'math')
  if (shown.length === 0 || isMarkers) {
    if (isBlock) closeBlock(reading, null)
    return isMarkers ? [pageBreakLine(only, scope)] : []
  }
  if (isPicture || isFormula) {
    const block = opened === null ? null : { kind: isPicture ? ('figure' as const) : ('formula' as const) }
    if (isBlock) closeBlock(reading, block)
    const described = isPicture && isBlock ? longDescription(nodes, scope, reading) : []
    return [
      isPicture
        ? make('figure', scope, [...wrapAll(shown, scope), ...described], { block })
        : make('div', scope, shown.map(asDisplay), { attributes: classed('formula'), block }),
    ]
  }
  if (isBlock) closeBlock(reading, opened)
  const meaning = element === undefined ? null : meaningOf(reading, scope.path, element)
  const tagged = meaning === null ? children : wholeMeaning(meaning, children, scope)
  return [
    make('p', scope, wrapAll(tagged, scope), {
      attributes: paragraphAttributes(element, scope),
      block: opened,
    }),
  ]
}

/** What holds for a paragraph as a whole is said inside of it. */
function wholeMeaning(meaning: Meaning, children: readonly OutNode[], scope: Scope): readonly OutNode[] {
  const italic = meaning.italic ? [make('i', scope, children)] : children
  return meaning.smallCaps ? [make('span', scope, italic, { attributes: classed('sc') })] : italic
}

function paragraphAttributes(element: XmlElement | undefined, scope: Scope): readonly OutAttribute[] {
  const name = element === undefined ? null : paragraphClass(element)
  const classes = [...(name === null ? [] : [name]), ...sideOf(scope)]
  return classes.length === 0 ? [] : classed(classes.join(' '))
}

const PICTURES = new Set(['img', 'svg', 'audio', 'video'])

function isPictureNode(node: OutNode): boolean {
  if (node.kind === 'text') return false
  if (PICTURES.has(node.name)) return true
  return (node.name === 'a' || node.name === 'span') && node.note === null && node.block === null
    ? node.children.some(isPictureNode) &&
        node.children.every((child) => isBlank(child) || isPictureNode(child))
    : false
}

const asDisplay = (node: OutNode): OutNode =>
  node.kind === 'element' && !node.attributes.some(({ name }) => name === 'display')
    ? { ...node, attributes: [...node.attributes, attribute('display', 'block')] }
    : node

/** No space and no line end at either end: neither can be seen there. */
export function trimmed(nodes: readonly OutNode[]): OutNode[] {
  const isEdge = (node: OutNode | undefined): boolean =>
    node !== undefined &&
    (node.kind === 'text' ? node.text.trim() === '' && !/\u00a0/.test(node.text) : node.name === 'br')
  let first = 0
  let last = nodes.length
  while (first < last && isEdge(nodes[first])) first += 1
  while (last > first && isEdge(nodes[last - 1])) last -= 1
  return nodes.slice(first, last).map((node, i, all): OutNode => {
    if (node.kind !== 'text') return node
    const start = i === 0 ? node.text.replace(/^[ \t\r\n\f]+/, '') : node.text
    return { kind: 'text', text: i === all.length - 1 ? start.replace(/[ \t\r\n\f]+$/, '') : start }
  })
}

export const pageBreakLine = (markers: readonly OutNode[], scope: Scope): OutNode =>
  make('div', scope, markers, { attributes: classed('page-break') })
