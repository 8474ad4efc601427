/** What a new version changes, as data: `describeChange` says it in words. */
export type Change =
  | { readonly kind: 'shelved-again' }
  | { readonly kind: 'details'; readonly field: BookField }
  | { readonly kind: 'opened' | 'closed' | 'access-dates' }
  | { readonly kind: 'files' }
  /** The chapters it keeps stand in another order. */
  | { readonly kind: 'order' }
  | { readonly kind: 'chapter-added' | 'chapter-restored' | 'chapter-removed'; readonly title: string }
  | { readonly kind: 'chapter-retitled'; readonly title: string; readonly from: string }
  | { readonly kind: 'chapter-details'; readonly title: string }
  | { readonly kind: 'chapter-opened' | 'chapter-closed' | 'chapter-access-dates'; readonly title: string }
  | {
      readonly kind: 'chapter-text'
      readonly title: string
      /** Passages: paragraphs, notes, figures … */
      readonly added: number
      readonly removed: number
    }
  /** The date is kept as it was: see `decideFirstOnline`. */
  | {
      readonly kind: 'first-online-kept'
      readonly kept: string
      readonly given: string
      readonly title: string
      /** Its place in the draft; null: the book. */
      readonly chapter: number | null
    }

export const BOOK_FIELDS = [
  'title',
  'subtitle',
  'sortTitle',
  'languages',
  'contributors',
  'identifiers',
  'edition',
  'series',
  'subjects',
  'imprint',
  'printYear',
  'summary',
  'rights',
  'funding',
  'accessibility',
  'pageCount',
  'prices',
  'cover',
  'layout',
] as const

export type BookField = (typeof BOOK_FIELDS)[number]
