import type { ChapterOutline, LinkedContributor } from './shelf.ts'

/** What one contributor did in one book. */
export type Contribution = {
  /** As the contributor's page shows it; null: to the book as a whole. */
  readonly chapter: Pick<ChapterOutline, 'id' | 'slug' | 'label' | 'title' | 'pages'> | null
  readonly contributor: LinkedContributor
}
