import type { BookDraft, ChapterDraft, ChapterMetadata, Contributor } from '#book'
import { alignHashes } from './align-hashes.ts'
import { BOOK_FIELDS, type Change } from './change.ts'
import type { PreviousBook, PreviousChapter } from './previous-book.ts'
import { isSameValue } from './same-value.ts'
import type { LinkedContributor } from './shelf.ts'

/** What a reader of both versions would notice, the book as a whole first, then its chapters in reading order. */
export function decideChanges(
  previous: PreviousBook,
  draft: BookDraft,
  matches: readonly (PreviousChapter | null)[],
  removed: readonly PreviousChapter[],
): readonly Change[] {
  return [
    ...bookChanges(previous, draft),
    ...(isRising(matches) ? [] : [{ kind: 'order' } as const]),
    ...draft.chapters.flatMap((chapter, i) => chapterChanges(matches[i] ?? null, chapter, i)),
    ...removed.map(({ chapter }) => ({ kind: 'chapter-removed', title: chapter.title }) as const),
  ]
}

function bookChanges(previous: PreviousBook, { metadata, formats }: BookDraft): readonly Change[] {
  const old = { ...previous.book, contributors: previous.book.contributors.map(withoutPage) }
  const changes: Change[] = previous.shelved ? [] : [{ kind: 'shelved-again' }]
  for (const field of BOOK_FIELDS)
    if (!isSameValue(old[field], metadata[field])) changes.push({ kind: 'details', field })
  if (old.openness !== metadata.openness)
    changes.push({ kind: metadata.openness === 'open' ? 'opened' : 'closed' })
  if (!isSameValue(old.accessDates, metadata.accessDates)) changes.push({ kind: 'access-dates' })
  if (!isSameValue(old.formats, formats)) changes.push({ kind: 'files' })
  return [...changes, ...firstOnlineKept(old.firstOnline, metadata, null)]
}

function chapterChanges(
  old: PreviousChapter | null,
  { metadata, text }: ChapterDraft,
  index: number,
): readonly Change[] {
  const { title } = metadata
  if (old === null) return [{ kind: 'chapter-added', title }]
  if (!old.live) return [{ kind: 'chapter-restored', title }]
  const { chapter } = old
  const changes: Change[] = []
  if (chapter.title !== title) changes.push({ kind: 'chapter-retitled', title, from: chapter.title })
  if (chapter.openness !== metadata.openness)
    changes.push({ kind: metadata.openness === 'open' ? 'chapter-opened' : 'chapter-closed', title })
  if (!isSameValue(chapter.accessDates, metadata.accessDates))
    changes.push({ kind: 'chapter-access-dates', title })
  const [was, is] = [detailsOf(chapter), detailsOf(metadata)]
  if (CHAPTER_FIELDS.some((field) => !isSameValue(was[field], is[field])))
    changes.push({ kind: 'chapter-details', title })
  const { added, removed } = countTextChanges(old, text?.blocks ?? [])
  if (added + removed > 0) changes.push({ kind: 'chapter-text', title, added, removed })
  return [...changes, ...firstOnlineKept(chapter.firstOnline, metadata, index)]
}

const CHAPTER_FIELDS = [
  'type',
  'label',
  'subtitle',
  'language',
  'contributors',
  'doi',
  'pages',
  'summary',
  'keywords',
  'rights',
  'funding',
  'prices',
] as const

type Details = Pick<ChapterMetadata, (typeof CHAPTER_FIELDS)[number]>

/** A summary that does not say its language is in the chapter's. */
const detailsOf = (chapter: Details): Details => ({
  ...chapter,
  contributors: chapter.contributors.map(withoutPage),
  summary:
    'language' in chapter.summary
      ? { ...chapter.summary, language: chapter.summary.language ?? chapter.language }
      : chapter.summary,
})

const withoutPage = ({ page, ...contributor }: Contributor & Partial<LinkedContributor>): Contributor =>
  contributor

function firstOnlineKept(
  kept: string,
  { firstOnline, title }: { readonly firstOnline: string | null; readonly title: string },
  chapter: number | null,
): readonly Change[] {
  if (firstOnline === null || firstOnline === kept) return []
  return [{ kind: 'first-online-kept', kept, given: firstOnline, title, chapter }]
}

function countTextChanges(old: PreviousChapter, blocks: readonly { readonly hash: string }[]) {
  const from = alignHashes(
    old.anchors.live.map((block) => block.hash),
    blocks.map((block) => block.hash),
  )
  const kept = from.filter((p) => p !== -1).length
  return { added: blocks.length - kept, removed: old.anchors.live.length - kept }
}

function isRising(matches: readonly (PreviousChapter | null)[]): boolean {
  const positions = matches.flatMap((old) => (old?.live ? [old.chapter.position] : []))
  return positions.every((position, i) => i === 0 || position > (positions[i - 1] ?? -1))
}
