/** Bookmarks (ISO 32000-2, 12.3.3). */

import type { Destinations, PageDestination } from './destinations.ts'
import { isDict, isRef, type PdfDict, type PdfObject } from './objects.ts'
import type { PdfFile } from './open-pdf.ts'
import { textOf } from './text.ts'

export type OutlineItem = {
  readonly title: string
  /** Where it leads; null: nowhere in this file. */
  readonly destination: PageDestination | null
  readonly children: readonly OutlineItem[]
}

/** Deeper than this is no table of contents. */
const DEPTH = 64

export function readOutlineItems(file: PdfFile, destinations: Destinations): readonly OutlineItem[] {
  const root = file.dictAt(file.catalog.entries.get('Outlines'))
  return root === null ? [] : readLevel(file, destinations, root.entries.get('First'), new Set(), 0)
}

function readLevel(
  file: PdfFile,
  destinations: Destinations,
  first: PdfObject | undefined,
  seen: Set<number>,
  depth: number,
): readonly OutlineItem[] {
  const items: OutlineItem[] = []
  if (depth > DEPTH) return items
  for (let link = first; isRef(link) && !seen.has(link.number); ) {
    file.budget.spendNode()
    seen.add(link.number)
    const item: PdfObject = file.resolve(link)
    if (!isDict(item)) break
    items.push(readItem(file, destinations, item, seen, depth))
    link = item.entries.get('Next')
  }
  return items
}

const readItem = (
  file: PdfFile,
  destinations: Destinations,
  item: PdfDict,
  seen: Set<number>,
  depth: number,
): OutlineItem => ({
  title: (textOf(file.resolve(item.entries.get('Title'))) ?? '').replace(/\s+/g, ' ').trim(),
  destination: destinations.findFrom(item.entries),
  children: readLevel(file, destinations, item.entries.get('First'), seen, depth + 1),
})
