/**
 * A record in the words of its own files (reading/shape.ts): what an author would have written, and what reads back to the
 * same. Nothing that is empty or goes without saying is written.
 */
import type {
  Claim,
  Event,
  Group,
  Limit,
  Locator,
  Mention,
  NameForm,
  Person,
  Place,
  RecordDocument,
  Role,
  Series,
  Source,
  Span,
  Visibility,
} from '../model/index.ts'

export type Plain = string | readonly Plain[] | { readonly [key: string]: Plain }
export type PlainRecord = {
  readonly head: { readonly [key: string]: Plain }
  /** `people`, `groups` … with those that there are. */
  readonly lists: ReadonlyMap<string, readonly Plain[]>
}

export function toOwnFiles(record: RecordDocument): PlainRecord {
  const lists: readonly (readonly [string, readonly Plain[]])[] = [
    ['people', record.people.map((each) => some({ ...toPerson(each), ...shownTo(each, record) }))],
    ['groups', record.groups.map((each) => some({ ...toGroup(each), ...shownTo(each, record) }))],
    ['places', record.places.map((each) => some({ ...toPlace(each), ...shownTo(each, record) }))],
    ['events', record.events.map((each) => some({ ...toEvent(each), ...shownTo(each, record) }))],
    ['sources', record.sources.map((each) => some({ ...toSource(each), ...shownTo(each, record) }))],
    ['claims', record.claims.map((each) => some({ ...toClaim(each), ...shownTo(each, record) }))],
    ['mentions', record.mentions.map((each) => some({ ...toMention(each), ...shownTo(each, record) }))],
    ['distinct', record.distinct],
    ['conflicts', record.conflicts.map(({ restsOn, ...answer }) => some({ ...answer, rests_on: restsOn }))],
    ['series', record.series.map((each) => some(toSeries(each)))],
  ]
  return {
    head: some({
      record: record.id,
      format: '1',
      title: record.title,
      chapter: { ...record.chapter },
      language: record.language,
      calendar: record.calendar,
      licence: record.licence,
      compiled_by: record.compiledBy.map((who) => ({ ...who })),
      compiled: record.compiled,
      reviewed_by: record.reviewedBy.map((who) => ({ ...who })),
      status: record.status,
      visibility: record.visibility,
    }),
    lists: new Map(lists.filter(([, items]) => items.length > 0)),
  }
}

type Loose =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Loose[]
  | { readonly [key: string]: Loose }

/** Without what is null or empty; numbers and truths become texts. */
function some(values: { readonly [key: string]: Loose }): { readonly [key: string]: Plain } {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const plain = toPlain(value)
      return plain === null ? [] : [[key, plain]]
    }),
  )
}

function toPlain(value: Loose): Plain | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isList(value)) {
    const items = value.flatMap((item) => {
      const plain = toPlain(item)
      return plain === null ? [] : [plain]
    })
    return items.length > 0 ? items : null
  }
  const kept = some(value)
  return Object.keys(kept).length > 0 ? kept : null
}

const isList = (value: object): value is readonly Loose[] => Array.isArray(value)

const shownTo = (each: { readonly visibility: Visibility }, record: RecordDocument) => ({
  visibility: each.visibility === record.visibility ? null : each.visibility,
})

const toName = (name: NameForm) => ({ ...name })

const toRole = ({ when, ...role }: Role) => ({ ...role, when: when?.words })

const toPerson = (person: Person) => ({
  id: person.id,
  name: person.name,
  names: person.names.map(toName),
  roles: person.roles.map(toRole),
  born: person.born?.words,
  died: person.died?.words,
  birth_place: person.birthPlace,
  death_place: person.deathPlace,
  anonymous: person.anonymous || null,
  same_as: person.sameAs,
  living: person.living === 'unknown' ? null : person.living,
  note: person.note,
})

const toGroup = (group: Group) => ({
  id: group.id,
  label: group.label,
  definition: group.definition,
  members: group.members.map(({ person, status, why }) => ({
    person,
    status: status === 'in' ? null : status,
    why,
  })),
  counts_event: group.countsEvent,
  size: group.size,
  span: group.span && {
    at_most: spanInWords(group.span.atMost),
    after: group.span.after,
    claim: group.span.claim,
  },
  all: group.all && { within: group.all.within.words, claim: group.all.claim },
  subsets: group.subsets.map(({ within, ...part }) => ({ ...part, within: within?.words })),
  same_as: group.sameAs,
})

const toPlace = (place: Place) => ({
  id: place.id,
  name: place.name,
  names: place.names.map(toName),
  within: place.within,
  coords: place.coords && [degrees(place.coords.latitude), degrees(place.coords.longitude)],
  certainty: place.certainty === 'certain' ? null : place.certainty,
  same_as: place.sameAs,
  fclass: place.fclass,
  note: place.note,
})

/** In full, however small: never `1e-7`. */
const degrees = (n: number): string => n.toFixed(9).replace(/\.?0+$/, '')

const toEvent = (event: Event) => ({
  id: event.id,
  type: event.type,
  label: event.label,
  when: event.when?.words,
  after: limitInWords(event.after),
  before: limitInWords(event.before),
  where: event.where,
  who: event.who.map((who) => ({ ...who })),
  claim: event.claim,
  note: event.note,
})

const limitInWords = (limit: Limit | null) => limit?.words

const toSource = ({ csl, sameAs, speaksFor, date, visibility: _, ...source }: Source) => ({
  ...source,
  date: date?.words,
  speaks_for: speaksFor === 'source' ? null : speaksFor,
  csl: csl === null ? null : fromJson(csl),
  same_as: sameAs,
})

/** CSL-JSON is somebody else's: it goes through as it is. */
const fromJson = (value: unknown): Loose => {
  if (Array.isArray(value)) return value.map(fromJson)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fromJson(each)]))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

const toLocator = (at: Locator | null) => at && { ...at }

const toClaim = (claim: Claim) => ({
  id: claim.id,
  says: claim.says,
  about: claim.about,
  kind: claim.kind === 'fact' ? null : claim.kind,
  by: claim.by,
  at: toLocator(claim.at),
  confidence: claim.confidence,
  why: claim.why,
  evidence: claim.evidence.map((each) => ({ ...each, at: toLocator(each.at) })),
  replies: claim.replies.map((reply) => ({ ...reply })),
  tested_by: claim.testedBy,
  status: claim.status === 'asserted' ? null : claim.status,
  superseded_by: claim.supersededBy,
  on: claim.changedOn,
  reason: claim.reason,
})

const toMention = (mention: Mention) => ({
  id: mention.id,
  source: mention.source,
  at: toLocator(mention.at),
  quote: mention.quote,
  describes: {
    event: mention.describes.event,
    place: mention.describes.place,
    within: mention.describes.within?.words,
    seen_by: mention.describes.seenBy,
    org: mention.describes.org,
    rank: mention.describes.rank,
    civil: mention.describes.civil,
    number: mention.describes.number,
  },
  candidates: mention.candidates.map(({ authorWords, for: reasons, against, verdict, ...candidate }) => ({
    ...candidate,
    verdict: verdict === 'open' ? null : verdict,
    author_words: authorWords,
    for: reasons.map((reason) => ({ ...reason })),
    against: against.map((reason) => ({ ...reason })),
  })),
})

const toSeries = ({ observed, baseline, ...series }: Series) => ({
  ...series,
  observed: { ...observed, window: spanInWords(observed.window) },
  baseline: baseline && { ...baseline, from: baseline.from.words, to: baseline.to.words },
})

export const spanInWords = ({ least, most, unit }: Span): string =>
  least === most ? `${least}${unit}` : `(${least}..${most})${unit}`
