/**
 * A date as ISO 8601-2 and the Extended Date/Time Format write it (https://www.loc.gov/standards/datetime/), levels 0 and 1,
 * and of level 2 what historians use: sets, qualified parts, and digits left open anywhere.
 */

/** What is said of a part: `?` uncertain, `~` approximate, `%` both. It does not widen what the part means in days. */
export type Qualifier = '?' | '~' | '%'

/** Digits, each of which may be `X`: not said. */
export type Part = { readonly digits: string; readonly qualifier: Qualifier | null }

export type EdtfDate = {
  readonly kind: 'date'
  /** Four digits. With `negative`, years before year 0, which is 1 BC. */
  readonly year: Part & { readonly negative: boolean }
  /** 01 to 12; 21 to 41 are seasons, quarters and the like (ISO 8601-2 §4.8), which have no day. */
  readonly month: Part | null
  readonly day: Part | null
  /** As it was written, `T` included. */
  readonly time: string | null
}

/** `open`: it goes on. `unknown`: it has an end, and nobody knows when. */
export type End = EdtfDate | { readonly kind: 'open' } | { readonly kind: 'unknown' }

export type EdtfInterval = { readonly kind: 'interval'; readonly start: End; readonly end: End }

/** One date, or all from one to another; open on a side: that one and all before, or after. */
export type Member =
  | EdtfDate
  | {
      readonly kind: 'range'
      readonly from: EdtfDate | { readonly kind: 'open' }
      readonly to: EdtfDate | { readonly kind: 'open' }
    }

/** `one`: one of them, it is not known which. `all`: every one of them. */
export type EdtfSet = {
  readonly kind: 'set'
  readonly of: 'one' | 'all'
  readonly members: readonly Member[]
}

export type Edtf = EdtfDate | EdtfInterval | EdtfSet

export type Fault = {
  readonly code: FaultCode
  /** Of the first letter that is wrong, from 1. */
  readonly column: number
  /** What was found, and what to do, in a sentence. */
  readonly message: string
  /** What was probably meant, as a date that can be read; null: who knows. */
  readonly suggestion: string | null
}

export type FaultCode =
  | 'empty'
  /** It is none of the forms a date has. */
  | 'form'
  | 'no-such-month'
  | 'no-such-day'
  | 'no-such-time'
  /** An interval whose end comes before its beginning. */
  | 'inverted'
  /** It is a date of the standard, which this library leaves out. */
  | 'left-out'

export type Parsed =
  | { readonly ok: true; readonly value: Edtf }
  | { readonly ok: false; readonly error: Fault }
