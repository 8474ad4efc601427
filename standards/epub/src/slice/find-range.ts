import { cutPlaceOf } from '../cut-place.ts'
import { readDocument } from '../read-document.ts'
import type { EpubPackage, EpubRange, Target } from '../types.ts'

/**
 * Which of these ranges holds a place of the book; null when none does. Where several begin in one file, the places of their
 * ids decide, by the same rule that cuts them.
 */
export function findRange(book: EpubPackage, ranges: readonly EpubRange[], target: Target): number | null {
  const spine = new Map(book.spine.map(({ item }, place) => [item.path, place]))
  const file = spine.get(target.path)
  if (file === undefined) return null
  const parsed = readDocument(book.container, target.path)
  const inFile = (path: string, id: string | null): number =>
    path === target.path && id !== null && parsed.ok ? (cutPlaceOf(parsed.root, id) ?? 0) : 0
  const at = [file, inFile(target.path, target.fragment)] as const
  let found: number | null = null
  ranges.forEach(({ from, to }, index) => {
    const start = [spine.get(from.path) ?? Number.POSITIVE_INFINITY, inFile(from.path, from.id)] as const
    const end =
      to === null
        ? ([Number.POSITIVE_INFINITY, 0] as const)
        : ([spine.get(to.path) ?? Number.POSITIVE_INFINITY, inFile(to.path, to.id)] as const)
    if (compare(start, at) <= 0 && compare(at, end) < 0) found = index
  })
  return found
}

const compare = (a: readonly [number, number], b: readonly [number, number]): number =>
  a[0] - b[0] || a[1] - b[1]
