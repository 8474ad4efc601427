/** Parts of a file as a tree, whatever it was written in; of TEI, each with the line of its element. */
import { attr, childElements, textOf, type XmlElement } from '@chapterhouse/epub'
import type { At } from '../reading/fault.ts'
import type { MapNode, Node } from '../reading/tree.ts'

type Entry = MapNode['entries'][number]

export const at = (file: string, element: XmlElement): At => ({ file, line: element.line, column: 1 })
export const text = (where: At, value: string): Node => ({ kind: 'text', at: where, text: value })
export const mapOf = (where: At, fields: ReadonlyMap<string, Node>): MapNode => ({
  kind: 'map',
  at: where,
  entries: [...fields].map(([key, value]): Entry => ({ key, keyAt: value.at, value })),
})
export const map = (where: At, fields: { readonly [key: string]: string | Node }): MapNode =>
  mapOf(
    where,
    new Map(
      Object.entries(fields).map(([key, value]) => [
        key,
        typeof value === 'string' ? text(where, value) : value,
      ]),
    ),
  )
export const isOwn = (note: XmlElement): boolean => /^record(-item)?$/.test(attr(note, 'subtype') ?? '')

export function decoded(file: string, note: XmlElement): Node {
  const inner = [...childElements(note, 'note')].filter(isOwn)
  if (inner.length === 0) return text(at(file, note), textOf(note))
  const fields = new Map<string, Node>()
  const items: Node[] = []
  for (const each of inner) {
    const key = attr(each, 'type') ?? ''
    const value = decoded(file, each)
    if (attr(each, 'subtype') !== 'record-item') fields.set(key, value)
    else if (key === 'item') items.push(value)
    else {
      const known = fields.get(key)
      const before = known?.kind === 'list' ? known.items : []
      fields.set(key, { kind: 'list', at: at(file, each), items: [...before, value] })
    }
  }
  return items.length > 0 ? { kind: 'list', at: at(file, note), items } : mapOf(at(file, note), fields)
}
