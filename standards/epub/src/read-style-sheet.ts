/** A style sheet as the rules in it that mean something; errors are passed over as CSS says (CSS Syntax 3 §2.2). */
import type { CssNode, Declaration } from 'css-tree'
import parse from 'css-tree/parser'
import { compileSelector, type Selector } from './css-selector.ts'
import { meaningOfDeclaration, type StyleMeaning } from './style-meaning.ts'

export type StyleRule = {
  readonly selector: Selector
  readonly meaning: StyleMeaning
  readonly isImportant: boolean
}

export type StyleSheet = {
  readonly rules: readonly StyleRule[]
  /** Addresses of `@import`, as written: their rules come before these. */
  readonly imports: readonly string[]
}

const MAX_CHARACTERS = 2_000_000
const MAX_RULES = 20_000
const EMPTY: StyleSheet = { rules: [], imports: [] }

export function readStyleSheet(text: string): StyleSheet {
  const sheet = text.length > MAX_CHARACTERS ? null : parseCss(text, 'stylesheet')
  if (sheet?.type !== 'StyleSheet') return EMPTY
  const rules: StyleRule[] = []
  const imports: string[] = []
  for (const node of sheet.children) readNode(node, rules, imports)
  return { rules, imports }
}

/** Of a `style` attribute. */
export function readStyleAttribute(text: string): readonly Pick<StyleRule, 'meaning' | 'isImportant'>[] {
  const list = text.length > 10_000 ? null : parseCss(text, 'declarationList')
  return list?.type === 'DeclarationList' ? meaningsOf(list.children) : []
}

function parseCss(text: string, context: string): CssNode | null {
  try {
    return parse(text, { context, parseValue: false, parseAtrulePrelude: false, parseCustomProperty: false })
  } catch {
    // Nesting so deep that the parser gives up: such a sheet says nothing to us.
    return null
  }
}

function readNode(node: CssNode, rules: StyleRule[], imports: string[]): void {
  if (rules.length > MAX_RULES) return
  if (node.type === 'Rule' && node.prelude.type === 'SelectorList') {
    const meanings = meaningsOf(node.block.children)
    if (meanings.length === 0) return
    for (const written of node.prelude.children) {
      const selector = compileSelector(written)
      if (selector !== null) for (const meaning of meanings) rules.push({ selector, ...meaning })
    }
    return
  }
  if (node.type !== 'Atrule') return
  const prelude = node.prelude?.type === 'Raw' ? node.prelude.value.trim() : ''
  const name = node.name.toLowerCase()
  if (name === 'import') {
    const address = /^(?:url\(\s*)?["']?([^"')\s]+)["']?\s*\)?(.*)$/s.exec(prelude)
    if (address?.[1] !== undefined && isForScreens(address[2] ?? '')) imports.push(address[1])
  } else if (name === 'supports' || (name === 'media' && isForScreens(prelude)))
    for (const inner of node.block?.children ?? []) readNode(inner, rules, imports)
}

/** Queries about sizes, of single readers and of print say nothing of the meaning of the text. */
const isForScreens = (query: string): boolean =>
  query.trim() === '' ||
  query
    .toLowerCase()
    .split(',')
    .some((one) => /^(only\s+)?(all|screen)$/.test(one.trim()))

function meaningsOf(nodes: Iterable<CssNode>): readonly Pick<StyleRule, 'meaning' | 'isImportant'>[] {
  const kept: { meaning: StyleMeaning; isImportant: boolean }[] = []
  for (const node of nodes) {
    const meaning = node.type === 'Declaration' ? meaningOf(node) : null
    if (meaning === null || node.type !== 'Declaration') continue
    const isImportant = node.important !== false
    const last = kept.at(-1)
    if (last?.isImportant === isImportant) last.meaning = { ...last.meaning, ...meaning }
    else kept.push({ meaning, isImportant })
  }
  return kept
}

const meaningOf = ({ property, value }: Declaration): StyleMeaning | null =>
  value.type === 'Raw' ? meaningOfDeclaration(property, value.value) : null
