/** The people and events of a record in the words of schema.org, for the head of its chapter's page. */
import { formatDay } from '@chapterhouse/edtf'
import { canonical, paths } from '#web'
import type { RecordView } from './pages/view.ts'

type Json = string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** Enough to be found by; the record itself has all. */
const MOST = 60

export function toSchemaOrg({ document, index, place, id: record }: RecordView): readonly Json[] {
  const address = (id: string) => canonical(place, paths.recordEntry(record, id))
  const people = document.people
    .filter(({ anonymous }) => !anonymous)
    .slice(0, MOST)
    .map(
      (person): Json => ({
        '@type': 'Person',
        '@id': address(person.id),
        name: person.name,
        alternateName: some(person.names.map(({ text }) => text).filter((text) => text !== person.name)),
        sameAs: some(person.sameAs.filter((one) => one.startsWith('http'))),
      }),
    )
  const events = document.events.slice(0, MOST).map((event): Json => {
    const dates = index.dates.get(event.id)
    const where = event.where === null ? undefined : index.places.get(event.where)
    return {
      '@type': 'Event',
      '@id': address(event.id),
      name: event.label,
      startDate: dates?.earliest.kind === 'day' ? formatDay(dates.earliest.day) : undefined,
      endDate: dates?.latest.kind === 'day' ? formatDay(dates.latest.day) : undefined,
      location:
        where === undefined ? undefined : { '@type': 'Place', '@id': address(where.id), name: where.name },
      description: event.when?.words,
    }
  })
  return [...people, ...events]
}

const some = (values: readonly string[]): readonly string[] | undefined =>
  values.length === 0 ? undefined : values
