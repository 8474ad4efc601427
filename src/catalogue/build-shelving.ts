/** All that a version of a book puts on the shelf, built before anything is written. */
import type { BookDraft, BookVersion, Contributor, Issue, Media, Summary } from '#book'
import { buildBookRecord, buildContents, buildListing, toBookProduct } from './build-book-record.ts'
import {
  buildChapterPlaces,
  buildChapterRecords,
  type ChapterPlace,
  toProduct,
} from './build-chapter-records.ts'
import type { BookFacets, WantedFacet } from './build-facets.ts'
import type { KeptListing } from './build-opening.ts'
import type { KeptOutline, KeptProduct } from './build-readable.ts'
import type { Change } from './change.ts'
import type { Contribution } from './contribution.ts'
import type { ShelvingDecision } from './decide-shelving.ts'
import type { PreviousBook } from './previous-book.ts'
import type { LinkedContributor, ShelvedBook, ShelvedChapter } from './shelf.ts'

export type Shelving = {
  readonly book: ShelvedBook
  readonly product: KeptProduct
  readonly listing: KeptListing
  readonly contents: readonly KeptOutline[]
  readonly chapters: readonly (Pick<
    ChapterPlace,
    'anchors' | 'text' | 'contentHash' | 'isSame' | 'former'
  > & {
    readonly record: ShelvedChapter
    readonly product: KeptProduct
    readonly media: readonly string[]
  })[]
  /** Ids of chapters that are left out. */
  readonly removed: readonly string[]
  readonly issues: readonly Issue[]
  readonly contributions: readonly Contribution[]
  /** What everybody may see, whoever may read: covers, and first pages that serve as summaries. */
  readonly publicMedia: readonly Media[]
}

export type ShelvingContext = {
  readonly bookId: string
  readonly press: string
  readonly now: Date
  readonly note: string | null
  readonly firstOnline: string
  readonly previous: PreviousBook | null
  readonly decision: Exclude<ShelvingDecision, { kind: 'unchanged' }>
  readonly facets: BookFacets
  readonly slugOf: (facet: WantedFacet) => string
  readonly link: (contributor: Contributor) => LinkedContributor
  readonly newId: () => string
  readonly hash: (text: string) => string
}

export function buildShelving(draft: BookDraft, context: ShelvingContext): Shelving {
  const { bookId, decision, previous, link, facets, slugOf } = context
  const now = context.now.toISOString()
  const { matches, removed, changes } =
    decision.kind === 'new' ? { matches: [], removed: [], changes: [] } : decision
  const issues = [...draft.issues, ...changes.flatMap(toIssue)]
  const places = buildChapterPlaces(draft, matches, { ...context, wasShelved: previous?.shelved === true })
  const records = buildChapterRecords(places, {
    ...{ bookId, now, issues, link },
    firstOnline: previous === null ? context.firstOnline : now.slice(0, 10),
  })
  const book = buildBookRecord(draft, {
    ...{ id: bookId, press: context.press, now, issues, facets, slugOf, link },
    firstOnline: context.firstOnline,
    versions: nextVersions(context, now),
  })
  const contents = buildContents(records)
  const product = toBookProduct(book, records)
  return {
    ...{ book, contents, issues, product },
    listing: buildListing(book, product, contents, context.now),
    chapters: records.map((record, i) => ({
      ...pickPlace(places, i),
      record,
      product: toProduct(record, records),
      media: draft.chapters[i]?.media ?? [],
    })),
    removed: removed.map(({ chapter }) => chapter.id),
    contributions: [
      ...book.contributors.map((contributor) => ({ chapter: null, contributor })),
      ...records.flatMap(({ id, slug, label, title, pages, contributors }) =>
        contributors.map((contributor) => ({ chapter: { id, slug, label, title, pages }, contributor })),
      ),
    ],
    publicMedia: [
      ...(book.cover === null ? [] : [book.cover.image, book.cover.thumbnail]),
      ...[book, ...records].flatMap(({ summary }) => firstPageOf(summary)),
    ],
  }
}

function pickPlace(places: readonly ChapterPlace[], index: number) {
  const place = places[index]
  if (place === undefined) throw new Error(`Chapter ${index} has no place`)
  const { anchors, text, contentHash, isSame, former } = place
  return { anchors, text, contentHash, isSame, former }
}

const firstPageOf = (summary: Summary): readonly Media[] =>
  summary.kind === 'first-page' ? [summary.image] : []

const nextVersions = ({ previous, note }: ShelvingContext, shelved: string): readonly BookVersion[] => {
  const former = previous?.book.versions ?? []
  return [...former, { number: (former.at(-1)?.number ?? 0) + 1, shelved, note }]
}

/** The press should hear that its date was not followed; readers need not: it is a note, not a fault. */
function toIssue(change: Change): readonly Issue[] {
  if (change.kind !== 'first-online-kept') return []
  return [
    {
      rule: 'first-online-date-stays',
      about: 'data',
      severity: 'note',
      where: { file: 'book.yaml', line: null, element: 'first-online' },
      message:
        `The parcel gives ${change.given} as the first-online date of “${change.title}”, but it has been ` +
        `${change.kept} since it was first shelved, and that is what others have cited. Leave the date out, or give ${change.kept}.`,
      chapter: change.chapter,
    },
  ]
}
