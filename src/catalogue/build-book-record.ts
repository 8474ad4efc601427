/** A draft as it stands on the shelf: the book, its contents, its line in a list. */
import { type PartialDate, toSlug } from '#base'
import { type BookDraft, type BookVersion, type Contributor, type Issue, isFault } from '#book'
import { toProduct } from './build-chapter-records.ts'
import type { BookFacets, WantedFacet } from './build-facets.ts'
import { buildOpening, type KeptListing } from './build-opening.ts'
import { type KeptOutline, type KeptProduct, toKeptPart, toOutline, toReadable } from './build-readable.ts'
import type { BookListing, LinkedContributor, ShelvedBook, ShelvedChapter } from './shelf.ts'

export type BookContext = {
  readonly id: string
  readonly press: string
  readonly firstOnline: PartialDate
  /** ISO 8601 UTC. */
  readonly now: string
  readonly versions: readonly BookVersion[]
  readonly issues: readonly Issue[]
  readonly facets: BookFacets
  readonly slugOf: (facet: WantedFacet) => string
  readonly link: (contributor: Contributor) => LinkedContributor
}

/** A book's files hold all its chapters: a fault of content in one is a fault of the book; metadata is each one's own. */
export function buildBookRecord(draft: BookDraft, context: BookContext): ShelvedBook {
  const { facets, slugOf } = context
  const faults = context.issues.filter(isFault)
  return {
    ...draft.metadata,
    id: context.id,
    slug: toSlug(draft.metadata.title),
    press: context.press,
    contributors: draft.metadata.contributors.map(context.link),
    firstOnline: context.firstOnline,
    updated: context.now,
    version: context.versions.at(-1)?.number ?? 1,
    versions: context.versions,
    formats: draft.formats,
    hasDataIssue: faults.some((issue) => issue.about === 'data' && issue.chapter === null),
    hasContentIssue: faults.some((issue) => issue.about === 'content'),
    browse: {
      imprint: facets.imprint === null ? null : slugOf(facets.imprint),
      year: slugOf(facets.year),
      series: facets.series.map(slugOf),
      subjects: facets.subjects.map(slugOf),
    },
  }
}

export const buildContents = (chapters: readonly ShelvedChapter[]): readonly KeptOutline[] =>
  chapters.map((chapter) => ({
    slug: chapter.slug,
    parentId: chapter.parentId,
    position: chapter.position,
    depth: chapter.depth,
    type: chapter.type,
    label: chapter.label,
    title: chapter.title,
    subtitle: chapter.subtitle,
    language: chapter.language,
    contributors: chapter.contributors.map(({ name, role, page }) => ({ name, role, page })),
    pages: chapter.pages,
    doi: chapter.doi,
    firstOnline: chapter.firstOnline,
    updated: chapter.updated,
    prices: chapter.prices,
    ...toProduct(chapter, chapters),
    words: chapter.text?.words ?? 0,
    hasText: chapter.text !== null,
  }))

/** All that its files hold. */
export const toBookProduct = (
  book: Pick<ShelvedBook, 'id' | 'openness' | 'accessDates' | 'formats'>,
  chapters: readonly ShelvedChapter[],
): KeptProduct => ({
  ...toKeptPart(book),
  holds: chapters
    .filter(({ text, source }) => text !== null || source !== null || hasPdf(book))
    .map(toKeptPart),
})

/** Nobody can tell of a chapter that it has no page in it. */
const hasPdf = ({ formats }: Pick<ShelvedBook, 'formats'>): boolean =>
  formats.some(({ mediaType }) => mediaType === 'application/pdf')

export function buildListing(
  book: ShelvedBook,
  product: KeptProduct,
  contents: readonly KeptOutline[],
  now: Date,
): KeptListing {
  const place = { bookId: book.id, press: book.press }
  const texts = contents.filter((chapter) => chapter.hasText).map((chapter) => toOutline(chapter, place))
  const { id, slug, press, title, subtitle, languages, direction, edition, imprint } = book
  const { printYear, updated, series, firstOnline, cover } = book
  return {
    ...{ id, slug, press, title, subtitle, languages, direction, edition, imprint },
    ...{ printYear, updated, series, firstOnline, cover },
    doi: book.identifiers.doi,
    contributors: book.contributors.map(({ name, sortName, role, page }) => ({ name, sortName, role, page })),
    summary: openingOf(book.summary),
    ...buildOpening(toReadable(product, place), texts, now),
    chapters: contents.length,
    hasText: texts.length > 0,
  }
}

const LONGEST_OPENING = 360

/** Its first words: a list is no place for five paragraphs. */
function openingOf(summary: ShelvedBook['summary']): BookListing['summary'] {
  if (summary.kind !== 'abstract' && summary.kind !== 'extract') return null
  const [first] = summary.paragraphs
  if (first === undefined) return null
  if (first.length <= LONGEST_OPENING) return { ...summary, paragraphs: [first] }
  const cut = first.slice(0, LONGEST_OPENING).toWellFormed()
  const end = cut.lastIndexOf(' ')
  return { ...summary, paragraphs: [`${end > 0 ? cut.slice(0, end) : cut}…`] }
}
