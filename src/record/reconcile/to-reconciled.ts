/** The people and places of one record, with what can be asked of them. */
import type { Group, Person, Place, RecordDocument } from '../model/index.ts'
import type { PropertyId, PropertyValue, Reconciled } from './reconciliation.ts'

export type ToReconcile = Pick<RecordDocument, 'id' | 'title' | 'people' | 'places' | 'groups'>

export function toReconciled(record: ToReconcile): readonly Reconciled[] {
  const places = new Map(record.places.map(({ id, name }) => [id, name]))
  const groups = new Map(record.groups.map(({ id, label }: Group) => [id, label]))
  const toPlace = (id: string | null): readonly PropertyValue[] => {
    const name = id === null ? undefined : places.get(id)
    return name === undefined ? [] : [{ text: name, id: `${record.id}/${id}` }]
  }
  const entry = (one: Person | Place) => ({
    ...{ id: `${record.id}/${one.id}`, name: one.name, description: record.title },
    names: one.names.map(({ text }) => text),
  })
  const both = ({ sameAs }: Person | Place) => ({ 'same-as': texts(sameAs), record: texts([record.title]) })
  return [
    ...record.people.map(
      (person): Reconciled => ({
        ...{ ...entry(person), type: 'person' },
        properties: told({
          born: texts(person.born === null ? [] : [person.born.words]),
          died: texts(person.died === null ? [] : [person.died.words]),
          'birth-place': toPlace(person.birthPlace),
          'death-place': toPlace(person.deathPlace),
          role: texts(person.roles.map(({ what }) => what)),
          rank: texts(person.roles.flatMap(({ rank }) => rank ?? [])),
          organisation: texts(
            person.roles.flatMap(({ org }) => (org === null ? [] : (groups.get(org) ?? org))),
          ),
          ...both(person),
        }),
      }),
    ),
    ...record.places.map(
      (place): Reconciled => ({
        ...{ ...entry(place), type: 'place' },
        properties: told({
          within: toPlace(place.within),
          coordinates: texts(
            place.coords === null ? [] : [`${place.coords.latitude}, ${place.coords.longitude}`],
          ),
          ...both(place),
        }),
      }),
    ),
  ]
}

const texts = (all: readonly string[]): readonly PropertyValue[] =>
  [...new Set(all)].map((text) => ({ text, id: null }))

/** Only what there is. */
const told = (all: Reconciled['properties']): Reconciled['properties'] =>
  Object.fromEntries(Object.entries(all).filter(([, values]) => values.length > 0)) as {
    readonly [property in PropertyId]?: readonly PropertyValue[]
  }
