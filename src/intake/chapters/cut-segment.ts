/**
 * One document, cut to what lies between two of its elements. Elements that stand open at a cut are kept on both sides,
 * so that a style or a language said on them still holds; nothing that can be seen is on both.
 */
import { idOf, type XmlElement, type XmlNode } from '@chapterhouse/epub'

export function cutSegment(
  root: XmlElement,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): XmlElement {
  if (from === null && to === null) return root
  let isInside = from === null
  let isPast = false
  const cut = (element: XmlElement): XmlElement | null => {
    if (isPast) return null
    const id = from === null && to === null ? null : idOf(element)
    if (!isInside && id !== null && id === from) isInside = true
    else if (isInside && id !== null && id === to) {
      isPast = true
      return null
    }
    const wasInside = isInside
    const children: XmlNode[] = []
    let isSame = true
    for (const child of element.children) {
      const kept = child.kind === 'text' ? (isInside && !isPast ? child : null) : cut(child)
      if (kept !== child) isSame = false
      if (kept !== null) children.push(kept)
    }
    // What closed before the cut began, the head apart, says nothing here.
    if (!wasInside && !isInside && element.name !== 'head') return null
    if (element.name === 'head') return element
    return isSame ? element : { ...element, children }
  }
  return cut(root) ?? { ...root, children: [] }
}
