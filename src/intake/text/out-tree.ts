/**
 * The text on its way to being a page: a small tree in our own vocabulary, in which addresses are still places of the
 * book. It is written only by write-text.ts, which escapes everything, so nothing in it can be more than text.
 */
import type { BlockKind } from '#book'
import type { NoteUnit } from './find-notes.ts'

export type OutNode = OutElement | OutText

export type OutText = { readonly kind: 'text'; readonly text: string }

export type OutElement = {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: readonly OutAttribute[]
  readonly children: readonly OutNode[]
  /** As the source says it for this place; written where it differs from what surrounds it. */
  readonly lang: string
  readonly dir: Direction | null
  /** Set on what can be pointed at. */
  readonly block: Block | null
  /** Set on a reference to a note. */
  readonly note: NoteUnit | null
  /** Words that stand on the page and not in the book ("Notes"): not part of any block's text. */
  readonly made: boolean
}

export type Direction = 'ltr' | 'rtl' | 'auto'

export type OutAttribute = { readonly name: string; readonly value: string | Address }

export type Address =
  | { readonly kind: 'place'; readonly path: string; readonly id: string | null; readonly place: SourcePlace }
  | { readonly kind: 'media'; readonly name: string }
  /** From its mark to a note. */
  | { readonly kind: 'note'; readonly unit: NoteUnit }
  /** And back, to the reference of that number (from 1) in a chapter. */
  | { readonly kind: 'back'; readonly chapter: number; readonly unit: NoteUnit; readonly reference: number }

/** For the issue, should the address lead nowhere. */
export type SourcePlace = { readonly file: string; readonly line: number; readonly element: string }

/** Known by identity until it is numbered. */
export type Block = { readonly kind: BlockKind; readonly label?: string }

export type Surroundings = { readonly lang: string; readonly dir: Direction | null }

export const text = (value: string): OutText => ({ kind: 'text', text: value })

export const make = (
  name: string,
  around: Surroundings,
  children: readonly OutNode[],
  more: {
    readonly attributes?: readonly OutAttribute[]
    readonly block?: Block | null
    readonly note?: NoteUnit | null
    readonly made?: boolean
  } = {},
): OutElement => ({
  kind: 'element',
  name,
  attributes: more.attributes ?? [],
  children,
  lang: around.lang,
  dir: around.dir,
  block: more.block ?? null,
  note: more.note ?? null,
  made: more.made ?? false,
})

export const attribute = (name: string, value: string | Address): OutAttribute => ({ name, value })

export const classed = (name: string): readonly OutAttribute[] => [attribute('class', name)]

const SHOWN = new Set(['img', 'svg', 'math', 'audio', 'video', 'hr', 'table'])

/** Nothing that can be seen or pointed at. */
export const isBlank = (node: OutNode): boolean =>
  node.kind === 'text'
    ? /^[ \t\r\n\f]*$/.test(node.text)
    : !SHOWN.has(node.name) &&
      node.block?.kind !== 'page' &&
      node.note === null &&
      node.children.every(isBlank)

export const plainText = (nodes: readonly OutNode[]): string =>
  nodes
    .map((node) => (node.kind === 'text' ? node.text : node.name === 'br' ? ' ' : plainText(node.children)))
    .join('')
