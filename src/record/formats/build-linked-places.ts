/** Places as Linked Places Format (GeoJSON-LD, v1.3), with what happened there and how sure where they are. */
import type { Place, RecordDocument } from '../model/index.ts'
import { type Days, daysOfEvents, type ExportContext, toJson } from './export-context.ts'

const CONTEXT =
  'https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld'

export function buildLinkedPlaces({ record, chronology, url, urlOf }: ExportContext): string {
  const days = daysOfEvents(chronology)
  const eventsAt = Map.groupBy(record.events, ({ where }) => where)
  const nameOf = new Map(record.places.map(({ id, name }) => [id, name]))
  return toJson({
    type: 'FeatureCollection',
    '@context': CONTEXT,
    features: record.places.map((place) => {
      const { id, name, names, fclass, within, note } = place
      const events = eventsAt.get(id) ?? []
      const timespans = events.flatMap((event) => spanOf(days.get(event.id)))
      return {
        '@id': urlOf(id),
        type: 'Feature',
        properties: { title: name, fclasses: [fclass ?? 'P'] },
        names: [{ text: name, lang: null }, ...names].map(({ text, lang }) => ({
          toponym: text,
          ...(lang !== null && languageOf(lang)),
          citations: [{ '@id': url, label: record.title }],
        })),
        geometry: geometryOf(place),
        ...(timespans.length > 0 && { when: { timespans } }),
        ...linksOf(place),
        ...(within !== null && {
          relations: [
            {
              relationType: 'gvp:broaderPartitive',
              relationTo: urlOf(within),
              label: nameOf.get(within) ?? within,
            },
          ],
        }),
        ...describedBy(record, [
          ...(note === null ? [] : [{ value: note }]),
          ...events.map(({ id: event, label }) => ({ '@id': urlOf(event), value: label })),
        ]),
      }
    }),
  })
}

/** One that nobody can place has a collection of none, which GeoJSON takes for a location that is not known (RFC 7946 §3.1.8). */
const geometryOf = ({ coords, certainty }: Place): object => ({
  type: 'GeometryCollection',
  geometries:
    coords === null ? [] : [{ type: 'Point', coordinates: [coords.longitude, coords.latitude], certainty }],
})

/** Two letters or three: the language alone, without its script or country. */
function languageOf(tag: string): object {
  const [language = ''] = tag.toLowerCase().split('-')
  return /^[a-z]{2,3}$/.test(language) ? { lang: language } : {}
}

function linksOf({ sameAs }: Place): object {
  const links = sameAs
    .filter((address) => /^https?:/.test(address))
    .map((identifier) => ({ type: 'exactMatch', identifier }))
  return links.length === 0 ? {} : { links }
}

const describedBy = ({ language }: RecordDocument, said: readonly { readonly value: string }[]): object =>
  said.length === 0 ? {} : { descriptions: said.map((each) => ({ ...each, ...languageOf(language) })) }

/**
 * All of the time that is possible: when something may have been, not how long it lasted. A timespan has a beginning; of
 * what has none that is known, it is said by when it had begun.
 */
const spanOf = (days: Days | undefined): readonly object[] => {
  const { earliest = null, latest = null } = days ?? {}
  if (earliest === null && latest === null) return []
  return [
    {
      start: earliest === null ? { latest } : { earliest },
      ...(latest !== null && { end: { latest } }),
    },
  ]
}
