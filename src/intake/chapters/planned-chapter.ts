/** A chapter while it is being planned: where it begins, and what is known of it. */
import type { EpubPackage } from '@chapterhouse/epub'
import type { ChapterType } from '#book'
import type { Outlined } from './outline-chapters.ts'
import { type ContentsNode, comparePoints, type Spine, type SpinePoint } from './place-entries.ts'

export type Planned = {
  readonly node: ContentsNode | null
  readonly kind: Outlined['kind']
  readonly outlined: Outlined | null
  readonly point: SpinePoint | null
  /** Known beforehand for pages that the contents do not name. */
  readonly type: ChapterType | null
}

export type Context = {
  readonly pkg: EpubPackage
  readonly spine: Spine
  readonly ordered: readonly Planned[]
  readonly points: readonly SpinePoint[]
  readonly firstOfBody: SpinePoint | null
  readonly language: string
}

export const nextPoint = (points: readonly SpinePoint[], after: SpinePoint): SpinePoint | null =>
  points.find((point) => comparePoints(point, after) > 0) ?? null
