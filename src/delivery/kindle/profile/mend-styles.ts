/**
 * A style sheet as Amazon's converter takes it: every block closed, no @import where it counts for nothing, no font that is
 * not in the copy. What is well is given back as it came; what is not is parsed as CSS says (CSS Syntax 3 §2.2) and written anew.
 */
import { type CssNode, generate, parse, walk } from 'css-tree'

export type StylesNeed = {
  /** The new address of a file the sheet shows; null: it is not in the copy. */
  readonly addressOf: (href: string) => string | null
  /** Amazon's own fonts alone. */
  readonly withoutFonts: boolean
}

export function mendStyles(text: string, { addressOf, withoutFonts }: StylesNeed): string {
  const faulty =
    !isClosed(text) || hasLateImport(text) || mentions(text).some((href) => addressOf(href) !== href)
  if (!faulty && !(withoutFonts && /@font-face/i.test(text))) return text
  const sheet = parse(text, { parseValue: true, parseAtrulePrelude: true, parseCustomProperty: false })
  if (sheet.type !== 'StyleSheet') return text
  let isStart = true
  sheet.children.forEach((node, item, list) => {
    const isImport = node.type === 'Atrule' && node.name.toLowerCase() === 'import'
    const isCharset = node.type === 'Atrule' && node.name.toLowerCase() === 'charset'
    if (isUnreadable(node) || (isImport && !isStart) || (withoutFonts && isFontFace(node))) list.remove(item)
    if (!isImport && !isCharset && node.type !== 'Comment') isStart = false
  })
  // A face whose file is not in the copy is not declared, so that the reader's own stands in for it.
  const lost = new Set<CssNode>()
  walk(sheet, {
    visit: 'Url',
    enter(node) {
      const address = addressOf(node.value)
      if (address === null && this.atrule !== null && isFontFace(this.atrule)) lost.add(this.atrule)
      node.value = address ?? ''
    },
  })
  sheet.children.forEach((node, item, list) => {
    if (lost.has(node)) list.remove(item)
  })
  return generate(sheet)
}

const isFontFace = (node: CssNode): boolean =>
  node.type === 'Atrule' && node.name.toLowerCase() === 'font-face'

/** A rule whose selector cannot be read is passed over by every reader. */
const isUnreadable = (node: CssNode): boolean =>
  node.type === 'Raw' || (node.type === 'Rule' && node.prelude.type === 'Raw')

/** Strings and comments say nothing about blocks. */
const bare = (text: string): string =>
  text.replace(/\/\*[\s\S]*?(\*\/|$)|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g, ' ')

export function isClosed(text: string): boolean {
  let depth = 0
  for (const [sign] of bare(text).matchAll(/[{}]/g)) {
    depth += sign === '{' ? 1 : -1
    if (depth < 0) return false
  }
  return depth === 0
}

/** CSS Cascade 4 §2: valid before every rule but @charset and @layer statements. */
export function hasLateImport(text: string): boolean {
  const plain = bare(text)
  const late = plain.search(/[{}][\s\S]*@import\b/i)
  return late !== -1
}

export const mentions = (text: string): readonly string[] =>
  [
    ...text
      .replace(/\/\*[\s\S]*?(\*\/|$)/g, ' ')
      .matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)/gi),
  ].map(([, inDouble, inSingle, plain]) => inDouble ?? inSingle ?? plain ?? '')
