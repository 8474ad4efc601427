/** Page numbers: those given for chapters, and the markers in the text. */
import type { Issue, PageRange } from '#book'
import { pageNumber, runsBackward } from '../identifiers/parse-pages.ts'
import { type Draft, nameOf, ofChapter, type RuleCheck } from './rule-check.ts'

export const checkPages: RuleCheck = (draft, context) => {
  const issues: Issue[] = []
  let previous: { readonly pages: PageRange; readonly name: string } | null = null
  for (const [index, chapter] of draft.chapters.entries()) {
    const { pages } = chapter.metadata
    const name = nameOf(chapter, index)
    const disorder = firstDisorder(draft, index)
    if (disorder !== null)
      issues.push(
        ofChapter(
          draft,
          context,
          index,
          'page-markers-run-forward',
          `In ${name} the marker of page ${disorder.label} comes after that of page ${disorder.before}. Correct the markers.`,
        ),
      )
    if (pages === null) continue
    if (runsBackward(pages)) {
      issues.push(
        ofChapter(
          draft,
          context,
          index,
          'pages-run-forward',
          `${name} is said to run from page ${pages.first} to page ${pages.last}, which comes before it. Correct “pages”.`,
        ),
      )
      continue
    }
    const strays = disorder === null ? firstStray(draft, index, pages) : null
    if (strays !== null)
      issues.push(
        ofChapter(
          draft,
          context,
          index,
          'pages-agree-with-markers',
          `${name} is said to be on pages ${written(pages)}, but its text has the marker of page ${strays}. Correct “pages”, or the markers.`,
        ),
      )
    // A part's range holds those of its chapters.
    if (chapter.metadata.type === 'part') continue
    if (previous !== null && runsBackward({ first: previous.pages.last, last: pages.first }))
      issues.push(
        ofChapter(
          draft,
          context,
          index,
          'pages-do-not-overlap',
          `${name} begins on page ${pages.first}, but ${previous.name} before it ends on page ${previous.pages.last}. Correct “pages” of one of them.`,
        ),
      )
    previous = { pages, name }
  }
  return issues
}

const written = ({ first, last }: PageRange): string => (first === last ? first : `${first}–${last}`)

const labelsOf = (draft: Draft, chapter: number): readonly string[] =>
  draft.chapters[chapter]?.text?.pageMarkers.map(({ label }) => label) ?? []

function firstDisorder(
  draft: Draft,
  chapter: number,
): { readonly label: string; readonly before: string } | null {
  const latest = new Map<string, { readonly label: string; readonly number: number }>()
  for (const label of labelsOf(draft, chapter)) {
    const page = pageNumber(label)
    if (page === null) continue
    const before = latest.get(page.series)
    if (before !== undefined && page.number <= before.number) return { label, before: before.label }
    latest.set(page.series, { label, number: page.number })
  }
  return null
}

/** The first marker that lies outside the range given; markers of another series cannot be judged. */
function firstStray(draft: Draft, chapter: number, pages: PageRange): string | null {
  const first = pageNumber(pages.first)
  const last = pageNumber(pages.last)
  if (first === null || last === null || first.series !== last.series) return null
  return (
    labelsOf(draft, chapter).find((label) => {
      const page = pageNumber(label)
      return (
        page !== null &&
        page.series === first.series &&
        (page.number < first.number || page.number > last.number)
      )
    }) ?? null
  )
}
