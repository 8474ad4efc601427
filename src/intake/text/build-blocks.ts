/** The flow of the text: paragraphs, headings, lists, quotations, verse, figures; each that can be pointed at is a block. */
import { attr, OPS, tokens, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { termsOf } from '../chapters/heading-block.ts'
import { buildFallback, buildSwitch } from './build-embedded.ts'
import { buildFigure, isFigure, longDescription, pictureBlock } from './build-figure.ts'
import { headingLevel, showHeading } from './build-heading.ts'
import {
  buildInline,
  buildPageMarker,
  linkAttributes,
  pageLabelsAt,
  pageMarker,
  wrapAll,
} from './build-inline.ts'
import { isPlayer } from './build-media.ts'
import { buildNoteInPlace } from './build-notes.ts'
import { buildTable } from './build-table.ts'
import { BLOCKS, INLINE, RENAMED, UNSEEN } from './element-table.ts'
import { attribute, classed, isBlank, make, type OutAttribute, type OutNode } from './out-tree.ts'
import { isPageBreak, isVerse, type Meaning, paragraphClass, SECTIONS } from './read-meaning.ts'
import { closeBlock, markId, meaningOf, openBlock, type Reading } from './reading.ts'
import { type Scope, within } from './scope.ts'

/** Everything in a container, as blocks: runs of bare text become paragraphs. */
export function buildBlocks(nodes: readonly XmlNode[], scope: Scope, reading: Reading): OutNode[] {
  const out: OutNode[] = []
  let run: XmlNode[] = []
  const closeRun = (): void => {
    if (run.length > 0) out.push(...paragraph(run, scope, reading))
    run = []
  }
  for (const node of nodes) {
    if (node.kind === 'text' || !startsBlock(node, reading, scope)) {
      run.push(node)
      continue
    }
    closeRun()
    out.push(...block(node, within(node, scope), scope, reading))
  }
  closeRun()
  return out
}

/** The content of a cell, a caption or a list item: inline as long as nothing in it begins a paragraph. */
export function buildFlow(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const isFlow = element.children.some(
    (child) => child.kind === 'element' && startsBlock(child, reading, scope),
  )
  if (isFlow) return buildBlocks(element.children, scope, reading)
  return wrapAll(trimmed(buildInline(element.children, scope, reading)), scope)
}

const blocksInside = new WeakMap<XmlElement, boolean>()

/** Inline elements that hold blocks are containers: <a><div>…</div></a>. */
function startsBlock(element: XmlElement, reading: Reading, scope: Scope): boolean {
  if (BLOCKS.has(element.name) || element.name === 'picture') return element.name !== 'picture'
  if (UNSEEN.has(element.name)) return false
  if (reading.library.notes.unitOf(element) !== null && element.name !== 'span' && element.name !== 'a')
    return true
  if (element.namespace === OPS && element.name === 'switch')
    return (buildSwitch(element) ?? []).some(
      (one) => one.kind === 'element' && startsBlock(one, reading, scope),
    )
  if (element.name === 'object' || element.name === 'iframe' || element.name === 'canvas')
    return holdsBlock(element) || element.name === 'iframe'
  if (element.name === 'math')
    return attr(element, 'display') === 'block' || attr(element, 'mode') === 'display'
  return holdsBlock(element)
}

function holdsBlock(element: XmlElement): boolean {
  const known = blocksInside.get(element)
  if (known !== undefined) return known
  const holds = element.children.some(
    (child) =>
      child.kind === 'element' &&
      child.name !== 'svg' &&
      child.name !== 'math' &&
      child.name !== 'select' &&
      (BLOCKS.has(child.name) || holdsBlock(child)),
  )
  blocksInside.set(element, holds)
  return holds
}

function block(element: XmlElement, scope: Scope, around: Scope, reading: Reading): OutNode[] {
  if (reading.dropped.has(element)) return droppedHeading(element, scope, reading)
  const note = reading.library.notes.unitOf(element)
  if (note !== null && !scope.isWithin) {
    reading.ownNotes.add(note)
    return reading.keepsNotes && note.elements[0] === element ? [buildNoteInPlace(note, scope, reading)] : []
  }
  if (isPageBreak(element)) {
    markId(reading, scope.path, element)
    return [pageBreakLine([buildPageMarker(element, scope, reading)], scope)]
  }
  const listed = pageLabelsAt(element, scope, reading)
  const marker =
    listed.length === 0
      ? []
      : [
          pageBreakLine(
            listed.map((label) => pageMarker(label, scope, reading)),
            scope,
          ),
        ]
  markId(reading, scope.path, element)
  const meaning = meaningOf(reading, scope.path, element)
  if (meaning.hidden) return marker
  const inner = meaning.keepsSpace && !scope.keepsSpace ? { ...scope, keepsSpace: true } : scope
  return [...marker, ...seenBlock(element, meaning, inner, around, reading)]
}

const pageBreakLine = (markers: readonly OutNode[], scope: Scope): OutNode =>
  make('div', scope, markers, { attributes: classed('page-break') })

/** The page shows this heading above the text; its ids lead there, its page markers stay. */
function droppedHeading(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const markers: OutNode[] = []
  const visit = (one: XmlElement): void => {
    for (const { name, value } of one.attributes)
      if (name === 'id') reading.anchors.set(`${scope.path}#${value}`, null)
    if (isPageBreak(one)) markers.push(buildPageMarker(one, scope, reading))
    for (const child of one.children) if (child.kind === 'element') visit(child)
  }
  visit(element)
  return markers.length === 0 ? [] : [pageBreakLine(markers, scope)]
}

function seenBlock(
  element: XmlElement,
  meaning: Meaning,
  scope: Scope,
  around: Scope,
  reading: Reading,
): OutNode[] {
  const { name } = element
  const level = headingLevel(element)
  if (level !== null) return showHeading(element, level, scope, reading)
  if (isFigure(element, reading, scope)) return buildFigure(element, scope, reading)
  switch (name) {
    case 'p':
      return holdsBlock(element)
        ? container(element, meaning, scope, reading)
        : paragraph(element.children, { ...scope, align: alignOf(meaning, scope) }, reading, element)
    case 'ul':
    case 'ol':
    case 'dir':
    case 'menu':
      return list(element, scope, reading)
    case 'dl':
      return definitions(element, scope, reading)
    case 'table':
      return buildTable(element, scope, reading)
    case 'blockquote':
      return quotation(element, meaning, scope, reading)
    case 'pre':
      return preformatted(element, scope, reading)
    case 'hr':
      return [make('hr', scope, [])]
    case 'details':
      return disclosure(element, scope, reading)
    case 'math':
      return paragraph([element], scope, reading)
    default:
      return otherBlock(element, meaning, scope, around, reading)
  }
}

function otherBlock(
  element: XmlElement,
  meaning: Meaning,
  scope: Scope,
  around: Scope,
  reading: Reading,
): OutNode[] {
  const switched = buildSwitch(element)
  if (switched !== null) return buildBlocks(switched, scope, reading)
  const fallback = buildFallback(element, scope, reading)
  if (fallback !== null)
    return fallback.kind === 'media'
      ? pictureBlock(fallback.nodes, scope, reading)
      : buildBlocks(fallback.content, { ...scope, embedded: scope.embedded + 1 }, reading)
  if (isPlayer(element)) return paragraph([element], scope, reading)
  if (element.name === 'a') return linkedBlocks(element, scope, reading)
  const renamed = RENAMED.get(element.name) ?? element.name
  if (INLINE.has(renamed) && renamed !== 'span')
    return buildBlocks(element.children, wrapping(renamed, scope), reading)
  return container(element, meaning, { ...scope, align: alignOf(meaning, scope) }, reading, around)
}

const wrapping = (name: string, scope: Scope): Scope => ({
  ...scope,
  wraps: [...scope.wraps, (children, surroundings) => make(name, surroundings, children)],
})

/** A link around whole paragraphs becomes a link in each. */
function linkedBlocks(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const href = attr(element, 'href')
  const attributes = href === null || scope.inLink ? null : linkAttributes(element, href, scope)
  if (attributes === null) return buildBlocks(element.children, scope, reading)
  const inner: Scope = {
    ...scope,
    inLink: true,
    wraps: [...scope.wraps, (children, surroundings) => make('a', surroundings, children, { attributes })],
  }
  return buildBlocks(element.children, inner, reading)
}

const alignOf = (meaning: Meaning, scope: Scope): Scope['align'] =>
  meaning.align === 'center' || meaning.align === 'right'
    ? meaning.align
    : meaning.align === null
      ? scope.align
      : null

const SECTIONING = new Set(['section', 'article', 'aside', 'nav'])

/** Divisions that mean something keep a shape of their own; the others are taken apart. */
function container(
  element: XmlElement,
  meaning: Meaning,
  scope: Scope,
  reading: Reading,
  _around?: Scope,
): OutNode[] {
  const deeper = SECTIONING.has(element.name) ? { ...scope, depth: scope.depth + 1 } : scope
  if (isVerse(element)) return verse(element, deeper, reading)
  const section = sectionOf(element)
  const children = () =>
    deeper.isVerse && isLineGroup(element)
      ? stanzas(element, deeper, reading)
      : buildBlocks(element.children, section === null ? deeper : { ...deeper, align: null }, reading)
  if (element.name === 'div' && !holdsBlock(element))
    return paragraph(element.children, { ...deeper, align: alignOf(meaning, scope) }, reading, element)
  const inside = children()
  if (inside.every(isBlank)) return inside
  if (section !== null)
    return [
      make(section.name, scope, inside, {
        attributes: [
          attribute('class', section.className),
          ...(section.role === null ? [] : [attribute('role', section.role)]),
        ],
      }),
    ]
  return element.name === 'aside' && !scope.isWithin
    ? [make('aside', scope, inside, { attributes: classed('box') })]
    : inside
}

function sectionOf(element: XmlElement): { name: string; className: string; role: string | null } | null {
  for (const term of termsOf(element)) {
    const found = SECTIONS.get(term.replace(/^doc-/, ''))
    if (found !== undefined) return found
  }
  const named = tokens(attr(element, 'class')).some((name) =>
    /^(sidebar|boxed-?text|callout|text-?box|box)$/i.test(name),
  )
  return named && element.name !== 'body' ? { name: 'aside', className: 'box', role: null } : null
}

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
  const classes = [...(name === null ? [] : [name]), ...(scope.align === null ? [] : [scope.align])]
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

function list(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const items = element.children.flatMap((child): OutNode[] => {
    if (child.kind === 'text')
      return child.text.trim() === '' ? [] : [looseItem([child], scope, reading)].flat()
    if (child.name === 'li') return listItem(child, within(child, scope), reading)
    if (UNSEEN.has(child.name)) return []
    return looseItem([child], scope, reading)
  })
  if (items.every(isBlank)) return items.filter((item) => !isBlank(item))
  // Page markers between items stand in items of their own; what else came out of an item stands beside the list.
  const name = element.name === 'ol' ? 'ol' : 'ul'
  const type = attr(element, 'type')
  const start = attr(element, 'start')
  const attributes =
    name === 'ol'
      ? [
          ...(start !== null && /^-?\d{1,9}$/.test(start.trim()) ? [attribute('start', start.trim())] : []),
          ...(type !== null && /^[1aAiI]$/.test(type) ? [attribute('type', type)] : []),
          ...(attr(element, 'reversed') === null ? [] : [attribute('reversed', '')]),
        ]
      : []
  return groupItems(items, name, attributes, scope)
}

/** Notes that stay in place are items of their own kind; the list around them is theirs. */
function groupItems(
  items: readonly OutNode[],
  name: string,
  attributes: readonly OutAttribute[],
  scope: Scope,
): OutNode[] {
  return [
    make(
      name,
      scope,
      items.filter((item) => !isBlank(item)),
      { attributes },
    ),
  ]
}

function listItem(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const note = reading.library.notes.unitOf(element)
  if (note !== null && !scope.isWithin) {
    reading.ownNotes.add(note)
    return reading.keepsNotes ? [buildNoteInPlace(note, scope, reading)] : []
  }
  const listed = pageLabelsAt(element, scope, reading)
  const marker = listed.map((label) => pageMarker(label, scope, reading))
  if (meaningOf(reading, scope.path, element).hidden) return []
  const value = attr(element, 'value')
  const attributes =
    value !== null && /^-?\d{1,9}$/.test(value.trim()) ? [attribute('value', value.trim())] : []
  return itemOf(element, 'li', attributes, marker, scope, reading)
}

const looseItem = (nodes: readonly XmlNode[], scope: Scope, reading: Reading): OutNode[] => {
  const inside = buildBlocks(nodes, scope, reading)
  return inside.every(isBlank) ? [] : [make('li', scope, inside)]
}

/** A list item or a definition: a block itself when it has text of its own, else its paragraphs are. */
function itemOf(
  element: XmlElement,
  name: 'li' | 'dt' | 'dd',
  attributes: readonly OutAttribute[],
  before: readonly OutNode[],
  scope: Scope,
  reading: Reading,
): OutNode[] {
  const own = element.children.some((child) =>
    child.kind === 'text'
      ? child.text.trim() !== ''
      : !startsBlock(child, reading, scope) && !UNSEEN.has(child.name),
  )
  const isBlock = own && !scope.isWithin
  const opened = isBlock ? openBlock(reading, 'paragraph') : null
  markId(reading, scope.path, element)
  // The item's own words come first and are its block; blocks inside it are blocks of their own.
  const children = isBlock ? ownThenBlocks(element, scope, reading) : buildFlow(element, scope, reading)
  const all = [...before, ...children]
  const isEmpty = all.every(isBlank)
  if (opened !== null) closeBlock(reading, isEmpty ? null : opened)
  return isEmpty ? [] : [make(name, scope, all, { attributes, block: opened })]
}

function ownThenBlocks(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const out: OutNode[] = []
  let run: XmlNode[] = []
  const closeRun = (): void => {
    out.push(...wrapAll(trimmed(buildInline(run, scope, reading)), scope))
    run = []
  }
  for (const child of element.children) {
    if (child.kind === 'text' || !startsBlock(child, reading, scope)) run.push(child)
    else {
      closeRun()
      out.push(...block(child, within(child, scope), scope, reading))
    }
  }
  closeRun()
  return out
}

function definitions(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const items = element.children.flatMap((child): OutNode[] => {
    if (child.kind === 'text')
      return child.text.trim() === '' ? [] : [make('dd', scope, buildBlocks([child], scope, reading))]
    const inner = within(child, scope)
    const note = reading.library.notes.unitOf(child)
    if (note !== null && !scope.isWithin) {
      reading.ownNotes.add(note)
      return reading.keepsNotes && note.elements[0] === child
        ? [make('dd', scope, [buildNoteInPlace(note, scope, reading)])]
        : []
    }
    if (child.name === 'dt' || child.name === 'dd')
      return meaningOf(reading, scope.path, child).hidden
        ? []
        : itemOf(child, child.name, [], [], inner, reading)
    if (child.name === 'div') {
      const group = definitions(child, inner, reading)
      return group.flatMap((one) => (one.kind === 'element' && one.name === 'dl' ? one.children : [one]))
    }
    if (UNSEEN.has(child.name)) return []
    const loose = buildBlocks([child], scope, reading)
    return loose.every(isBlank) ? [] : [make('dd', scope, loose)]
  })
  return items.every(isBlank) ? [] : [make('dl', scope, items)]
}

function quotation(element: XmlElement, meaning: Meaning, scope: Scope, reading: Reading): OutNode[] {
  if (isVerse(element)) return verse(element, scope, reading)
  const section = sectionOf(element)
  const inner: Scope = { ...scope, align: alignOf(meaning, { ...scope, align: null }) }
  const inside = buildBlocks(element.children, inner, reading)
  if (inside.every(isBlank)) return inside
  const attributes =
    section === null
      ? []
      : [
          attribute('class', section.className),
          ...(section.role === null ? [] : [attribute('role', section.role)]),
        ]
  return [make(section === null ? 'blockquote' : section.name, scope, inside, { attributes })]
}

function preformatted(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const opened = scope.isWithin ? null : openBlock(reading, 'paragraph')
  const inner = { ...scope, keepsSpace: true }
  const children = holdsBlock(element)
    ? buildBlocks(element.children, inner, reading)
    : buildInline(element.children, inner, reading)
  const isEmpty = children.every(isBlank)
  if (opened !== null) closeBlock(reading, isEmpty ? null : opened)
  if (isEmpty) return []
  return holdsBlock(element) ? children : [make('pre', scope, children, { block: opened })]
}

function disclosure(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const summary = element.children.find(
    (child): child is XmlElement => child.kind === 'element' && child.name === 'summary',
  )
  const rest = element.children.filter((child) => child !== summary)
  const head =
    summary === undefined
      ? []
      : [make('summary', scope, buildInline(summary.children, within(summary, scope), reading))]
  const inside = buildBlocks(rest, scope, reading)
  if (head.length === 0) return inside
  return [make('details', scope, [...head, ...inside])]
}

/** Verse: each stanza is a block, its lines are kept apart by line ends. */
function verse(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const inner: Scope = { ...scope, isVerse: true, align: null }
  const inside = isLineGroup(element)
    ? stanzas(element, inner, reading)
    : buildBlocks(element.children, inner, reading)
  if (inside.every(isBlank)) return inside
  if (scope.isVerse) return inside
  const section = sectionOf(element)
  const name = element.name === 'blockquote' ? 'blockquote' : 'div'
  const className = section === null ? 'verse' : `verse ${section.className}`
  return [make(name, scope, inside, { attributes: classed(className) })]
}

/** A line of verse as a division of its own. */
const isLine = (node: XmlNode): boolean =>
  node.kind === 'element' && node.name === 'div' && !holdsBlock(node) && !isPageBreak(node)

const isSpace = (node: XmlNode): boolean => node.kind === 'text' && node.text.trim() === ''

const isLineGroup = (element: XmlElement): boolean => element.children.filter(isLine).length > 1

/** Lines that follow each other are a stanza; what stands between them parts it. */
function stanzas(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const out: OutNode[] = []
  let lines: XmlElement[] = []
  const closeStanza = (): void => {
    if (lines.length > 0) out.push(...stanza(lines, scope, reading))
    lines = []
  }
  for (const child of element.children) {
    if (isSpace(child)) continue
    if (child.kind === 'element' && isLine(child)) {
      lines.push(child)
      continue
    }
    closeStanza()
    out.push(...buildBlocks([child], scope, reading))
  }
  closeStanza()
  return out
}

function stanza(divisions: readonly XmlElement[], scope: Scope, reading: Reading): OutNode[] {
  const opened = scope.isWithin ? null : openBlock(reading, 'paragraph')
  const lines = divisions.flatMap((division): OutNode[][] => {
    const inner = within(division, scope)
    markId(reading, scope.path, division)
    if (meaningOf(reading, scope.path, division).hidden) return []
    const line = wrapAll(trimmed(buildInline(division.children, inner, reading)), inner)
    if (line.every(isBlank)) return []
    return [inner.lang === scope.lang && inner.dir === scope.dir ? line : [make('span', inner, line)]]
  })
  if (opened !== null) closeBlock(reading, lines.length === 0 ? null : opened)
  if (lines.length === 0) return []
  const broken = lines.flatMap((line, i) => (i === 0 ? line : [make('br', scope, []), ...line]))
  return [make('p', scope, broken, { block: opened })]
}
