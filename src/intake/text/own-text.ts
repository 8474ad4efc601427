/** The words of a block: what stands in it and in no block inside it, without the marks of notes. */
import { BLOCKS } from './element-table.ts'
import type { OutElement, OutNode } from './out-tree.ts'

export const ownText = (element: OutElement): string => element.children.map(textIn).join('')

function textIn(node: OutNode): string {
  if (node.kind === 'text') return node.text
  // A note is renumbered by a note before it; its paragraph stays the same.
  if (node.block !== null || node.made || (node.note !== null && node.name === 'a')) return ' '
  if (node.name === 'br' || node.name === 'wbr') return node.name === 'br' ? ' ' : ''
  if (node.name === 'rt' || node.name === 'rp') return ''
  const inner = node.children.map(textIn).join('')
  return BLOCKS.has(node.name) ? ` ${inner} ` : inner
}
