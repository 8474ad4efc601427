import { collapse } from './opf.ts'
import { attr } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

/**
 * The words that an element shows on one line: of pictures their alternative (EPUB 3.3 §7.3 asks for it), of ruby the base,
 * of formulas their alternative where they have one.
 */
export function labelOf(element: XmlElement): string {
  const parts: string[] = []
  gather(element, parts)
  return collapse(parts.join(''))
}

const SILENT = new Set(['rt', 'rp', 'script', 'style', 'template', 'annotation', 'annotation-xml'])
const SPACED = new Set(['br', 'p', 'div', 'wbr', 'li', 'td'])

function gather(element: XmlElement, parts: string[]): void {
  const alternative =
    element.name === 'img' || element.name === 'area'
      ? attr(element, 'alt')
      : element.name === 'math'
        ? attr(element, 'alttext')
        : null
  if (alternative !== null) {
    parts.push(alternative)
    return
  }
  for (const child of element.children)
    if (child.kind === 'text') parts.push(child.text)
    else if (!SILENT.has(child.name)) {
      if (SPACED.has(child.name)) parts.push(' ')
      gather(child, parts)
      if (SPACED.has(child.name)) parts.push(' ')
    }
}
