/** The words with which a chapter begins, for an extract: running text, without headings, quotations and what is set apart. */
import { countWords, normalizeSpace } from '#base'
import type { OutNode } from './out-tree.ts'
import { ownText } from './own-text.ts'

const ENOUGH = 400

export function openingOf(body: readonly OutNode[]): readonly string[] {
  const paragraphs: string[] = []
  let words = 0
  for (const node of body) {
    if (words > ENOUGH) break
    if (node.kind === 'text' || node.name !== 'p' || node.block?.kind !== 'paragraph') continue
    if (node.attributes.some(({ name }) => name === 'class')) continue
    const paragraph = normalizeSpace(ownText(node))
    if (paragraph === '') continue
    paragraphs.push(paragraph)
    words += countWords(paragraph)
  }
  return paragraphs.length > 0 ? paragraphs : openingOfVerse(body)
}

const LINES = 8

/** A poem is quoted by its first lines, run on with strokes as scholars do. */
function openingOfVerse(body: readonly OutNode[]): readonly string[] {
  const lines = body
    .filter((node) => classOf(node) === 'verse')
    .flatMap(linesOf)
    .filter((line) => line !== '')
    .slice(0, LINES)
  return lines.length === 0 ? [] : [lines.join(' / ')]
}

function linesOf(node: OutNode): readonly string[] {
  if (node.kind === 'text') return []
  if (node.name !== 'p') return node.children.flatMap(linesOf)
  const lines: OutNode[][] = [[]]
  for (const child of node.children) {
    if (child.kind === 'element' && child.name === 'br') lines.push([])
    else if (classOf(child) !== 'line-number') lines.at(-1)?.push(child)
  }
  return lines.map((children) => normalizeSpace(ownText({ ...node, children })))
}

const classOf = (node: OutNode): string | undefined => {
  if (node.kind === 'text') return undefined
  const value = node.attributes.find(({ name }) => name === 'class')?.value
  return typeof value === 'string' ? value : undefined
}
