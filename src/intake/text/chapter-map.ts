/** Which chapter holds a place of the source. */
import { cutPlaceOf } from '@chapterhouse/epub'
import type { Documents } from '../chapters/open-documents.ts'
import type { ChapterPlan } from '../chapters/plan-chapters.ts'

export type ChapterMap = {
  /** `order`: place of the element in its document. Null: in no chapter. */
  readonly chapterAt: (path: string, order: number) => number | null
  /** The chapter that begins with the start of this file; null when it starts in the middle of one. */
  readonly opensAt: (path: string) => number | null
  readonly holds: (path: string) => boolean
}

type Stretch = { readonly chapter: number; readonly from: number; readonly isFirst: boolean }

export function mapChapters(documents: Documents, chapters: readonly ChapterPlan[]): ChapterMap {
  const stretches = new Map<string, Stretch[]>()
  chapters.forEach((plan, chapter) => {
    plan.segments.forEach((segment, place) => {
      const root = segment.from === null ? null : documents.get(segment.path)
      const from = root === null ? 0 : (cutPlaceOf(root, segment.from) ?? 0)
      const known = stretches.get(segment.path) ?? []
      // A document that stands twice in the spine is found at its first place.
      if (!known.some((one) => one.from === from)) known.push({ chapter, from, isFirst: place === 0 })
      stretches.set(segment.path, known)
    })
  })
  for (const list of stretches.values()) list.sort((a, b) => a.from - b.from)
  return {
    chapterAt: (path, order) => stretches.get(path)?.findLast((one) => one.from <= order)?.chapter ?? null,
    opensAt: (path) => {
      const first = stretches.get(path)?.[0]
      return first?.from === 0 && first.isFirst ? first.chapter : null
    },
    holds: (path) => stretches.has(path),
  }
}
