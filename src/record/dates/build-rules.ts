/**
 * Turns what a record says of dates into rules and the edges of a network. An event that is a point has one node; one that
 * lasts (its date is an interval, or several dates) has two. Distances are taken from the beginning of an event if something
 * comes before it, and from its end if something comes after it.
 *
 * What rests on a claim that is rejected or no longer asserted says nothing.
 */
import type { Edtf } from '@chapterhouse/edtf'
import { assertNever } from '#base'
import type { Claim, Dated, Event, Group, Person, RecordDocument, When, WhenRule } from '../model/index.ts'
import { daysIn } from './bounds-in-calendar.ts'
import type { Rule } from './chronology.ts'
import { eventOfMember } from './event-of-member.ts'
import { type Edge, ORIGIN } from './network.ts'
import { spanInDays } from './span-in-days.ts'

export type Ends = { readonly start: number; readonly end: number }

export type RuleBook = {
  readonly nodes: number
  readonly edges: readonly Edge[]
  readonly rules: readonly Rule[]
  readonly events: ReadonlyMap<string, Ends>
}

export function buildRules(record: RecordDocument): RuleBook {
  const book = new Writer(record)
  for (const event of record.events) book.addEvent(event)
  for (const event of record.events) book.sayOfEvent(event)
  for (const person of record.people) book.sayOfPerson(person)
  for (const group of record.groups) book.sayOfGroup(group)
  return book
}

/** What a dead person may still take part in, in the words authors use for types of event and for parts in it. */
const AFTER_DEATH =
  /burial|buried|funeral|posthum|commemorat|memorial|rehabilitat|exhum|canoni|publi|translat|discuss|mention|subject/i

class Writer implements RuleBook {
  nodes = 1
  readonly edges: Edge[] = []
  readonly rules: Rule[] = []
  readonly events = new Map<string, Ends>()
  readonly #record: RecordDocument
  readonly #claims: ReadonlyMap<string, Claim>
  readonly #partsOf: ReadonlyMap<string, readonly { readonly event: Event; readonly as: string | null }[]>

  constructor(record: RecordDocument) {
    this.#record = record
    this.#claims = new Map(record.claims.map((claim) => [claim.id, claim]))
    const parts = record.events.flatMap((event) => event.who.map(({ person, as }) => ({ person, event, as })))
    this.#partsOf = Map.groupBy(parts, ({ person }) => person)
  }

  addEvent({ id, when }: Event): void {
    const lasts = when !== null && when.means.kind === 'date' && isPeriod(when.means.edtf)
    this.events.set(id, this.#newEnds(lasts))
  }

  sayOfEvent(event: Event): void {
    const ends = this.events.get(event.id)
    if (ends === undefined) return
    if (ends.start !== ends.end)
      this.#say({ ...this.#of(event, 'when'), kind: 'order', words: '', confidence: null, claim: null }, [
        notBefore(ends.end, ends.start),
      ])
    if (event.when !== null) this.#sayWhen(event, event.when, ends)
    for (const key of ['after', 'before'] as const) this.#sayLimit(event, key, ends)
  }

  #sayWhen(event: Event, { words, means }: When, ends: Ends): void {
    const kind = means.kind === 'date' ? 'date' : 'relation'
    const edges = means.kind === 'date' ? this.#dated(means.edtf, ends) : this.#related(means, ends)
    this.#say({ ...this.#of(event, 'when'), kind, words }, edges)
  }

  #related(means: Exclude<WhenRule, { kind: 'date' }>, { start, end }: Ends): readonly Bare[] {
    const other = this.events.get(means.kind === 'between' ? means.from : means.of)
    if (other === undefined) return []
    switch (means.kind) {
      case 'offset': {
        const { least, most } = spanInDays(means.span)
        return means.side === 'before'
          ? [atMost(start, other.start, most), notBefore(other.start, start, least)]
          : [atMost(other.end, start, most), notBefore(start, other.end, least)]
      }
      case 'within': {
        const { most } = spanInDays(means.span)
        return [atMost(start, other.start, most), atMost(other.end, end, most)]
      }
      case 'between': {
        const to = this.events.get(means.to)
        return to === undefined ? [] : [notBefore(start, other.start), notBefore(to.end, end)]
      }
      case 'same-day':
        return [notBefore(start, other.start), notBefore(other.start, start)]
      case 'during':
        return [notBefore(start, other.start), notBefore(other.end, end)]
      default:
        return assertNever(means)
    }
  }

  #sayLimit(event: Event, key: 'after' | 'before', ends: Ends): void {
    const limit = event[key]
    if (limit === null) return
    const rule = { ...this.#of(event, key), kind: key, words: limit.words } as const
    if (limit.kind === 'date') {
      const { earliest, latest } = daysIn(limit.edtf, this.#record.calendar)
      this.#say(rule, key === 'after' ? floor(ends.start, earliest) : ceiling(ends.end, latest))
      return
    }
    const other = this.events.get(limit.event)
    if (other === undefined) return
    this.#say(rule, [key === 'after' ? notBefore(ends.start, other.start) : notBefore(other.end, ends.end)])
  }

  sayOfPerson(person: Person): void {
    const birth = person.born === null ? null : this.#life(person, 'born', person.born)
    const death = person.died === null ? null : this.#life(person, 'died', person.died)
    if (birth === null && death === null) return
    if (birth !== null && death !== null) this.#takesPart(person, 'died', null, [notBefore(death, birth)])
    for (const { event, as } of this.#partsOf.get(person.id) ?? []) {
      const ends = this.events.get(event.id)
      if (ends === undefined) continue
      if (birth !== null) this.#takesPart(person, 'born', event.id, [notBefore(ends.start, birth)])
      if (death !== null && !AFTER_DEATH.test(`${event.type} ${as ?? ''}`))
        this.#takesPart(person, 'died', event.id, [notBefore(death, ends.start)])
    }
  }

  /** A node for one end of a life. */
  #life(person: Person, key: 'born' | 'died', { words, edtf }: Dated): number {
    const ends = this.#newEnds(false)
    const about = { kind: 'person', id: person.id, key, member: null } as const
    this.#say({ kind: 'date', words, about, claim: null, confidence: 'certain' }, this.#dated(edtf, ends))
    return ends.start
  }

  #takesPart(person: Person, kind: 'born' | 'died', member: string | null, edges: readonly Bare[]): void {
    const about = { kind: 'person', id: person.id, key: kind, member } as const
    this.#say({ kind, words: person[kind]?.words ?? '', about, claim: null, confidence: null }, edges)
  }

  sayOfGroup(group: Group): void {
    const members = group.members.filter(({ status }) => status === 'in')
    const dates = members.flatMap(({ person }) => {
      const ends = this.events.get(eventOfMember(this.#record, group, person)?.id ?? '')
      return ends === undefined ? [] : [{ person, ends }]
    })
    const { all, span } = group
    if (all !== null)
      for (const { person, ends } of dates) {
        const { earliest, latest } = daysIn(all.within.edtf, this.#record.calendar)
        const about = { kind: 'group', id: group.id, key: 'all', member: person } as const
        this.#say({ kind: 'all-within', words: all.within.words, about, ...this.#restingOn(all.claim) }, [
          ...floor(ends.start, earliest),
          ...ceiling(ends.end, latest),
        ])
      }
    if (span === null || dates.length === 0) return
    const first = this.#newEnds(false).start
    const words = `${span.atMost.most}${span.atMost.unit}`
    const after = this.events.get(span.after ?? '')
    const rule = (member: string | null): Rule => ({
      kind: 'span',
      words,
      about: { kind: 'group', id: group.id, key: 'span', member },
      ...this.#restingOn(span.claim),
    })
    if (after !== undefined) this.#say(rule(null), [notBefore(first, after.start)])
    for (const { person, ends } of dates)
      this.#say(rule(person), [
        notBefore(ends.start, first),
        atMost(first, ends.end, spanInDays(span.atMost).most),
      ])
  }

  #newEnds(lasts: boolean): Ends {
    const start = this.nodes
    this.nodes += lasts ? 2 : 1
    return { start, end: this.nodes - 1 }
  }

  #of(event: Event, key: string): Pick<Rule, 'about' | 'claim' | 'confidence'> {
    return {
      about: { kind: 'event', id: event.id, key, member: null },
      ...this.#restingOn(event.claim),
    }
  }

  /** What rests on no claim is the author's own arrangement. */
  #restingOn(id: string | null): { readonly claim: string | null; readonly confidence: Rule['confidence'] } {
    const claim = id === null ? undefined : this.#claims.get(id)
    if (claim === undefined) return { claim: null, confidence: 'certain' }
    return {
      claim: claim.id,
      confidence: claim.status === 'asserted' ? (claim.confidence ?? 'certain') : 'rejected',
    }
  }

  #say(rule: Rule, edges: readonly Bare[]): void {
    if (rule.confidence === 'rejected' || edges.length === 0) return
    const at = this.rules.push(rule) - 1
    for (const edge of edges) this.edges.push({ ...edge, rule: at })
  }

  #dated(edtf: Edtf, ends: Ends): readonly Bare[] {
    if (ends.start === ends.end || edtf.kind !== 'interval') {
      const { earliest, latest } = daysIn(edtf, this.#record.calendar)
      return [...floor(ends.start, earliest), ...ceiling(ends.end, latest)]
    }
    return (['start', 'end'] as const).flatMap((side) => {
      const end = edtf[side]
      if (end.kind !== 'date') return []
      const { earliest, latest } = daysIn(end, this.#record.calendar)
      return [...floor(ends[side], earliest), ...ceiling(ends[side], latest)]
    })
  }
}

const isPeriod = (edtf: Edtf): boolean =>
  edtf.kind === 'interval' || (edtf.kind === 'set' && edtf.of === 'all' && edtf.members.length > 1)

type Bare = Omit<Edge, 'rule'>

/** `later` comes at most so many days after `earlier`. */
const atMost = (earlier: number, later: number, days: number): Bare => ({ from: earlier, to: later, days })

/** `later` comes at least so many days after `earlier`. */
const notBefore = (later: number, earlier: number, days = 0): Bare => ({
  from: later,
  to: earlier,
  days: days === 0 ? 0 : -days,
})

const floor = (node: number, day: number | null): readonly Bare[] =>
  day === null ? [] : [notBefore(node, ORIGIN, day)]

const ceiling = (node: number, day: number | null): readonly Bare[] =>
  day === null ? [] : [atMost(ORIGIN, node, day)]
