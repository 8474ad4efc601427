/** What the author said of dates, in sentences; and the days that follow. */
import { describeEdtf, formatDay, fromDay } from '@chapterhouse/edtf'
import { assertNever } from '#base'
import { type Html, html, type Language, type Part, writeDate } from '#web'
import { type EventDates, type Limit, type Rule, whyThisDate } from '../dates/chronology.ts'
import type { Event, Span, When } from '../model/index.ts'
import { words } from '../words.ts'
import { hrefOf, nameOf, type RecordView } from './view.ts'

export const saySpan = ({ least, most, unit }: Span, language: Language): string =>
  words(language).say.span(least, most, unit)

/** `name` says an event in a line. */
export function sayWhen({ means }: When, language: Language, name: (event: string) => string): string {
  const { say } = words(language)
  switch (means.kind) {
    case 'date':
      return describeEdtf(means.edtf, language)
    case 'offset':
      return say.offset(saySpan(means.span, language), means.side, name(means.of), means.span.exact)
    case 'within':
      return say.within(saySpan(means.span, language), name(means.of))
    case 'between':
      return say.between(name(means.from), name(means.to))
    case 'same-day':
      return say.sameDay(name(means.of))
    case 'during':
      return say.during(name(means.of))
    default:
      return assertNever(means)
  }
}

/** All that is said of an event itself: its date or relation, and what it came after and before. */
export function sayEvent(view: RecordView, event: Event): readonly string[] {
  const { language } = view.place
  const { say } = words(language)
  const name = (id: string) => `“${nameOf(view, id)}”`
  const limit = (side: 'after' | 'before', limited: Event['after']) =>
    limited === null
      ? []
      : [say[side](limited.kind === 'event' ? name(limited.event) : describeEdtf(limited.edtf, language))]
  return [
    ...(event.when === null ? [] : [sayWhen(event.when, language, name)]),
    ...limit('after', event.after),
    ...limit('before', event.before),
  ]
}

export const sayDay = (day: number, language: Language): string => {
  const { year } = fromDay(day)
  return year >= 1000 && year <= 9999 ? writeDate(formatDay(day), language) : formatDay(day)
}

export function sayLimit(limit: Limit, language: Language): string {
  const t = words(language)
  switch (limit.kind) {
    case 'day':
      return sayDay(limit.day, language)
    case 'open':
      return t.open
    case 'unknown':
      return t.unknown
    default:
      return assertNever(limit)
  }
}

/** "3 August to 3 September 1953", in one line. */
export function sayRange(
  { earliest, latest }: Pick<EventDates, 'earliest' | 'latest'>,
  language: Language,
): string {
  const t = words(language)
  return t.dateRange(sayLimit(earliest, language), sayLimit(latest, language))
}

/** A rule as a sentence, with the claim it rests on. */
export function sayIssue(view: RecordView, rule: Rule): Html {
  const { language } = view.place
  const { say } = words(language)
  const name = (id: string) => `“${nameOf(view, id)}”`
  const event = view.index.events.get(rule.about.id)
  const group = view.index.groups.get(rule.about.id)
  const label = nameOf(view, rule.about.id)
  const sentence = (): string => {
    switch (rule.kind) {
      case 'date':
      case 'relation':
        return rule.about.kind === 'event' && event?.when != null
          ? `${label}: ${sayWhen(event.when, language, name)}`
          : `${label}: ${rule.words}`
      case 'after':
      case 'before': {
        const limited = event?.[rule.kind]
        return limited == null
          ? `${label}: ${rule.words}`
          : `${label}: ${say[rule.kind](limited.kind === 'event' ? name(limited.event) : describeEdtf(limited.edtf, language))}`
      }
      case 'all-within':
        return say.allWithin(
          label,
          group?.all == null ? rule.words : describeEdtf(group.all.within.edtf, language),
        )
      case 'span':
        return say.spread(label, group?.span == null ? rule.words : saySpan(group.span.atMost, language))
      case 'born':
        return say.born(label)
      case 'died':
        return say.died(label)
      case 'order':
        return say.order
      default:
        return assertNever(rule.kind)
    }
  }
  const { claim } = rule
  return html`${sentence()}${claim !== null && html` ${claimRef(view, claim)}`}`
}

/** The chains that lead to the two limits; one, where they are the same. */
export function sayWhy(view: RecordView, dates: EventDates): Part {
  const t = words(view.place.language)
  const chain = (from: number | null) => whyThisDate(view.findings.chronology, from)
  const earliest = chain(dates.why.earliest)
  const latest = chain(dates.why.latest)
  const list = (heading: string, rules: readonly Rule[]): Part =>
    rules.length > 0 &&
    html`<p class="label">${heading}</p><ol>${rules.map((rule) => html`<li>${sayIssue(view, rule)}</li>`)}</ol>`
  const isSame = earliest.length === latest.length && earliest.every((rule, i) => rule === latest[i])
  return isSame
    ? list(t.whyBoth, earliest)
    : html`${list(t.whyEarliest, earliest)}${list(t.whyLatest, latest)}`
}

/** Worth opening only where something was worked out. */
export const isWorkedOut = (view: RecordView, dates: EventDates): boolean => {
  const { chronology } = view.findings
  const steps = [...whyThisDate(chronology, dates.why.earliest), ...whyThisDate(chronology, dates.why.latest)]
  return steps.some(({ kind }) => kind !== 'date') || new Set(steps).size > 1
}

/** The way to a claim, from a place too narrow for what it says. */
export const claimRef = (view: RecordView, claim: string): Html =>
  html`<a class="r-ref" href="${hrefOf(view, claim)}" aria-label="${words(view.place.language).claimOf(nameOf(view, claim))}">${words(view.place.language).claim}</a>`
