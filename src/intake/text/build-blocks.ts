/** The flow of the text: paragraphs, headings, lists, quotations, verse, figures; each that can be pointed at is a block. */
import { attr, OPS, tokens, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { termsOf } from '../chapters/heading-block.ts'
import { buildFallback, buildSwitch } from './build-embedded.ts'
import { buildFigure, isFigure, pictureBlock } from './build-figure.ts'
import { headingLevel, showHeading } from './build-heading.ts'
import {
  buildInline,
  buildPageMarker,
  linkAttributes,
  pageLabelsAt,
  pageMarker,
  wrapAll,
} from './build-inline.ts'
import { buildDefinitions, buildList } from './build-lists.ts'
import { isPlayer } from './build-media.ts'
import { buildNoteInPlace } from './build-notes.ts'
import { pageBreakLine, paragraph, trimmed } from './build-paragraph.ts'
import { buildTable } from './build-table.ts'
import { buildVerse, isLineGroup, stanzas } from './build-verse.ts'
import { BLOCKS, INLINE, RENAMED, UNSEEN } from './element-table.ts'
import { holdsBlock } from './holds-block.ts'
import { attribute, classed, isBlank, make, type OutNode } from './out-tree.ts'
import { isPageBreak, isVerse, type Meaning, SECTIONS } from './read-meaning.ts'
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

/** Inline elements that hold blocks are containers: <a><div>…</div></a>. */
export function startsBlock(element: XmlElement, reading: Reading, scope: Scope): boolean {
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
      return buildList(element, scope, reading)
    case 'dl':
      return buildDefinitions(element, scope, reading)
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

const alignOf = ({ align }: Meaning, scope: Scope): Scope['align'] => align ?? scope.align

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
  if (isVerse(element)) return buildVerse(element, deeper, reading)
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

export function sectionOf(
  element: XmlElement,
): { name: string; className: string; role: string | null } | null {
  for (const term of termsOf(element)) {
    const found = SECTIONS.get(term.replace(/^doc-/, ''))
    if (found !== undefined) return found
  }
  const named = tokens(attr(element, 'class')).some((name) =>
    /^(sidebar|boxed-?text|callout|text-?box|box)$/i.test(name),
  )
  return named && element.name !== 'body' ? { name: 'aside', className: 'box', role: null } : null
}

function quotation(element: XmlElement, meaning: Meaning, scope: Scope, reading: Reading): OutNode[] {
  if (isVerse(element)) return buildVerse(element, scope, reading)
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
  if (summary === undefined) return buildBlocks(rest, scope, reading)
  return [make('details', scope, [headOf(summary, scope, reading), ...buildBlocks(rest, scope, reading)])]
}

/** Words like any others: they are found, counted and cited. */
function headOf(summary: XmlElement, scope: Scope, reading: Reading): OutNode {
  const opened = scope.isWithin ? null : openBlock(reading, 'paragraph')
  const children = buildInline(summary.children, within(summary, scope), reading)
  const block = children.every(isBlank) ? null : opened
  if (opened !== null) closeBlock(reading, block)
  return make('summary', scope, children, { block })
}
