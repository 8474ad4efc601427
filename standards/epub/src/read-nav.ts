/**
 * The navigation document (EPUB 3.3 §7): table of contents, landmarks and page list. Written by hand as often as not, so that
 * lists inside a `div`, `ul` for `ol` and labels around their link are understood.
 */
import { labelOf } from './label.ts'
import { collapse } from './opf.ts'
import { resolveHref } from './resolve-href.ts'
import type { ContentsEntry, Landmark, Target } from './types.ts'
import { attr, descendants, hasToken, textOf, tokens } from './walk-xml.ts'
import { OPS, type XmlElement } from './xml.ts'

export type Navigation = {
  readonly contents: readonly ContentsEntry[]
  readonly landmarks: readonly Landmark[]
  readonly pageList: readonly { readonly label: string; readonly target: Target }[]
}

export function readNav(root: XmlElement, file: string): Navigation {
  const navs = [...descendants(root, 'nav')]
  const typed = (type: string, role: string) =>
    navs.find((nav) => hasToken(nav, 'epub:type', type)) ?? navs.find((nav) => hasToken(nav, 'role', role))
  const toc = typed('toc', 'doc-toc') ?? navs.find((nav) => attr(nav, 'type', OPS) === null)
  const landmarks = typed('landmarks', '')
  const pages = typed('page-list', 'doc-pagelist')
  return {
    contents: toc === undefined ? [] : entriesOf(toc, file),
    landmarks: landmarks === undefined ? [] : linksOf(landmarks).flatMap((link) => landmarkOf(link, file)),
    pageList: pages === undefined ? [] : linksOf(pages).flatMap((link) => pageOf(link, file)),
  }
}

const isList = ({ name }: XmlElement): boolean => name === 'ol' || name === 'ul'

/** The lists directly inside, wrappers seen through. */
function* listsOf(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.kind !== 'element') continue
    if (isList(child)) yield child
    else yield* listsOf(child)
  }
}

const entriesOf = (element: XmlElement, file: string): readonly ContentsEntry[] =>
  [...listsOf(element)].flatMap((list) =>
    list.children.flatMap((item) =>
      item.kind === 'element' && item.name === 'li' ? entryOf(item, file) : [],
    ),
  )

function entryOf(item: XmlElement, file: string): readonly ContentsEntry[] {
  const link = firstOutsideLists(item, 'a')
  const label = link ?? firstOutsideLists(item, 'span') ?? withoutLists(item)
  const children = entriesOf(item, file)
  const title = titleOf(label)
  const target = link === null ? null : targetOf(link, file)
  // A heading that says nothing and leads nowhere only hides what is below it.
  return title === '' && target === null ? children : [{ title, target, children }]
}

function firstOutsideLists(element: XmlElement, name: string): XmlElement | null {
  for (const child of element.children) {
    if (child.kind !== 'element' || isList(child)) continue
    if (child.name === name) return child
    const found = firstOutsideLists(child, name)
    if (found !== null) return found
  }
  return null
}

const withoutLists = (element: XmlElement): XmlElement => ({
  ...element,
  children: element.children.filter((child) => child.kind === 'text' || !isList(child)),
})

/** EPUB 3.3 §7.3: a label that shows no text has it in its title. */
const titleOf = (label: XmlElement): string => {
  const shown = labelOf(label)
  if (shown !== '') return shown
  const drawn = [...descendants(label, 'title')]
    .map(textOf)
    .map(collapse)
    .find((text) => text !== '')
  return collapse(attr(label, 'title') ?? attr(label, 'aria-label') ?? drawn ?? '')
}

function targetOf(link: XmlElement, file: string): Target | null {
  const href = attr(link, 'href')
  const reference = href === null ? null : resolveHref(file, href)
  return reference?.kind === 'inside' ? { path: reference.path, fragment: reference.fragment } : null
}

const linksOf = (nav: XmlElement): readonly XmlElement[] => [...descendants(nav, 'a')]

const landmarkOf = (link: XmlElement, file: string): readonly Landmark[] => {
  const target = targetOf(link, file)
  return target === null ? [] : [{ types: tokens(attr(link, 'type', OPS)), title: titleOf(link), target }]
}

const pageOf = (link: XmlElement, file: string) => {
  const target = targetOf(link, file)
  return target === null ? [] : [{ label: titleOf(link), target }]
}
