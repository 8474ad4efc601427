/** Whether an element holds paragraphs, so that it cannot stand in one. */
import type { XmlElement } from '@chapterhouse/epub'
import { BLOCKS } from './element-table.ts'

const blocksInside = new WeakMap<XmlElement, boolean>()

export function holdsBlock(element: XmlElement): boolean {
  const known = blocksInside.get(element)
  if (known !== undefined) return known
  const holds = element.children.some(
    (child) =>
      child.kind === 'element' &&
      child.name !== 'svg' &&
      child.name !== 'math' &&
      child.name !== 'select' &&
      (BLOCKS.has(child.name) || holdsBlock(child)),
  )
  blocksInside.set(element, holds)
  return holds
}
