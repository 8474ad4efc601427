/** What stands above the pages of a slice, written anew: labels, bookmarks, layers, ways of showing. */

import {
  dictOf,
  isArray,
  isDict,
  name,
  nameOf,
  type PdfArray,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import type { OutlineItem } from '../outline.ts'
import type { PageLabel } from '../page-labels.ts'
import { encodeText } from '../text.ts'
import type { PdfWriter } from '../write-pdf.ts'
import type { ValueCopier } from './copy-values.ts'

/** Each page keeps what is printed on it; a page that continues its neighbour needs no entry. */
export function pageLabelsOf(labels: readonly PageLabel[]): PdfDict {
  const rows = labels.flatMap((label, index): PdfObject[] => {
    const before = labels[index - 1]
    const continues =
      before !== undefined &&
      before.style === label.style &&
      before.prefix === label.prefix &&
      before.number + 1 === label.number
    if (continues) return []
    return [
      index,
      dictOf({
        S: label.style === null ? undefined : name(label.style),
        P: label.prefix === '' ? undefined : encodeText(label.prefix),
        St: label.style === null || label.number === 1 ? undefined : label.number,
      }),
    ]
  })
  return dictOf({ Nums: rows })
}

/** Bookmarks of the pages that come along. Those above a bookmark that lead elsewhere are left out, and it takes their place. */
export function outlineOf(
  writer: PdfWriter,
  items: readonly OutlineItem[],
  pages: ReadonlyMap<number, PdfRef>,
): PdfRef | undefined {
  const kept = keepItems(items, pages)
  if (kept.length === 0) return undefined
  const root = writer.reserve()
  const { first, last } = writeItems(writer, kept, root)
  writer.set(root, dictOf({ Type: name('Outlines'), First: first, Last: last, Count: kept.length }))
  return root
}

type KeptItem = { readonly title: string; readonly dest: PdfArray; readonly children: readonly KeptItem[] }

const keepItems = (items: readonly OutlineItem[], pages: ReadonlyMap<number, PdfRef>): readonly KeptItem[] =>
  items.flatMap(({ title, destination, children }): readonly KeptItem[] => {
    const page = destination === null ? undefined : pages.get(destination.page)
    const below = keepItems(children, pages)
    return page === undefined
      ? below
      : [{ title, dest: [page, ...(destination?.view ?? [])], children: below }]
  })

function writeItems(
  writer: PdfWriter,
  items: readonly KeptItem[],
  parent: PdfRef,
): { first: PdfRef | undefined; last: PdfRef | undefined } {
  const refs = items.map(() => writer.reserve())
  for (const [index, item] of items.entries()) {
    const at = refs[index]
    if (at === undefined) continue
    const below = writeItems(writer, item.children, at)
    writer.set(
      at,
      dictOf({
        Title: encodeText(item.title),
        Parent: parent,
        Prev: refs[index - 1],
        Next: refs[index + 1],
        First: below.first,
        Last: below.last,
        Count: item.children.length === 0 ? undefined : -item.children.length,
        Dest: item.dest,
      }),
    )
  }
  return { first: refs[0], last: refs.at(-1) }
}

/** Layers that the pages use, shown or hidden as in the book (8.11.4). */
export function layersOf(file: PdfFile, copier: ValueCopier): PdfDict | undefined {
  if (copier.layers.length === 0) return undefined
  const config = file.dictAt(file.dictAt(file.catalog.entries.get('OCProperties'))?.entries.get('D'))
  const kept = (key: string) => {
    const held = file.resolve(config?.entries.get(key))
    return isArray(held) ? held.flatMap((item) => copier.layerOf(item) ?? []) : []
  }
  const base = nameOf(file.resolve(config?.entries.get('BaseState')))
  const uses = file.resolve(config?.entries.get('AS'))
  const automatic = (isArray(uses) ? uses : []).flatMap((item) => {
    const use = file.resolve(item)
    const layers = isDict(use) ? file.resolve(use.entries.get('OCGs')) : null
    const mine = isArray(layers) ? layers.flatMap((layer) => copier.layerOf(layer) ?? []) : []
    return isDict(use) && mine.length > 0
      ? [
          dictOf({
            Event: file.resolve(use.entries.get('Event')),
            Category: copier.copy(use.entries.get('Category')),
            OCGs: mine,
          }),
        ]
      : []
  })
  return dictOf({
    OCGs: copier.layers,
    D: dictOf({
      BaseState: base === null ? undefined : name(base),
      ON: kept('ON'),
      OFF: kept('OFF'),
      Order: copier.layers,
      Locked: kept('Locked'),
      AS: automatic.length === 0 ? undefined : automatic,
    }),
  })
}
