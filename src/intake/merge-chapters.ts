/**
 * What book.yaml says of chapters, laid over what the EPUB says. No chapter is ever lost or moved by it; access is
 * inherited from the part, then from the book.
 */
import type { BookMetadata, ChapterMetadata, Rights } from '#book'
import { leaveChapterEmpty } from './leave-empty.ts'
import { toFunding } from './merge-book-yaml.ts'
import { buildYamlContributors } from './metadata/build-yaml-contributors.ts'
import { directionOf } from './metadata/direction-of.ts'
import { emptyChapter } from './metadata/empty-metadata.ts'
import { mergeAccessDates } from './metadata/merge-access-dates.ts'
import type { ChapterEntry } from './parse-book-yaml.ts'

export type PlacedChapter = {
  readonly metadata: ChapterMetadata
  readonly parent: number | null
  readonly depth: number
}

export function mergeChapters<C extends PlacedChapter>(
  chapters: readonly C[],
  entries: ReadonlyMap<number, ChapterEntry>,
  book: BookMetadata,
): readonly C[] {
  const merged: C[] = []
  for (const [index, chapter] of chapters.entries()) {
    const entry = entries.get(index) ?? null
    const above = (chapter.parent === null ? undefined : merged[chapter.parent]?.metadata) ?? book
    merged.push({
      ...chapter,
      metadata: mergeChapter({ ...chapter.metadata, ...accessOf(above) }, entry, book),
    })
  }
  return merged
}

/** Without an EPUB the list is the contents; what has chapters below it is a part. */
export function buildRecordChapters(
  entries: readonly ChapterEntry[],
  book: BookMetadata,
): readonly (PlacedChapter & { readonly entry: ChapterEntry })[] {
  const placed: { chapter: PlacedChapter; entry: ChapterEntry }[] = []
  const place = (entry: ChapterEntry, parent: number | null, depth: number): void => {
    const below = entry.chapters ?? []
    const above = (parent === null ? undefined : placed[parent]?.chapter.metadata) ?? book
    const type = below.length > 0 ? 'part' : 'chapter'
    const metadata = mergeChapter({ ...emptyChapter(book), type, ...accessOf(above) }, entry, book)
    const index = placed.push({ chapter: { metadata, parent, depth }, entry }) - 1
    for (const child of below) place(child, index, depth + 1)
  }
  for (const entry of entries) place(entry, null, 0)
  return placed.map(({ chapter, entry }) => ({ ...chapter, entry }))
}

const accessOf = ({ openness, accessDates }: BookMetadata | ChapterMetadata) => ({
  openness,
  ...(accessDates === undefined ? {} : { accessDates }),
})

function mergeChapter(
  chapter: ChapterMetadata,
  entry: ChapterEntry | null,
  book: BookMetadata,
): ChapterMetadata {
  if (entry === null) return chapter
  const merged: ChapterMetadata = {
    ...chapter,
    type: entry.type ?? chapter.type,
    label: entry.number ?? chapter.label,
    title: entry.title ?? chapter.title,
    subtitle: entry.subtitle ?? chapter.subtitle,
    language: entry.language ?? chapter.language,
    direction: entry.language === null ? chapter.direction : directionOf(entry.language),
    contributors:
      entry.contributors === null
        ? chapter.contributors
        : buildYamlContributors(entry.contributors, [...chapter.contributors, ...book.contributors]),
    doi: entry.doi ?? chapter.doi,
    pages: entry.pages ?? chapter.pages,
    firstOnline: entry.firstOnline ?? chapter.firstOnline,
    summary:
      entry.abstract === null
        ? chapter.summary
        : // In the chapter's own language, whichever that is.
          { kind: 'abstract', paragraphs: entry.abstract, language: null },
    keywords: entry.keywords ?? chapter.keywords,
    rights: entry.rights === null ? chapter.rights : buildRights(entry.rights, book.rights),
    funding: entry.funding === null ? chapter.funding : toFunding(entry.funding),
    openness: entry.access ?? chapter.openness,
    ...mergeAccessDates(chapter.accessDates, entry),
    prices: entry.price ?? chapter.prices,
  }
  return leaveChapterEmpty(merged, entry.without ?? [])
}

/** A chapter's own rights stand alone; only whom to ask is the book's where not told. */
const buildRights = (given: NonNullable<ChapterEntry['rights']>, book: Rights): Rights => ({
  statement: given.statement,
  holder: given.holder,
  licence: given.licence,
  contact: given.contact ?? book.contact,
})
