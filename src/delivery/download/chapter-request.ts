import type { EpubRange, SliceMetadata, SliceRequest } from '@chapterhouse/epub'

/** What is asked of the assembling process, as JSON. */
export type ChapterRequest = {
  readonly range: EpubRange
  readonly notes: SliceRequest['notes']
  readonly metadata: SliceMetadata
  readonly pages: readonly { readonly range: EpubRange; readonly address: string }[]
}

export type AssemblingOrder = { readonly epub: string; readonly chapter: ChapterRequest }

/** In the folder of the job. */
export const CHAPTER_FILE = 'chapter.epub'
export const FAILURE_FILE = 'failure.json'
