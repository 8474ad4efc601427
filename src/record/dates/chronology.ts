/** What follows from all that a record says of dates (record.md §3.1). Plain JSON: it is kept with the record. */
import type { Confidence } from '../model/index.ts'

/** Something the record says of dates, as the author said it, and where. */
export type Rule = {
  readonly kind: RuleKind
  /** `2d before nsc-meeting`; of a date, the date alone. */
  readonly words: string
  /** Of what: the file is found by the kind, the line by the id and the key. */
  readonly about: {
    readonly kind: 'event' | 'person' | 'group'
    readonly id: string
    readonly key: string
    /** Whom of the group, which event of the person. */
    readonly member: string | null
  }
  readonly claim: string | null
  /** Null: it is in the nature of things, such as that a period ends after it begins. */
  readonly confidence: Confidence | null
}

export type RuleKind =
  /** An EDTF date. */
  | 'date'
  /** `2d before x`, `within 13mo of x`, `during x` … */
  | 'relation'
  | 'after'
  | 'before'
  /** All of a group within a date. */
  | 'all-within'
  /** All of a group within a length of time. */
  | 'span'
  /** Nobody takes part in anything before being born, or after dying. */
  | 'born'
  | 'died'
  /** A period ends after it begins. */
  | 'order'

export type Limit =
  | { readonly kind: 'day'; readonly day: number }
  /** It has no limit on this side. */
  | { readonly kind: 'open' }
  /** It has one, and nobody says which. */
  | { readonly kind: 'unknown' }

/** A limit and why: the rule it was taken from and, where that rests on another limit, which one. Indices of `rules`, `because`. */
export type Because = { readonly rule: number; readonly then: number | null }

export type EventDates = {
  readonly event: string
  readonly earliest: Limit
  readonly latest: Limit
  /** Of what lasts: when it had begun and had not ended, at any rate. Null: it is one point, or there is no such time. */
  readonly surely: { readonly from: number; readonly to: number } | null
  readonly lasts: boolean
  /** Into `because`; null: nothing limits it. */
  readonly why: { readonly earliest: number | null; readonly latest: number | null }
}

export type Conflict = {
  /** In the order of their ids, each once. None can be left out. */
  readonly claims: readonly string[]
  /** Into `rules`, in the order in which they lead round. */
  readonly rules: readonly number[]
  readonly shortBy: number
  /** The rule that was set aside, to date the rest. */
  readonly setAside: number
  readonly events: readonly string[]
  /** The author's answer, by its id. */
  readonly answer: string | null
}

export type Chronology = {
  readonly rules: readonly Rule[]
  readonly because: readonly Because[]
  readonly events: readonly EventDates[]
  readonly conflicts: readonly Conflict[]
}

/** Why this date: the rules that lead from it to the calendar. */
export function whyThisDate(
  { rules, because }: Pick<Chronology, 'rules' | 'because'>,
  from: number | null,
): readonly Rule[] {
  const chain: Rule[] = []
  for (let at = from; at !== null; ) {
    const step = because[at]
    const rule = step === undefined ? undefined : rules[step.rule]
    if (step === undefined || rule === undefined) break
    if (rule.kind !== 'order' && chain.at(-1) !== rule) chain.push(rule)
    at = step.then
  }
  return chain
}

/** As the pages, the files and the command line write a rule when no other words are at hand. */
export function ruleInWords({ kind, words, about }: Rule): string {
  switch (kind) {
    case 'date':
      return about.kind === 'person' ? `${about.key} ${words}` : `when ${words}`
    case 'relation':
      return words
    case 'after':
    case 'before':
      return `${kind} ${words}`
    case 'all-within':
      return `all of ${about.id} within ${words}`
    case 'span':
      return `all of ${about.id} within ${words}`
    case 'born':
      return `${about.id} born before taking part`
    case 'died':
      return `${about.id} alive when taking part`
    case 'order':
      return 'a period ends after it begins'
  }
}
