/**
 * Notes, as items of a list at the end of the text that refers to them. The number that the source writes before a note
 * becomes the number of the item where it is the one in the text; any other mark is kept as it is.
 */
import { textOf } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import { buildBlocks, buildFlow } from './build-blocks.ts'
import type { NoteUnit } from './find-notes.ts'
import {
  attribute,
  type Block,
  classed,
  isBlank,
  make,
  type OutElement,
  type OutNode,
  plainText,
  text,
} from './out-tree.ts'
import { closeBlock, openBlock, type Reading } from './reading.ts'
import { type Scope, within } from './scope.ts'

export type BuiltNote = {
  readonly unit: NoteUnit
  readonly block: Block
  readonly content: readonly OutNode[]
}

/** The content alone; its item is made when it is known which references lead to it. */
export function buildNote(unit: NoteUnit, scope: Scope, reading: Reading): BuiltNote {
  const block = openBlock(reading, 'note')
  const content = unit.elements.flatMap((element) => {
    const inner: Scope = { ...within(element, scope), path: unit.path, isWithin: true, align: null }
    const isPlain = element.name === 'li' || element.name === 'dd' || element.name === 'td'
    const nodes =
      isPlain || element.name === 'p'
        ? buildFlow(element, inner, reading)
        : buildBlocks(element.children, inner, reading)
    return element.name === 'p' && nodes.length > 0 ? [make('p', inner, nodes)] : nodes
  })
  closeBlock(reading, block)
  return { unit, block, content: content.filter((node) => !isBlank(node)) }
}

/** In the notes section of the book a note stays where it stood. */
export function buildNoteInPlace(unit: NoteUnit, scope: Scope, reading: Reading): OutElement {
  const { block, content } = buildNote(unit, scope, reading)
  const [first] = unit.elements
  const name = first?.name === 'li' ? 'li' : 'div'
  return make(name, scope, content, { attributes: classed('note'), block, note: unit })
}

/** The mark with which the note's own text begins: "12.", "[3]", "*". */
export function leadingMark(
  content: readonly OutNode[],
): { readonly mark: string; readonly rest: readonly OutNode[] } | null {
  const first = content.find((node) => !isBlank(node))
  if (first === undefined) return null
  const at = content.indexOf(first)
  if (first.kind === 'element' && (first.name === 'p' || first.name === 'div')) {
    const inner = leadingMark(first.children)
    return inner === null
      ? null
      : { mark: inner.mark, rest: content.with(at, { ...first, children: inner.rest }) }
  }
  const own = plainText([first])
  const match = /^\s*([[(]?(?:\d{1,4}[a-z]?|[*†‡§¶‖]{1,3}|[a-z])[\])]?[.:]?)(\s+|$)/i.exec(own)
  if (match === null || match[1] === undefined) return null
  if (first.kind === 'text') {
    // A bare word or letter is the beginning of a sentence.
    if (!/[\d*†‡§¶‖[(]/.test(match[1])) return null
    return { mark: match[1], rest: content.with(at, text(own.slice(match[0].length))) }
  }
  if (own.trim() !== match[1]) return null
  const rest = content.slice(at + 1)
  const [next, ...others] = rest
  const spaced = next?.kind === 'text' ? [text(next.text.replace(/^[\s.:]+/, '')), ...others] : rest
  return { mark: match[1], rest: [...content.slice(0, at), ...spaced] }
}

export const bareMark = (mark: string): string => normalizeSpace(mark).replace(/^[[(]+|[\])]*[.:]?$/g, '')

export const isNumber = (mark: string): boolean => /^\d{1,6}$/.test(mark)

export const sourceText = (unit: NoteUnit): string => normalizeSpace(unit.elements.map(textOf).join(' '))

export const markerOf = (mark: string, scope: Scope, made: boolean): OutElement =>
  make('span', scope, [text(mark)], { attributes: [attribute('class', 'marker')], made })
