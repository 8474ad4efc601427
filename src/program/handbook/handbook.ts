/** The handbook as it stands in docs/handbook, before it is a book. */

export type Handbook = {
  readonly title: string
  readonly subtitle: string
  /** In reading order; a part comes before its chapters. */
  readonly contents: readonly HandbookEntry[]
  /** Path below docs/handbook → bytes. */
  readonly figures: ReadonlyMap<string, Uint8Array>
  /** ISO 8601 UTC, whole seconds: `dcterms:modified`. The same sources make the same bytes. */
  readonly modified: string
}

export type HandbookEntry = {
  readonly kind: 'front' | 'part' | 'chapter' | 'appendix'
  /** Below docs/handbook: `press/what-to-send.md`. */
  readonly path: string
  /** "I", "3", "A"; null for what is not numbered. */
  readonly label: string | null
  readonly markdown: string
}
