/** Why the text of a book differs from its files: each reason names the books, the thing and, where it is known, how many. */
export type Reason = {
  readonly book: RegExp
  readonly what:
    | 'words missing'
    | 'words more'
    | 'noterefs'
    | 'tables'
    | 'images'
    | 'formulas'
    | 'pageBreaks'
    | 'dead links'
    | 'faults'
    | 'html'
    | 'inventory'
    | 'refused'
  readonly count?: number
  readonly detail?: RegExp
  readonly why: string
}

export const REASONS: readonly Reason[] = []
