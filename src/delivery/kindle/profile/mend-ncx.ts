/** The NCX (OPF 2.0.1 §2.4.1): points with ids of their own and numbers in order, links to what is there, the book's identifier. */
import {
  attr,
  type ContentsEntry,
  descendants,
  relativeHref,
  resolveHref,
  type XmlElement,
} from '@chapterhouse/epub'
import { type CopyPlan, linkOf } from './copy-plan.ts'

const NCX = 'http://www.daisy.org/z3986/2005/ncx/'
const NUMBERED = new Set(['navPoint', 'navTarget', 'pageTarget'])

export function mendNcx(root: XmlElement, path: string, plan: CopyPlan, identifier: string): XmlElement {
  if (!isNumbered(root))
    plan.mended({
      rule: 'ncx-points-are-numbered',
      file: path,
      message: 'The points of the contents are numbered anew.',
    })
  // Points that lead to the same place share their number (OPF 2.0.1 §2.4.1.1).
  const orders = new Map<string, number>()
  const taken = new Set<string>()
  let points = 0
  const mend = (element: XmlElement): XmlElement => {
    const isPoint = NUMBERED.has(element.name)
    const set = new Map(element.attributes.map((one) => [one.name, one.value]))
    if (element.name === 'meta' && set.get('name') === 'dtb:uid') {
      if (set.get('content') !== identifier)
        plan.mended({
          rule: 'identifier-is-the-declared-one',
          file: path,
          message: 'The contents were of another identifier than the book.',
        })
      set.set('content', identifier)
    }
    if (isPoint) {
      points += 1
      const target = targetOf(element, path)
      const order = orders.get(target) ?? orders.size + 1
      orders.set(target, order)
      const own = set.get('id') ?? ''
      const id =
        /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(own) && !taken.has(own) ? own : free(`point-${points}`, taken)
      taken.add(id)
      set.set('id', id)
      set.set('playOrder', String(order))
    }
    if (element.name === 'content' && set.has('src')) {
      const src = set.get('src') ?? ''
      set.set('src', linkOf(plan, path, src) ?? relativeHref(path, firstOf(plan), null))
    }
    return {
      ...element,
      attributes: [
        ...element.attributes.filter(({ name }) => set.has(name)),
        ...[...set.keys()]
          .filter((name) => element.attributes.every((one) => one.name !== name))
          .map((name) => ({ name, namespace: '', value: '' })),
      ].map((one) => ({ ...one, value: set.get(one.name) ?? one.value })),
      children: element.children.map((child) => (child.kind === 'element' ? mend(child) : child)),
    }
  }
  return mend(root)
}

const free = (wanted: string, taken: ReadonlySet<string>): string => {
  let id = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`
  return id
}

function targetOf(point: XmlElement, path: string): string {
  const content = [...descendants(point, 'content')][0]
  const reference = resolveHref(path, content === undefined ? '' : (attr(content, 'src') ?? ''))
  return reference.kind === 'inside' ? `${reference.path}#${reference.fragment ?? ''}` : ''
}

export const firstOf = (plan: CopyPlan): string => plan.book.spine[0]?.item.path ?? plan.book.path

/** Whether ids and numbers are as they should be. */
export function isNumbered(root: XmlElement): boolean {
  const ids = new Set<string>()
  let last = 0
  for (const point of descendants(root)) {
    if (!NUMBERED.has(point.name)) continue
    const id = attr(point, 'id') ?? ''
    if (id === '' || ids.has(id)) return false
    ids.add(id)
    const order = Number(attr(point, 'playOrder'))
    if (point.name !== 'navPoint') continue
    if (!Number.isInteger(order) || order < 1 || order > last + 1) return false
    last = Math.max(last, order)
  }
  return true
}

/** For a book that has a navigation document alone: older devices know nothing of those. */
export function buildNcx(plan: CopyPlan, path: string, identifier: string): XmlElement {
  const point = ({ title, target, children }: ContentsEntry): readonly XmlElement[] => {
    const place = target ?? firstTarget(children)
    if (place === null) return children.flatMap(point)
    const src = relativeHref(path, place.path, place.fragment)
    return [
      node('navPoint', { id: '', playOrder: '' }, [
        node('navLabel', {}, [node('text', {}, [title])]),
        node('content', { src }, []),
        ...children.flatMap(point),
      ]),
    ]
  }
  const points = plan.book.contents.flatMap(point)
  const title = plan.book.metadata.titles[0]?.value ?? ''
  const map =
    points.length > 0
      ? points
      : point({ title, target: { path: firstOf(plan), fragment: null }, children: [] })
  const root = node('ncx', { version: '2005-1' }, [
    node('head', {}, [node('meta', { name: 'dtb:uid', content: identifier }, [])]),
    node('docTitle', {}, [node('text', {}, [title])]),
    node('navMap', {}, map),
  ])
  return mendNcx(root, path, { ...plan, mended: () => {} }, identifier)
}

function firstTarget(entries: readonly ContentsEntry[]): ContentsEntry['target'] {
  for (const entry of entries) {
    const found = entry.target ?? firstTarget(entry.children)
    if (found !== null) return found
  }
  return null
}

const node = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (XmlElement | string)[],
): XmlElement => ({
  kind: 'element',
  name,
  namespace: NCX,
  attributes: Object.entries(attributes).map(([key, value]) => ({ name: key, namespace: '', value })),
  children: children.map((child) => (typeof child === 'string' ? { kind: 'text', text: child } : child)),
  line: 1,
})
