/** Faults, by the rule that should hold. A damaged file is a value with a sentence; only our own mistakes throw. */
export type PdfRule =
  | 'pdf-can-be-read'
  | 'pdf-is-not-encrypted'
  | 'pdf-has-pages'
  | 'pdf-is-within-limits'
  | 'pdf-is-undamaged'
  | 'page-range-is-in-the-book'
  | 'page-can-be-read'
  | 'page-has-a-sheet-of-its-own'
  | 'page-media-can-be-sliced'
  | 'stamp-can-be-set'

export type PdfIssue = {
  readonly rule: PdfRule
  readonly severity: 'error' | 'warning'
  /** Counted from 0; null: the file as a whole. */
  readonly page: number | null
  readonly message: string
}

/** What succeeds with a value, or fails with a sentence. */
export type PdfResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PdfIssue }

export const pdfWarning = (rule: PdfRule, message: string, page: number | null = null): PdfIssue => ({
  rule,
  severity: 'warning',
  page,
  message,
})

/** Leaves the depths of a damaged file; it never passes a front door (see `attempt`). */
export class PdfFault extends Error {
  readonly issue: PdfIssue
  constructor(rule: PdfRule, message: string, page: number | null = null) {
    super(message)
    this.issue = { rule, severity: 'error', page, message }
  }
}

/** Turns a fault of the file into a value. Mistakes of our own go on as they are. */
export function attempt<T>(work: () => T): PdfResult<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (error instanceof PdfFault) return { ok: false, error: error.issue }
    throw error
  }
}
