/**
 * A fault in what the press sent. The rule's name says what *should* hold (`chapter-has-doi`); the message says what was
 * found and what to do.
 */
export type Issue = {
  readonly rule: string
  /** `data`: metadata. `content`: files. The two are told apart on every page (chapter-page rows 7 and 8). */
  readonly about: 'data' | 'content'
  readonly severity: 'error' | 'warning' | 'note'
  readonly where: Place
  readonly message: string
  /** The chapter it belongs to, by its place in the draft's chapters; null: the book as a whole. */
  readonly chapter: number | null
}

/** As exact as can be told: a file inside the parcel, a line, an element or a key. */
export type Place = {
  readonly file: string
  readonly line: number | null
  readonly element: string | null
}

export const isFault = (issue: Issue): boolean => issue.severity !== 'note'
