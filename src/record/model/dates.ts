/** When something was: a date, or how it stands to something else, always with the author's words (record.md §2, Dates). */
import type { Edtf } from '@chapterhouse/edtf'

/** `words` is what the author wrote; it is shown beside whatever is derived from it, and never lost. */
export type When = { readonly words: string; readonly means: WhenRule }

/** The author's date: an EDTF string that can be read. */
export type Dated = { readonly words: string; readonly edtf: Edtf }

/** `dates/parse-when.ts` reads it; `of`, `from` and `to` are events. */
export type WhenRule =
  /** `1953-03`, `1954-01/1954-02`, `1953~` */
  | { readonly kind: 'date'; readonly edtf: Edtf }
  /** `6mo before x`, `exactly 6mo before x`, `(5..7)mo after x` */
  | { readonly kind: 'offset'; readonly side: 'before' | 'after'; readonly span: Span; readonly of: string }
  /** `within 13mo of x`: on either side of it. */
  | { readonly kind: 'within'; readonly span: Span; readonly of: string }
  /** `between a and b` */
  | { readonly kind: 'between'; readonly from: string; readonly to: string }
  /** `same day as x` */
  | { readonly kind: 'same-day'; readonly of: string }
  /** `during x` */
  | { readonly kind: 'during'; readonly of: string }

export const SPAN_UNITS = ['d', 'wk', 'mo', 'yr'] as const
export type SpanUnit = (typeof SPAN_UNITS)[number]

/** `6mo`: least and most are 6. `(5..7)mo`: 5 and 7. `exactly`: no half unit is added on either side. */
export type Span = {
  readonly least: number
  readonly most: number
  readonly unit: SpanUnit
  readonly exact: boolean
}
