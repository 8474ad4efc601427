/**
 * Long chapters go on at a section on a further page: beyond about 300 KB as sent (compressed), at a heading where there
 * is one, else between two blocks. Notes weigh where they are first referred to, since they stand on that page.
 */
import type { NoteUnit } from './find-notes.ts'
import { attribute, make, type OutElement, type OutNode } from './out-tree.ts'

const LIMIT = 300_000

/** Text takes about two fifths of its bytes once compressed, markup a few bytes for each element. */
export function weigh(node: OutNode): number {
  if (node.kind === 'text') return Buffer.byteLength(node.text) * 0.42
  let weight = 6
  for (const { value } of node.attributes) weight += typeof value === 'string' ? value.length * 0.15 : 20
  for (const child of node.children) weight += weigh(child)
  return weight
}

/** Lists longer than a page are themselves divided. */
function divide(node: OutNode): OutNode[] {
  if (node.kind === 'text' || weigh(node) < LIMIT / 4) return [node]
  if (!DIVISIBLE.has(node.name) || node.children.length < 2) return [node]
  const parts: OutNode[][] = [[]]
  let weight = 0
  for (const child of node.children.flatMap(divide)) {
    const own = weigh(child)
    if (weight + own > LIMIT / 8 && parts.at(-1)?.length !== 0) {
      parts.push([])
      weight = 0
    }
    parts.at(-1)?.push(child)
    weight += own
  }
  let start = startOf(node)
  return parts.map((children, part) => {
    const attributes =
      node.name === 'ol' && part > 0
        ? [...node.attributes.filter(({ name }) => name !== 'start'), attribute('start', String(start))]
        : node.attributes
    for (const child of children)
      if (child.kind === 'element' && child.name === 'li') start = numberOf(child, start) + 1
    return make(node.name, node, children, { attributes, block: part === 0 ? node.block : null })
  })
}

const DIVISIBLE = new Set(['ol', 'ul', 'dl', 'div', 'blockquote'])

const startOf = (node: OutElement): number => {
  const start = node.attributes.find(({ name }) => name === 'start')?.value
  return typeof start === 'string' ? Number(start) : 1
}

const numberOf = (item: OutElement, otherwise: number): number => {
  const value = item.attributes.find(({ name }) => name === 'value')?.value
  return typeof value === 'string' ? Number(value) : otherwise
}

export function buildSections(
  body: readonly OutNode[],
  noteWeight: (unit: NoteUnit) => number,
): readonly (readonly OutNode[])[] {
  const nodes = body.flatMap(divide)
  const counted = new Set<NoteUnit>()
  const weights = nodes.map((node) => {
    let weight = weigh(node)
    for (const unit of unitsIn(node)) {
      if (counted.has(unit)) continue
      counted.add(unit)
      weight += noteWeight(unit)
    }
    return weight
  })
  const total = weights.reduce((sum, one) => sum + one, 0)
  if (total <= LIMIT) return [nodes]
  // Even pages read better than full ones and a remainder.
  const size = total / Math.ceil(total / LIMIT)
  const sections: OutNode[][] = []
  let first = 0
  while (first < nodes.length) {
    const last = endOf(nodes, weights, first, size)
    sections.push(nodes.slice(first, last))
    first = last
  }
  return sections
}

function endOf(nodes: readonly OutNode[], weights: readonly number[], first: number, size: number): number {
  let weight = 0
  let heading = -1
  for (let at = first; at < nodes.length; at++) {
    const node = nodes[at]
    weight += weights[at] ?? 0
    if (weight > LIMIT && at > first) return heading > first ? heading : at
    const isHeading = node?.kind === 'element' && /^h[23]$/.test(node.name)
    if (isHeading && at > first && weight > size * 0.5) heading = at
    // Just after the wished size the next heading, or the next block, begins a page.
    if (weight >= size * 1.02 && at > first && heading > first) return heading
  }
  return nodes.length
}

export function* unitsIn(node: OutNode): Generator<NoteUnit> {
  if (node.kind === 'text') return
  if (node.note !== null && node.name === 'a') yield node.note
  for (const child of node.children) yield* unitsIn(child)
}
