/** Where links and bookmarks lead (ISO 32000-2, 12.3.2): by page, by name, by an action. */
import {
  isArray,
  isDict,
  isName,
  isRef,
  isString,
  latin1,
  nameOf,
  type PdfArray,
  type PdfObject,
} from './objects.ts'
import type { PdfFile } from './open-pdf.ts'
import type { PdfPage } from './page-tree.ts'
import { readNameTree } from './trees.ts'

/** A place on a page of this file; `view` is what follows the page: /XYZ 72 720 0. */
export type PageDestination = { readonly page: number; readonly view: PdfArray }

export type Destinations = {
  /** Where a `Dest` entry leads; null: nowhere in this file. */
  readonly find: (dest: PdfObject | undefined) => PageDestination | null
  /** Where an entry with `Dest` or a GoTo action leads. */
  readonly findFrom: (entries: ReadonlyMap<string, PdfObject>) => PageDestination | null
}

export function readDestinations(file: PdfFile, pages: readonly PdfPage[]): Destinations {
  const indexOfPage = new Map(
    pages.flatMap((page) => (page.number === null ? [] : [[page.number, page.index] as const])),
  )
  let names: ReadonlyMap<string, PdfObject> | null = null
  const byName = (name: string) => {
    names ??= readNames(file)
    return names.get(name)
  }

  const find = (dest: PdfObject | undefined, hops = 0): PageDestination | null => {
    const value = file.resolve(dest)
    if (hops > 4) return null
    if (isName(value)) return find(byName(value.name), hops + 1)
    if (isString(value)) return find(byName(latin1(value.bytes)), hops + 1)
    if (isDict(value)) return find(value.entries.get('D'), hops + 1)
    if (!isArray(value)) return null
    const [target, ...view] = value
    const page = isRef(target)
      ? indexOfPage.get(target.number)
      : typeof target === 'number'
        ? target
        : undefined
    return page === undefined || pages[page] === undefined
      ? null
      : { page, view: view.slice(0, 5).map((item) => plain(file.resolve(item))) }
  }
  return {
    find,
    findFrom: (entries) => {
      if (entries.has('Dest')) return find(entries.get('Dest'))
      const action = file.dictAt(entries.get('A'))
      return action !== null && nameOf(file.resolve(action.entries.get('S'))) === 'GoTo'
        ? find(action.entries.get('D'))
        : null
    },
  }
}

const plain = (value: PdfObject) => (typeof value === 'number' || isName(value) ? value : null)

function readNames(file: PdfFile): ReadonlyMap<string, PdfObject> {
  const names = new Map(file.dictAt(file.catalog.entries.get('Dests'))?.entries)
  const tree = file.dictAt(file.catalog.entries.get('Names'))?.entries.get('Dests')
  for (const [key, value] of readNameTree(file, tree)) names.set(key, value)
  return names
}
