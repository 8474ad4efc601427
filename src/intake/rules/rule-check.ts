/** A check: a draft in, what it breaks out. Pure; one file holds the checks of one subject. */
import type { BookDraft, ChapterDraft, ChapterType, Issue } from '#book'
import type { CheckContext } from '../check-book-draft.ts'
import { issueFor } from './issue-for.ts'
import type { RuleName } from './rules.ts'

export type Draft = Omit<BookDraft, 'issues'>

export type RuleCheck = (draft: Draft, context: CheckContext) => readonly Issue[]

/** An issue of the book as a whole, at the file in which it can be mended. */
export const ofBook = (
  context: CheckContext,
  rule: RuleName,
  message: string,
  element: string | null = null,
): Issue => issueFor(rule, { message, where: { file: context.metadataFile, element } })

/** An issue of one chapter, at its entry in book.yaml or its place in the EPUB. */
export function ofChapter(
  draft: Draft,
  context: CheckContext,
  chapter: number,
  rule: RuleName,
  message: string,
): Issue {
  const line = context.lineOf(chapter)
  const from = draft.chapters[chapter]?.source?.from ?? null
  const where =
    line === null && from !== null
      ? { file: from.path, element: from.id === null ? null : `#${from.id}` }
      : { file: context.metadataFile, line }
  return issueFor(rule, { message, where, chapter })
}

/** What a person would call it: “5. The Year of Defections”. */
export function nameOf({ metadata }: ChapterDraft, index: number): string {
  const title = metadata.title === '' ? `part ${index + 1} of the book` : `“${metadata.title}”`
  return metadata.label === null ? title : `${metadata.label}. ${title}`
}

/** What is written to be read and cited in its own right; a title page is not. */
export const isCited = (type: ChapterType): boolean => CITED.has(type)

const CITED: ReadonlySet<ChapterType> = new Set<ChapterType>([
  'foreword',
  'preface',
  'prologue',
  'introduction',
  'chapter',
  'section',
  'conclusion',
  'epilogue',
  'afterword',
  'appendix',
])
