/**
 * Which fonts, images and other resources the content of a page uses, by name (ISO 32000-2, 8 and 9). Books often hang every
 * font and picture on every page; only the content tells which belong to it.
 */
import { isKeyword, isSpace, Lexer, type Token } from './lexer.ts'
import { isName } from './objects.ts'

export const CATEGORIES = [
  'Font',
  'XObject',
  'ExtGState',
  'ColorSpace',
  'Pattern',
  'Shading',
  'Properties',
] as const
export type Category = (typeof CATEGORIES)[number]
export type UsedNames = Readonly<Record<Category, ReadonlySet<string>>>
type Names = Record<Category, Set<string>>

export const noNames = (): Names => ({
  Font: new Set(),
  XObject: new Set(),
  ExtGState: new Set(),
  ColorSpace: new Set(),
  Pattern: new Set(),
  Shading: new Set(),
  Properties: new Set(),
})

/** The last name before these words. */
const OPERATORS: Readonly<Record<string, Category>> = {
  Tf: 'Font',
  Do: 'XObject',
  gs: 'ExtGState',
  cs: 'ColorSpace',
  CS: 'ColorSpace',
  scn: 'Pattern',
  SCN: 'Pattern',
  sh: 'Shading',
  BDC: 'Properties',
  DP: 'Properties',
}

export type ScannedContent = {
  readonly used: UsedNames
  /** States saved and not restored: positive when a `Q` is wanting. */
  readonly end: number
  /** The lowest that the count came to: negative when a `Q` came without its `q`. */
  readonly least: number
}

export function scanContent(bytes: Uint8Array, depthLimit: number): ScannedContent {
  const used = noNames()
  const lexer = new Lexer(bytes, 0, depthLimit, false)
  let operands: Token[] = []
  let saved = 0
  let least = 0
  while (!lexer.ended) {
    const token = lexer.next()
    if (!isKeyword(token)) {
      operands.push(token)
      if (operands.length > 64) operands = operands.slice(-33)
      continue
    }
    const word = token.keyword
    if (word === 'q') saved += 1
    else if (word === 'Q') {
      saved -= 1
      least = Math.min(least, saved)
    } else if (word === 'ID') skipInlineImage(lexer, operands, used)
    else if (word === 'BI') operands = []
    else {
      const category = OPERATORS[word]
      const last = word === 'Tf' ? operands.at(-2) : operands.at(-1)
      if (category !== undefined && last !== undefined && !isKeyword(last) && isName(last))
        used[category].add(last.name)
    }
    if (word !== 'BI') operands = []
  }
  return { used, end: saved, least }
}

/** Its data may hold any bytes: it ends at an `EI` that stands alone and is followed by something like content. */
function skipInlineImage(lexer: Lexer, operands: readonly Token[], used: Names) {
  for (const [index, operand] of operands.entries()) {
    if (isKeyword(operand) || !isName(operand) || (operand.name !== 'CS' && operand.name !== 'ColorSpace'))
      continue
    const space = operands[index + 1]
    if (space !== undefined && !isKeyword(space) && isName(space)) used.ColorSpace.add(space.name)
  }
  const { bytes } = lexer
  for (let at = lexer.position + 1; at < bytes.length; at += 1) {
    if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x49 || !isSpace(bytes[at - 1])) continue
    const after = bytes[at + 2]
    if (after !== undefined && !isSpace(after)) continue
    if (!looksLikeContent(bytes.subarray(at + 2, at + 14))) continue
    lexer.position = at + 2
    return
  }
  lexer.position = bytes.length
}

const looksLikeContent = (bytes: Uint8Array) =>
  bytes.every((code) => (code >= 32 && code < 127) || isSpace(code))

export function mergeNames(all: readonly UsedNames[]): UsedNames {
  const merged = noNames()
  for (const used of all)
    for (const category of CATEGORIES) for (const found of used[category]) merged[category].add(found)
  return merged
}
