/** Lists and definitions: an item with words of its own is a block, else its paragraphs are. */
import { attr, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { buildBlocks, buildFlow, startsBlock } from './build-blocks.ts'
import { buildInline, pageLabelsAt, pageMarker, wrapAll } from './build-inline.ts'
import { buildNoteInPlace } from './build-notes.ts'
import { trimmed } from './build-paragraph.ts'
import { UNSEEN } from './element-table.ts'
import { attribute, isBlank, make, type OutAttribute, type OutNode } from './out-tree.ts'
import { closeBlock, markId, meaningOf, openBlock, type Reading } from './reading.ts'
import { type Scope, within } from './scope.ts'

export function buildList(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
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
      out.push(...buildBlocks([child], scope, reading))
    }
  }
  closeRun()
  return out
}

export function buildDefinitions(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
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
      const group = buildDefinitions(child, inner, reading)
      return group.flatMap((one) => (one.kind === 'element' && one.name === 'dl' ? one.children : [one]))
    }
    if (UNSEEN.has(child.name)) return []
    const loose = buildBlocks([child], scope, reading)
    return loose.every(isBlank) ? [] : [make('dd', scope, loose)]
  })
  return items.every(isBlank) ? [] : [make('dl', scope, items)]
}
