/** What has been read of all files so far, list by list, and the ids by which it is called: those of TEI, or made of addresses. */
import { descendants, idOf, type XmlElement } from '@chapterhouse/epub'
import type { At } from '../reading/fault.ts'
import type { ListNode, MapNode, Node } from '../reading/tree.ts'
import { at, mapOf, text } from './nodes.ts'
import { slug } from './tei-words.ts'

export type Item = { readonly at: At; readonly entries: Map<string, Node> }

const NOWHERE: At = { file: 'record.xml', line: 1, column: 1 }

export class Shelf {
  readonly #items = new Map<string, Map<string, Item>>()
  readonly #idOfAddress = new Map<string, string>()
  readonly #taken = new Map<string, string>()
  readonly #timesGiven = new Map<string, number>()

  lists(): ReadonlyMap<string, ListNode> {
    return new Map(
      [...this.#items].map(([list, items]) => {
        const all = [...items.values()].map(toMap)
        return [list, { kind: 'list', at: all[0]?.at ?? NOWHERE, items: all.map(unwrapped) }]
      }),
    )
  }

  /** An xml:id is unique in its file only. */
  noteIds(root: XmlElement): void {
    for (const element of descendants(root)) {
      const id = idOf(element)
      if (id !== null) this.#timesGiven.set(id, (this.#timesGiven.get(id) ?? 0) + 1)
    }
  }

  find(list: string, id: string): Item | undefined {
    return this.#items.get(list)?.get(id)
  }

  itemOf(list: string, id: string, where: At): Item {
    const items = this.#items.get(list) ?? new Map<string, Item>()
    this.#items.set(list, items)
    const known = items.get(id)
    if (known !== undefined) return known
    const item: Item = { at: where, entries: new Map(list === 'distinct' ? [] : [['id', text(where, id)]]) }
    items.set(id, item)
    return item
  }

  set(item: Item, key: string, file: string, from: XmlElement | null | undefined, value: string): void {
    if (value !== '' && from) item.entries.set(key, text(at(file, from), value))
  }

  add(item: Item, key: string, node: Node): void {
    const known = item.entries.get(key)
    if (known?.kind === 'list') item.entries.set(key, { ...known, items: [...known.items, node] })
    else item.entries.set(key, { kind: 'list', at: node.at, items: [node] })
  }

  ownId(file: string, element: XmlElement): string {
    const id = idOf(element) ?? ''
    const isUnique = this.#timesGiven.get(id) === 1
    if (isUnique && /^[a-z][a-z0-9-]{1,63}$/.test(id)) return id
    return slug(isUnique ? id : `${slug(file.replace(/\.xml$/i, ''), 'f')}-${id}`, 'x')
  }

  /** Two factoids of one name are two claims. */
  free(list: string, wanted: string): string {
    const items = this.#items.get(list)
    let id = wanted
    for (let n = 2; items?.has(id); n += 1) id = `${wanted.slice(0, 58)}-${n}`
    return id
  }

  /** From the end of its address, with a number where two addresses end alike. */
  idFor(address: string, kind: string): string {
    const known = this.#idOfAddress.get(address)
    if (known !== undefined) return known
    const parts = address.split(/[/#:?=]+/).filter((part) => part !== '')
    const wanted = slug(parts.slice(-2).join('-'), kind)
    let id = wanted
    for (let n = 2; this.#taken.has(id); n += 1) id = `${wanted.slice(0, 58)}-${n}`
    this.#taken.set(id, address)
    this.#idOfAddress.set(address, id)
    return id
  }

  noteAddress(address: string, id: string): void {
    this.#idOfAddress.set(address, id)
  }

  idOfAddress(address: string): string | undefined {
    return this.#idOfAddress.get(address)
  }
}

const toMap = ({ at: where, entries }: Item): MapNode => mapOf(where, entries)

/** A list among lists has no keys. */
const unwrapped = (node: MapNode): Node => node.entries.find(({ key }) => key === '')?.value ?? node
