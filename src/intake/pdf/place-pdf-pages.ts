/**
 * Which pages of the book's PDF each chapter has: those that book.yaml counts, else those whose printed numbers are the chapter's.
 * What would hold the words of another chapter is no file of its own: who may read one need not be allowed the other.
 */
import { findPageRange, type PdfFacts, type PdfIssue } from '@chapterhouse/pdf'
import type { ChapterMetadata, Issue, PdfPages } from '#book'
import { issueFor } from '../rules/issue-for.ts'

export type PlaceableChapter = {
  readonly metadata: Pick<ChapterMetadata, 'title' | 'pages'>
  readonly parent: number | null
  /** As book.yaml says, counted from 1; null: it does not. */
  readonly given: { readonly first: number; readonly last: number } | null
}

export type PlacedPages = {
  /** One for each chapter. */
  readonly ranges: readonly (PdfPages | null)[]
  readonly issues: readonly Issue[]
}

export function placePdfPages(
  chapters: readonly PlaceableChapter[],
  facts: PdfFacts,
  file: string,
): PlacedPages {
  const issues: Issue[] = []
  const found = chapters.map((chapter, index) => {
    const range = findRange(chapter, facts)
    if (range === 'outside')
      issues.push(
        issueFor('pdf-pages-are-in-the-pdf', {
          message: `“${chapter.metadata.title}” is said to stand on pages that the PDF of ${facts.pageCount} pages does not have. Correct “pdf-pages”, counted from its first page.`,
          where: { file, element: `chapters[${index}].pdf-pages` },
          chapter: index,
        }),
      )
    return range === 'outside' ? null : range
  })
  const opened = found.map((range, index) => beforeFirstBelow(range, index, chapters, found))
  const clashing = findClashes(opened)
  for (const index of clashing)
    issues.push(
      issueFor('pdf-pages-do-not-overlap', {
        message: `“${chapters[index]?.metadata.title ?? ''}” shares more than one page of the PDF with another chapter, so neither has a PDF of its own. Correct the “pages” or the “pdf-pages” of both.`,
        where: { file },
        chapter: index,
      }),
    )
  return { ranges: opened.map((range, index) => (clashing.has(index) ? null : range)), issues }
}

/** `found`: of each range that there is, in order. A chapter whose pages cannot be parted from others gets no file. */
export function leaveOutUnparted(
  ranges: PlacedPages['ranges'],
  found: readonly (PdfIssue | null)[],
  file: string,
): PlacedPages {
  const issues: Issue[] = []
  const left = [...found]
  return {
    ranges: ranges.map((range, chapter) => {
      const issue = range === null ? null : (left.shift() ?? null)
      if (issue === null) return range
      issues.push(
        issueFor('pdf-pages-can-be-parted', {
          message: `${file}: ${issue.message}`,
          where: { file },
          chapter,
        }),
      )
      return null
    }),
    issues,
  }
}

function findRange(chapter: PlaceableChapter, facts: PdfFacts): PdfPages | 'outside' | null {
  const { given, metadata } = chapter
  if (given !== null)
    return given.first >= 1 && given.first <= given.last && given.last <= facts.pageCount
      ? { from: given.first - 1, to: given.last - 1 }
      : 'outside'
  if (metadata.pages === null || !facts.hasPageLabels) return null
  const range = findPageRange(facts, metadata.pages.first, metadata.pages.last)
  return range === null ? null : { from: range.from, to: range.to }
}

/** A part has the pages before its first chapter: the rest are theirs. */
function beforeFirstBelow(
  range: PdfPages | null,
  index: number,
  chapters: readonly PlaceableChapter[],
  found: readonly (PdfPages | null)[],
): PdfPages | null {
  if (range === null) return null
  const below = chapters.flatMap((_, other) =>
    isBelow(chapters, other, index) && found[other] != null ? [found[other].from] : [],
  )
  const to = Math.min(range.to, ...below.map((from) => from - 1))
  return to < range.from ? null : { from: range.from, to }
}

function isBelow(chapters: readonly PlaceableChapter[], index: number, above: number): boolean {
  for (let at = chapters[index]?.parent ?? null; at !== null; at = chapters[at]?.parent ?? null)
    if (at === above) return true
  return false
}

/** A page on which one chapter ends and the next begins belongs to both. */
function findClashes(ranges: readonly (PdfPages | null)[]): ReadonlySet<number> {
  const clashing = new Set<number>()
  for (const [i, one] of ranges.entries())
    for (const [j, other] of ranges.entries()) {
      if (one === null || other === null || j <= i) continue
      const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from) + 1
      const isSeam = shared === 1 && (one.to === other.from || other.to === one.from)
      if (shared <= 0 || isSeam) continue
      clashing.add(i)
      clashing.add(j)
    }
  return clashing
}
