/** What a record knows of its people, laid out for weighing: each occasion at which somebody could have been meant. */
import { type Calendar, daysIn } from '../dates/bounds-in-calendar.ts'
import type { Chronology } from '../dates/chronology.ts'
import type { Person, RecordDocument, Role } from '../model/index.ts'

export type Days = { readonly earliest: number | null; readonly latest: number | null }

export type Occasion = {
  /** Of an event; null: it is a role. */
  readonly type: string | null
  readonly place: string | null
  readonly days: Days | null
  /** It lasts, so that a day within it is one of its days. */
  readonly lasts: boolean
  readonly roles: readonly Role[]
}

export type KnownPerson = {
  readonly person: Person
  readonly occasions: readonly Occasion[]
}

export function knownPeople(record: RecordDocument, chronology: Chronology): readonly KnownPerson[] {
  const dates = new Map(chronology.events.map((each) => [each.event, each]))
  const events = Map.groupBy(
    record.events.flatMap((event) => event.who.map(({ person }) => ({ person, event }))),
    ({ person }) => person,
  )
  return record.people.map((person) => ({
    person,
    occasions: [
      ...(events.get(person.id) ?? []).map(({ event }): Occasion => {
        const when = dates.get(event.id)
        return {
          type: event.type,
          place: event.where,
          days:
            when === undefined
              ? null
              : {
                  earliest: when.earliest.kind === 'day' ? when.earliest.day : null,
                  latest: when.latest.kind === 'day' ? when.latest.day : null,
                },
          lasts: when?.lasts ?? false,
          roles: person.roles,
        }
      }),
      ...person.roles.map(
        (role): Occasion => ({
          type: null,
          place: role.place,
          days: daysOfRole(role, record.calendar),
          lasts: true,
          roles: [role],
        }),
      ),
    ],
  }))
}

const daysOfRole = ({ when }: Role, calendar: Calendar): Days | null =>
  when?.means.kind === 'date' ? daysIn(when.means.edtf, calendar) : null
