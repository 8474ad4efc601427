/** One person held against one description: each feature speaks for, against, or not at all. */
import { daysIn } from '../dates/bounds-in-calendar.ts'
import type { Chronology } from '../dates/chronology.ts'
import type { Description, Feature, RecordDocument, Role } from '../model/index.ts'
import { type Fact, type Ground, type GroundKind, WEIGHTS, type WeighedCandidate } from './identification.ts'
import type { Days, KnownPerson, Occasion } from './known-people.ts'

/** 1: for. -1: against. 0: the record does not tell. */
type Says = 1 | 0 | -1

type Question = {
  readonly feature: Feature
  readonly kind: GroundKind
  readonly ask: (occasion: Occasion) => Says
  readonly has: (occasion: Occasion) => Fact
  readonly asked: Fact
}

export type Weigher = {
  readonly score: (known: KnownPerson) => number
  /** Of those who fit as well, whoever was at the place is shown first, and then whoever was nearest in time. */
  readonly apart: (known: KnownPerson) => number
  readonly explain: (known: KnownPerson) => WeighedCandidate
}

/** The questions that a description asks, put to anybody. */
export function weigherOf(
  description: Description,
  record: Pick<RecordDocument, 'places' | 'calendar'>,
  chronology: Pick<Chronology, 'events'>,
): Weigher {
  const asked = description.within === null ? null : daysIn(description.within.edtf, record.calendar)
  const questions = questionsOf(description, { isWithin: placesWithin(record), asked }, chronology)
  const scoreAt = (occasion: Occasion) => {
    let sum = 0
    for (const { feature, kind, ask } of questions) {
      const says = ask(occasion)
      // Two things asked of one date are one reason for, however well both fit.
      if (says === 1 && kind === 'date-within' && description.seenBy !== null) continue
      sum += WEIGHTS[feature] * says
    }
    return sum
  }
  const where = questions.find(({ kind }) => kind === 'place')
  const isElsewhere = (occasion: Occasion) => where !== undefined && where.ask(occasion) !== 1
  const best = (known: KnownPerson) => {
    let score = Number.NEGATIVE_INFINITY
    let apart = Number.POSITIVE_INFINITY
    let at: Occasion = NOTHING
    for (const occasion of occasionsFor(description, known)) {
      const points = scoreAt(occasion)
      const days = (isElsewhere(occasion) ? ELSEWHERE : 0) + apartFrom(occasion.days, asked)
      if (points < score || (points === score && days >= apart)) continue
      score = points
      apart = days
      at = occasion
    }
    return { score, apart, at }
  }
  return {
    score: (known) => best(known).score,
    apart: (known) => best(known).apart,
    explain: (known) => {
      const { score, at } = best(known)
      const grounds = (says: Says): readonly Ground[] =>
        questions
          .filter(({ ask }) => ask(at) === says)
          .map(({ feature, kind, has, asked }) => ({ feature, kind, has: has(at), asked }))
      return {
        person: known.person.id,
        score,
        for: grounds(1),
        against: grounds(-1),
        unknown: grounds(0).map(({ kind }) => kind),
      }
    },
  }
}

const NOTHING: Occasion = { type: null, place: null, days: null, lasts: false, roles: [] }

/** Where an event is described, only events of its type count; somebody without one is left with what their roles say. */
function occasionsFor({ event }: Description, { person, occasions }: KnownPerson): readonly Occasion[] {
  if (event === null) return occasions.length > 0 ? occasions : [NOTHING]
  const fitting = occasions.filter(({ type }) => type === event)
  if (fitting.length > 0) return fitting
  return [
    {
      ...NOTHING,
      place: person.roles.find(({ place }) => place !== null)?.place ?? null,
      roles: person.roles,
    },
  ]
}

function questionsOf(
  description: Description,
  {
    isWithin,
    asked,
  }: { readonly isWithin: (place: string, wider: string) => boolean; readonly asked: Days | null },
  chronology: Pick<Chronology, 'events'>,
): readonly Question[] {
  const { event, place, seenBy, org, civil, rank } = description
  const words = (text: string): Fact => ({ kind: 'words', words: text })
  const questions: Question[] = []
  if (event !== null)
    questions.push({
      ...{ feature: 'event', kind: 'event', asked: words(event) },
      ask: ({ type }) => (type === event ? 1 : -1),
      has: ({ type }) => (type === null ? { kind: 'none' } : words(type)),
    })
  if (place !== null)
    questions.push({
      ...{ feature: 'place', kind: 'place', asked: { kind: 'place', place } },
      ask: ({ place: at }) => {
        if (at === null) return 0
        if (isWithin(at, place)) return 1
        // Somewhere in Austria may be Vienna.
        return isWithin(place, at) ? 0 : -1
      },
      has: ({ place: at }) => (at === null ? { kind: 'none' } : { kind: 'place', place: at }),
    })
  const spoken = seenBy === null ? null : daysOfEvent(seenBy, chronology)
  if (spoken !== null)
    questions.push({
      ...{ feature: 'date', kind: 'date-by', asked: { kind: 'days', ...spoken } },
      ask: ({ days }) => hadHappened(days, spoken),
      has: daysFact,
    })
  if (asked !== null)
    questions.push({
      ...{ feature: 'date', kind: 'date-within', asked: { kind: 'days', ...asked } },
      ask: ({ days, lasts }) => (lasts ? isInside(asked, days) : isInside(days, asked)),
      has: daysFact,
    })
  if (org !== null)
    questions.push({
      ...{ feature: 'org', kind: 'org', asked: { kind: 'org', org } },
      ask: ({ roles }) => ofRoles(roles, (role) => orgOf(role, org)),
      has: ({ roles }) => roleFact(roles, (role) => role.org),
    })
  if (civil !== null)
    questions.push({
      ...{ feature: 'civil', kind: 'civil', asked: words(civil ? 'civilian' : 'officer') },
      ask: ({ roles }) => ofRoles(roles, (role) => civilOf(role, civil)),
      has: ({ roles }) => roleFact(roles, (role) => (role.civil === true ? null : role.org)),
    })
  if (rank !== null)
    questions.push({
      ...{ feature: 'rank', kind: 'rank', asked: words(rank) },
      ask: ({ roles }) => ofRoles(roles, (role) => rankOf(role, rank)),
      has: ({ roles }) => {
        const known = roles.find((role) => role.rank !== null)?.rank
        return known ? words(known) : { kind: 'none' }
      },
    })
  return questions
}

/** Enough that one of the roles fits; against, that one is known and none fits. */
function ofRoles(roles: readonly Role[], ask: (role: Role) => Says): Says {
  let said: Says = 0
  for (const role of roles) {
    const says = ask(role)
    if (says === 1) return 1
    if (says === -1) said = -1
  }
  return said
}

/** A civilian belongs to no service. */
function orgOf(role: Role, org: string): Says {
  if (role.org !== null) return role.org === org ? 1 : -1
  return role.civil === true ? -1 : 0
}

function civilOf(role: Role, civil: boolean): Says {
  const known = role.civil ?? (role.org === null && role.rank === null ? null : false)
  return known === null ? 0 : known === civil ? 1 : -1
}

function rankOf(role: Role, rank: string): Says {
  if (role.rank === null) return 0
  return plainRank(role.rank) === plainRank(rank) ? 1 : -1
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['lt', 'lieutenant'],
  ['col', 'colonel'],
  ['maj', 'major'],
  ['capt', 'captain'],
  ['gen', 'general'],
  ['sgt', 'sergeant'],
  ['brig', 'brigadier'],
  ['adm', 'admiral'],
])

const plainRank = (rank: string): string =>
  rank
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => SHORT.get(word) ?? word)
    .join(' ')

const daysFact = ({ days }: Occasion): Fact => (days === null ? { kind: 'none' } : { kind: 'days', ...days })

function roleFact(roles: readonly Role[], orgOfRole: (role: Role) => string | null): Fact {
  for (const role of roles) {
    const org = orgOfRole(role)
    if (org !== null) return { kind: 'org', org }
  }
  const [first] = roles
  return first === undefined ? { kind: 'none' } : { kind: 'words', words: first.what }
}

function hadHappened(days: Days | null, by: Days): Says {
  if (days === null) return 0
  if (days.earliest !== null && by.latest !== null && days.earliest > by.latest) return -1
  return days.latest !== null && by.latest !== null && days.latest <= by.latest ? 1 : 0
}

/** Whether all of the one lies inside the other; against, that they have no day in common. */
function isInside(inner: Days | null, outer: Days | null): Says {
  if (inner === null || outer === null) return 0
  const first = outer.earliest ?? Number.NEGATIVE_INFINITY
  const last = outer.latest ?? Number.POSITIVE_INFINITY
  const from = inner.earliest ?? Number.NEGATIVE_INFINITY
  const to = inner.latest ?? Number.POSITIVE_INFINITY
  if (to < first || from > last) return -1
  return from >= first && to <= last ? 1 : 0
}

/** In days: longer than any history, and longer again. */
const FAR = 10_000_000
const ELSEWHERE = 2 * FAR

/** None where they have a day in common. */
function apartFrom(days: Days | null, asked: Days | null): number {
  if (days === null || asked === null) return FAR
  const after = (days.earliest ?? Number.NEGATIVE_INFINITY) - (asked.latest ?? Number.POSITIVE_INFINITY)
  const before = (asked.earliest ?? Number.NEGATIVE_INFINITY) - (days.latest ?? Number.POSITIVE_INFINITY)
  return Math.min(FAR, Math.max(0, after, before))
}

function daysOfEvent(id: string, { events }: Pick<Chronology, 'events'>): Days | null {
  const when = events.find(({ event }) => event === id)
  if (when === undefined) return null
  return {
    earliest: when.earliest.kind === 'day' ? when.earliest.day : null,
    latest: when.latest.kind === 'day' ? when.latest.day : null,
  }
}

function placesWithin({ places }: Pick<RecordDocument, 'places'>): (place: string, wider: string) => boolean {
  const around = new Map(places.map(({ id, within }) => [id, within]))
  return (place, wider) => {
    const seen = new Set<string>()
    for (let at: string | null = place; at !== null && !seen.has(at); at = around.get(at) ?? null) {
      if (at === wider) return true
      seen.add(at)
    }
    return false
  }
}
