/**
 * People, groups, places and events as Linked Art 1.0 (https://linked.art/api/1.0/): one document for each, and a graph of all.
 * A claim about somebody is a statement that refers to them; what the author only thinks is said with how sure.
 */
import type { Person, Place, RecordDocument } from '../model/index.ts'
import { type Days, daysOfDate, daysOfEvents, type ExportContext, isStanding } from './export-context.ts'

const CONTEXT = 'https://linked.art/ns/v1/linked-art.json'

type Entity = { readonly '@context': string; readonly id: string; readonly type: string } & {
  readonly [key: string]: unknown
}

export const buildLinkedArtGraph = (context: ExportContext): object => ({
  '@context': CONTEXT,
  '@graph': buildLinkedArt(context).map(({ '@context': _, ...entity }) => entity),
})

export function buildLinkedArt(context: ExportContext): readonly Entity[] {
  const { record, urlOf, chronology } = context
  const days = daysOfEvents(chronology)
  const said = statementsAbout(record)
  const refer = (id: string, type: string) => ({ id: urlOf(id), type, _label: labelOf(record, id) })
  const entity = (type: string, id: string, label: string, more: object): Entity => ({
    '@context': CONTEXT,
    id: urlOf(id),
    type,
    _label: label,
    ...more,
    ...some('referred_to_by', said.get(id) ?? []),
  })
  const groupsOf = (person: Person) =>
    record.groups.filter(({ members }) =>
      members.some((member) => member.person === person.id && member.status === 'in'),
    )
  return [
    ...record.people.map((person) =>
      entity('Person', person.id, person.name, {
        identified_by: [named(person.name), ...person.names.map(({ text }) => named(text))],
        ...some('equivalent', equivalents(person.sameAs, 'Person')),
        ...some(
          'member_of',
          groupsOf(person).map(({ id }) => refer(id, 'Group')),
        ),
        ...(person.born !== null && {
          born: {
            type: 'Birth',
            timespan: timespan(daysOfDate(person.born, record), person.born.words),
            ...placed(person.birthPlace, refer),
          },
        }),
        ...(person.died !== null && {
          died: {
            type: 'Death',
            timespan: timespan(daysOfDate(person.died, record), person.died.words),
            ...placed(person.deathPlace, refer),
          },
        }),
      }),
    ),
    ...record.groups.map((group) =>
      entity('Group', group.id, group.label, {
        identified_by: [named(group.label)],
        ...some('equivalent', equivalents(group.sameAs, 'Group')),
      }),
    ),
    ...record.places.map((place) =>
      entity('Place', place.id, place.name, {
        identified_by: [named(place.name), ...place.names.map(({ text }) => named(text))],
        ...some('equivalent', equivalents(place.sameAs, 'Place')),
        ...(place.coords !== null && { defined_by: wkt(place.coords) }),
        ...some('part_of', place.within === null ? [] : [refer(place.within, 'Place')]),
      }),
    ),
    ...record.events.map((event) =>
      entity('Event', event.id, event.label, {
        identified_by: [named(event.label)],
        ...some('equivalent', []),
        ...placed(event.where, refer),
        timespan: timespan(days.get(event.id) ?? { earliest: null, latest: null }, event.when?.words ?? null),
        ...some(
          'participant',
          event.who.map(({ person }) => refer(person, 'Person')),
        ),
      }),
    ),
  ]
}

const labelOf = ({ people, groups, places, events }: RecordDocument, id: string): string =>
  people.find((each) => each.id === id)?.name ??
  groups.find((each) => each.id === id)?.label ??
  places.find((each) => each.id === id)?.name ??
  events.find((each) => each.id === id)?.label ??
  id

const some = (key: string, items: readonly unknown[]): object => (items.length === 0 ? {} : { [key]: items })

const named = (content: string) => ({ type: 'Name', content })

const equivalents = (addresses: readonly string[], type: string) =>
  addresses.filter((address) => /^https?:/.test(address)).map((id) => ({ id, type }))

const placed = (place: string | null, refer: (id: string, type: string) => object): object =>
  place === null ? {} : { took_place_at: [refer(place, 'Place')] }

const wkt = ({ latitude, longitude }: NonNullable<Place['coords']>): string =>
  `POINT(${longitude} ${latitude})`

/** The words of the author name it; the limits are what follows. Linked Art's dates have four digits of a year. */
function timespan({ earliest, latest }: Days, words: string | null) {
  return {
    type: 'TimeSpan',
    ...(words !== null && { identified_by: [named(words)] }),
    ...(isPlainDay(earliest) && { begin_of_the_begin: `${earliest}T00:00:00Z` }),
    ...(isPlainDay(latest) && { end_of_the_end: `${latest}T23:59:59Z` }),
  }
}

const isPlainDay = (day: string | null): day is string => day !== null && /^\d{4}-/.test(day)

/** Each claim that stands, with everything it is about: also what an event rests on. */
function statementsAbout(record: RecordDocument): ReadonlyMap<string, readonly object[]> {
  const about = new Map<string, object[]>()
  for (const claim of record.claims) {
    if (!isStanding(claim)) continue
    const by = record.sources.find(({ id }) => id === claim.by)
    const of = new Set([
      ...claim.about,
      ...record.events.filter((event) => event.claim === claim.id).map(({ id }) => id),
    ])
    const statement = {
      type: 'LinguisticObject',
      content: claim.says,
      ...(claim.confidence !== null && { identified_by: [named(`${claim.id} (${claim.confidence})`)] }),
      ...(by !== undefined && { referred_to_by: [{ type: 'LinguisticObject', content: by.citation }] }),
    }
    for (const id of of) about.set(id, [...(about.get(id) ?? []), statement])
  }
  return about
}
