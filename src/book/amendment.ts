/** What a press tells of a text after it was published, as Crossmark names it. */
export const AMENDMENT_KINDS = [
  'correction',
  'addendum',
  'clarification',
  'expression-of-concern',
  'partial-retraction',
  'retraction',
] as const

export type AmendmentKind = (typeof AMENDMENT_KINDS)[number]

export type Amendment = {
  readonly id: string
  /** Null: of the book as a whole. */
  readonly chapterId: string | null
  readonly kind: AmendmentKind
  readonly text: string
  /** Of the notice itself, where it has one. */
  readonly doi: string | null
  /** ISO 8601, a day. */
  readonly date: string
}
