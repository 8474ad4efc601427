/**
 * What the shelf answers: values that a page, a feed or a download can be made of without asking again.
 *
 * `ChapterOutline`, `FoundChapter.product` and `FoundBook.product` have all that decides access but the collections they are
 * in, so that it is decided from what is already at hand.
 */
import type { PartialDate } from '#base'
import type { AccessWindow, Amendment, Book, Chapter, Contributor, Cover, Openness, Summary } from '#book'

/** An address in the making: the id decides, the slug decorates. */
export type PageLink = { readonly id: string; readonly slug: string }

/** A contributor as this product prints the name, with the page that gathers all that person's work. */
export type LinkedContributor = Contributor & { readonly page: PageLink }

/** `Book`, with where its words lead: parallel lists, so that the words stay as the press wrote them. */
export type ShelvedBook = Omit<Book, 'contributors'> & {
  readonly contributors: readonly LinkedContributor[]
  readonly browse: {
    readonly imprint: string | null
    readonly year: string | null
    /** Slugs, one for each of `series`. */
    readonly series: readonly string[]
    /** Slugs, one for each of `subjects`. */
    readonly subjects: readonly string[]
  }
}

export type ShelvedChapter = Omit<Chapter, 'contributors'> & {
  readonly contributors: readonly LinkedContributor[]
}

/** What there is to be read, for `decideAccess`: it opens only when all that it holds does. */
export type ReadableProduct = {
  readonly id: string
  /** Of a book, its own id. */
  readonly bookId: string
  readonly press: string
  readonly openness: Openness
  readonly window: AccessWindow
  readonly holds: readonly ReadableProduct[]
}

/** One line of the contents, in reading order. */
export type ChapterOutline = ReadableProduct &
  Pick<
    Chapter,
    | 'id'
    | 'slug'
    | 'parentId'
    | 'position'
    | 'depth'
    | 'type'
    | 'label'
    | 'title'
    | 'subtitle'
    | 'language'
    | 'pages'
    | 'doi'
    | 'firstOnline'
    | 'updated'
    | 'prices'
  > & {
    readonly contributors: readonly (Pick<Contributor, 'name' | 'role'> & { readonly page: PageLink })[]
    readonly words: number
    /** False: a bibliographic record alone. */
    readonly hasText: boolean
  }

export type FoundBook =
  | {
      readonly kind: 'book'
      readonly book: ShelvedBook
      readonly contents: readonly ChapterOutline[]
      /** The whole: all that its files hold. */
      readonly product: ReadableProduct
      /** Of it and of its chapters, the newest first. */
      readonly amendments?: readonly Amendment[]
    }
  | Tombstone

export type FoundChapter =
  | {
      readonly kind: 'chapter'
      readonly chapter: ShelvedChapter
      readonly book: ShelvedBook
      readonly contents: readonly ChapterOutline[]
      readonly product: ReadableProduct
      /** Of its book and of all its chapters, the newest first. */
      readonly amendments?: readonly Amendment[]
      readonly previous: ChapterOutline | null
      readonly next: ChapterOutline | null
      readonly parent: ChapterOutline | null
    }
  | Tombstone

/** What stands where a product was withdrawn: the record, without its words. Answered with 410. */
export type Tombstone = {
  readonly kind: 'withdrawn'
  readonly product: 'book' | 'chapter'
  readonly id: string
  readonly slug: string
  readonly press: string
  readonly title: string
  readonly subtitle: string | null
  readonly label: string | null
  readonly contributors: readonly LinkedContributor[]
  readonly doi: string | null
  /** Of a chapter: its book, and whether that one is still on the shelf. */
  readonly book: (PageLink & { readonly title: string; readonly shelved: boolean }) | null
  /** What the press says of it; null: it was left out of a newer version of its book. */
  readonly reason: string | null
  /** ISO 8601 UTC. */
  readonly withdrawn: string
}

/** One book in a list. */
export type BookListing = Pick<
  Book,
  | 'id'
  | 'slug'
  | 'press'
  | 'title'
  | 'subtitle'
  | 'languages'
  | 'direction'
  | 'edition'
  | 'imprint'
  | 'printYear'
  | 'updated'
  | 'series'
> & {
  readonly firstOnline: PartialDate
  readonly doi: string | null
  readonly contributors: readonly (Pick<Contributor, 'name' | 'sortName' | 'role'> & {
    readonly page: PageLink
  })[]
  readonly cover: Cover | null
  readonly summary: Extract<Summary, { kind: 'abstract' | 'extract' }> | null
  /** `some`: part of it may be read by anybody. */
  readonly open: 'all' | 'some' | 'none'
  /** ISO 8601 UTC, when that changes by itself; null: it does not. */
  readonly openUntil: string | null
  readonly chapters: number
  readonly hasText: boolean
}

export type FacetKind = 'subjects' | 'series' | 'imprints' | 'years'

/** A way into the shelf, with how many books stand there (of the press asked for, else of all). */
export type Facet = {
  readonly kind: FacetKind
  readonly slug: string
  readonly label: string
  readonly books: number
}

/** One screen of a list, found by key and not by counting, so that every screen costs the same. */
export type BookList = {
  readonly books: readonly BookListing[]
  readonly total: number
  /** Give it as `after` for the next screen; null on the last. */
  readonly after: string | null
  /** Give it as `before` for the previous screen; null on the first. */
  readonly before: string | null
}

export type FacetList = {
  readonly facets: readonly Facet[]
  /** Slugs: give one as `after` or `before` for the next or previous screen. */
  readonly after: string | null
  readonly before: string | null
}

export type FoundContributor = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly sortName: string
  readonly kind: Contributor['kind']
  readonly orcid: string | null
  /** Each once, newest book first. */
  readonly affiliations: Contributor['affiliations']
  readonly works: readonly ContributorWork[]
  /** How many books there are in all; `works` may hold fewer. */
  readonly total: number
}

/** What one contributor did in one book: to the whole, to single chapters, or both. */
export type ContributorWork = {
  readonly book: BookListing
  readonly roles: readonly Contributor['role'][]
  readonly chapters: readonly (Pick<ChapterOutline, 'id' | 'slug' | 'label' | 'title' | 'pages'> & {
    readonly roles: readonly Contributor['role'][]
  })[]
}

/** A file some page shows, and who may see it. */
export type FoundMedia = {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  /** `public`: a cover, or the first page that serves as a summary. `text`: part of the words of `product`. */
  readonly shown: { readonly as: 'public' } | { readonly as: 'text'; readonly product: ReadableProduct }
}

/** Where a passage stands now. A text that was changed leaves its anchor behind: `near` is what stood before it. */
export type FoundPassage =
  | { readonly kind: 'passage'; readonly chapter: PageLink; readonly section: number }
  | {
      readonly kind: 'changed'
      readonly chapter: PageLink
      readonly section: number
      readonly near: string | null
    }

/** One file of the sitemap: a fixed run of one press's books, so that a new book touches one file. */
export type SitemapPart = { readonly press: string; readonly part: number; readonly updated: string }

export type SitemapBook = PageLink & {
  readonly updated: string
  readonly chapters: readonly (PageLink & { readonly updated: string })[]
}
