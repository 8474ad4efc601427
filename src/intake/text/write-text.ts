/**
 * The only place where the text becomes HTML. Every name comes from an allow-list and every value is escaped, the
 * quotation mark also in text, so that `id="b:…"` can be found by a simple pattern (see DraftText in book/draft.ts).
 */
import { VOID } from './element-table.ts'
import type { Address, Direction, OutElement, OutNode } from './out-tree.ts'

export type WriteOptions = {
  readonly lang: string
  readonly dir: Direction
  /** Null: the address leads nowhere, and what bears it is taken apart. */
  readonly address: (address: Address) => string | null
  /** Id of a block or of a reference. */
  readonly id: (element: OutElement) => string | null
}

export function writeText(nodes: readonly OutNode[], options: WriteOptions): string {
  const parts: string[] = []
  for (const node of nodes) writeNode(node, options.lang.toLowerCase(), options.dir, options, parts)
  return parts.join('')
}

function writeNode(
  node: OutNode,
  lang: string,
  dir: Direction,
  options: WriteOptions,
  parts: string[],
): void {
  if (node.kind === 'text') {
    parts.push(escapeText(node.text))
    return
  }
  const attributes = writeAttributes(node, options)
  const ownLang = node.lang === '' ? lang : node.lang.toLowerCase()
  const ownDir = node.dir ?? dir
  if (attributes === null) {
    for (const child of node.children) writeNode(child, lang, dir, options, parts)
    return
  }
  parts.push('<', node.name, attributes)
  if (ownLang !== lang) parts.push(' lang="', escapeText(node.lang), '"')
  if (ownDir !== dir) parts.push(' dir="', ownDir, '"')
  parts.push('>')
  if (VOID.has(node.name)) return
  // HTML swallows a line end right after <pre>.
  if (node.name === 'pre') parts.push('\n')
  for (const child of node.children) writeNode(child, ownLang, ownDir, options, parts)
  parts.push('</', node.name, '>')
}

/** Null when the address that makes the element what it is leads nowhere. */
function writeAttributes(element: OutElement, options: WriteOptions): string | null {
  let written = ''
  const id = options.id(element)
  if (id !== null) written += ` id="${escapeText(id)}"`
  if (element.made && !element.attributes.some(({ name }) => name === 'class')) written += ' class="made"'
  for (const { name, value: told } of element.attributes) {
    const value = name === 'class' && element.made && told !== 'made' ? `${told} made` : told
    const text = typeof value === 'string' ? value : options.address(value)
    if (text === null) return null
    written += text === '' && BOOLEAN.has(name) ? ` ${name}` : ` ${name}="${escapeText(text)}"`
  }
  return written
}

const BOOLEAN = new Set(['controls', 'reversed'])

/** Unseen characters that HTML forbids, and halves of pairs, become the sign for what cannot be shown. */
export const escapeText = (text: string): string =>
  /[&<>"]|[^\t\n\r -~\u00a0-\ud7ff\ue000-\ufffd]/.test(text)
    ? text
        .toWellFormed()
        .replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd')
        .replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
    : text

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
