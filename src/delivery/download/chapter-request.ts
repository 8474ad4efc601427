import type { EpubRange, SliceMetadata, SliceRequest } from '@chapterhouse/epub'

/** What cutting a chapter's EPUB out of its book's needs, as JSON. */
export type ChapterRequest = {
  readonly range: EpubRange
  readonly notes: SliceRequest['notes']
  readonly metadata: SliceMetadata
  readonly pages: readonly { readonly range: EpubRange; readonly address: string }[]
}
