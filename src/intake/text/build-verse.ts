/** Verse: each stanza is a block, its lines are kept apart by line ends. */
import type { XmlElement, XmlNode } from '@chapterhouse/epub'
import { buildBlocks, sectionOf } from './build-blocks.ts'
import { buildInline, wrapAll } from './build-inline.ts'
import { trimmed } from './build-paragraph.ts'
import { holdsBlock } from './holds-block.ts'
import { classed, isBlank, make, type OutNode } from './out-tree.ts'
import { isPageBreak } from './read-meaning.ts'
import { closeBlock, markId, meaningOf, openBlock, type Reading } from './reading.ts'
import { type Scope, within } from './scope.ts'

/** Verse: each stanza is a block, its lines are kept apart by line ends. */
export function buildVerse(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
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

export const isLineGroup = (element: XmlElement): boolean => element.children.filter(isLine).length > 1

/** Lines that follow each other are a stanza; what stands between them parts it. */
export function stanzas(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
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
