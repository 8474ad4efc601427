/** Which chapters are notes of other chapters: what they hold stays there, and is shown in those chapters as well. */
import { textOf, type XmlElement } from '@chapterhouse/epub'
import type { Documents } from '../chapters/open-documents.ts'
import type { ChapterPlan } from '../chapters/plan-chapters.ts'
import type { ChapterMap } from './chapter-map.ts'
import type { Notes } from './find-notes.ts'

/** By chapter: the other chapters whose notes it holds. */
export type Collections = ReadonlyMap<number, ReadonlySet<number>>

export function findCollections(
  chapters: readonly ChapterPlan[],
  notes: Notes,
  map: ChapterMap,
  documents: Documents,
): Collections {
  const holders = new Map<number, Set<number>>()
  for (const { path, order, unit } of notes.references) {
    const home = map.chapterAt(unit.path, unit.order)
    const from = map.chapterAt(path, order)
    if (home === null || from === null) continue
    const known = holders.get(home) ?? new Set<number>()
    known.add(from)
    holders.set(home, known)
  }
  const found = new Map<number, ReadonlySet<number>>()
  chapters.forEach((plan, chapter) => {
    const others = new Set([...(holders.get(chapter) ?? [])].filter((other) => other !== chapter))
    if (plan.type === 'notes' || (others.size > 0 && isAllNotes(plan, chapter, notes, map, documents)))
      found.set(chapter, others)
  })
  return found
}

function isAllNotes(
  plan: ChapterPlan,
  chapter: number,
  notes: Notes,
  map: ChapterMap,
  documents: Documents,
): boolean {
  if (plan.segments.some(({ from, to }) => from !== null || to !== null)) return false
  const total = plan.segments.reduce((sum, { path }) => sum + documents.indexOf(path).total, 0)
  const inNotes = notes.units
    .filter((unit) => map.chapterAt(unit.path, unit.order) === chapter)
    .reduce((sum, unit) => sum + textLength(unit.elements), 0)
  return total > 0 && inNotes / total > 0.8
}

const textLength = (elements: readonly XmlElement[]): number =>
  elements.reduce((sum, element) => sum + textOf(element).replace(/\s+/g, '').length, 0)
