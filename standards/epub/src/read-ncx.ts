/**
 * The NCX (ANSI/NISO Z39.86-2005 §8, OPF 2.0.1 §2.4.1). The order is that of the document: `playOrder` says the same, and
 * where tools have left it stale it is it that is wrong.
 */
import { collapse } from './opf.ts'
import type { Navigation } from './read-nav.ts'
import { resolveHref } from './resolve-href.ts'
import type { ContentsEntry, Target } from './types.ts'
import { attr, childElements, descendants, findElement, firstChild, textOf } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

export function readNcx(root: XmlElement, file: string): Navigation {
  const map = findElement(root, 'navMap')
  const pages = findElement(root, 'pageList')
  return {
    contents: map === null ? [] : pointsOf(map, file),
    landmarks: [],
    pageList:
      pages === null ? [] : [...descendants(pages, 'pageTarget')].flatMap((page) => pageOf(page, file)),
  }
}

const pointsOf = (element: XmlElement, file: string): readonly ContentsEntry[] =>
  [...childElements(element, 'navPoint')].flatMap((point) => {
    const title = labelOf(point)
    const target = targetOf(point, file)
    const children = pointsOf(point, file)
    return title === '' && target === null ? children : [{ title, target, children }]
  })

const labelOf = (element: XmlElement): string => {
  const label = firstChild(element, 'navLabel')
  return label === null ? '' : collapse(textOf(label))
}

function targetOf(element: XmlElement, file: string): Target | null {
  const content = firstChild(element, 'content')
  const src = content === null ? null : attr(content, 'src')
  const reference = src === null ? null : resolveHref(file, src)
  return reference?.kind === 'inside' ? { path: reference.path, fragment: reference.fragment } : null
}

const pageOf = (page: XmlElement, file: string) => {
  const target = targetOf(page, file)
  const label = labelOf(page) || collapse(attr(page, 'value') ?? '')
  return target === null || label === '' ? [] : [{ label, target }]
}
