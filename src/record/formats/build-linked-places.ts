/** Places as Linked Places Format (GeoJSON-LD, v1.3), with what happened there and how sure where they are. */
import type { RecordDocument } from '../model/index.ts'
import { type Days, daysOfEvents, type ExportContext, toJson } from './export-context.ts'

const CONTEXT =
  'https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld'

export function buildLinkedPlaces({ record, chronology, url, urlOf }: ExportContext): string {
  const days = daysOfEvents(chronology)
  return toJson({
    type: 'FeatureCollection',
    '@context': CONTEXT,
    features: record.places.map(({ id, name, names, coords, certainty, fclass, sameAs, within, note }) => {
      const events = record.events.filter(({ where }) => where === id)
      return {
        '@id': urlOf(id),
        type: 'Feature',
        properties: { title: name, fclasses: [fclass ?? 'P'] },
        names: [name, ...names.map(({ text }) => text)].map((toponym) => ({
          toponym,
          citations: [{ '@id': url, label: record.title }],
        })),
        geometry:
          coords === null
            ? null
            : { type: 'Point', coordinates: [coords.longitude, coords.latitude], certainty },
        ...(events.length > 0 && { when: { timespans: spans(events.map((event) => days.get(event.id))) } }),
        ...(sameAs.some((address) => /^https?:/.test(address)) && {
          links: sameAs
            .filter((address) => /^https?:/.test(address))
            .map((identifier) => ({ type: 'exactMatch', identifier })),
        }),
        ...(within !== null && {
          relations: [
            {
              relationType: 'gvp:broaderPartitive',
              relationTo: urlOf(within),
              label: nameOf(record, within),
            },
          ],
        }),
        descriptions: [
          ...(note === null ? [] : [{ value: note, lang: record.language }]),
          ...events.map(({ id: event, label }) => ({
            '@id': urlOf(event),
            value: label,
            lang: record.language,
          })),
        ],
      }
    }),
  })
}

const nameOf = ({ places }: RecordDocument, id: string): string =>
  places.find((place) => place.id === id)?.name ?? id

/** `in` is the whole of the time that is possible: what it says is when something may have been, not how long it lasted. */
const spans = (all: readonly (Days | undefined)[]) =>
  all.flatMap((days) =>
    days === undefined || (days.earliest === null && days.latest === null)
      ? []
      : [
          {
            ...(days.earliest !== null && { start: { earliest: days.earliest } }),
            ...(days.latest !== null && { end: { latest: days.latest } }),
          },
        ],
  )
