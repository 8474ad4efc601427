import type { AccessDecision } from '#access'
import type { FoundBook, FoundChapter } from '#catalogue'
import { decideBookDownloads, decideChapterDownloads } from '#delivery'
import type { OfferedFile } from './page-facts.ts'

type Found = Extract<FoundBook, { kind: 'book' }> | Extract<FoundChapter, { kind: 'chapter' }>

/** The files of a product that whoever asks may take, by the decision about taking them. */
export const listOffered = (found: Found, access: AccessDecision): readonly OfferedFile[] =>
  found.kind === 'book'
    ? decideBookDownloads(found.book, access)
    : decideChapterDownloads(found.book, found.chapter, access)
