/** One thing a reader did with a product, in the terms of COUNTER's Code of Practice, Release 5.1. */

/**
 * §3.3.4: whoever requests an item investigates it too, so one use says the more of the two. A refusal is its metric's name.
 */
export const USE_KINDS = ['investigation', 'request', 'no-licence', 'limit-exceeded'] as const
export type UseKind = (typeof USE_KINDS)[number]

/** §3.3.5: of the item for everybody, whoever used it. */
export const ACCESS_TYPES = ['controlled', 'open', 'free-to-read'] as const
export type AccessType = (typeof ACCESS_TYPES)[number]

/** §3.3.6: `tdm` is what machines take through a door of their own. */
export const ACCESS_METHODS = ['regular', 'tdm'] as const
export type AccessMethod = (typeof ACCESS_METHODS)[number]

export type UsedItem = { readonly id: string; readonly access: AccessType }

/** What was used, whoever it was. */
export type Used = {
  readonly kind: UseKind
  readonly method: AccessMethod
  readonly press: string
  readonly bookId: string
  /** Chapters; of a book that was taken as one, each that is in it; the book itself where no chapter is meant. */
  readonly items: readonly UsedItem[]
  /** By which of the item's addresses, so that two clicks on one of them are told from two clicks: `page`, `page:2`, `file:epub`. */
  readonly link: string
}

export type Use = Used & {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The same for one reader's uses of one day (UTC), and after it nobody can tell whose. */
  readonly session: string
  readonly robot: boolean
  /** Those as whose reader they were known, by id. Their consortia follow from them. */
  readonly institutions: readonly string[]
}
