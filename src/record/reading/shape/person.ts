/** Persons, and what they did or were. */
import { LIVING, type Person, type Role } from '../../model/index.ts'
import type { At } from '../fault.ts'
import {
  date,
  id,
  identified,
  keys,
  listOf,
  oneOf,
  type Reader,
  type Reading,
  ref,
  report,
  text,
  truth,
  when,
} from '../readers.ts'
import { type Kept, nameForm, sames, to, visibility } from './common.ts'

const role: Reader<Role> = to(
  keys(
    {
      what: text('Office or occupation'),
      rank: text('Rank'),
      org: text('A group of the record, or the name of an organisation'),
      civil: truth('Whether a civilian'),
      place: ref('place', 'Where'),
      when: when('When'),
      source: ref('source', 'Who says so'),
    },
    {
      about: 'What the person did or was',
      required: ['what'],
      short: 'what',
      instead: { role: 'what', organisation: 'org', organization: 'org' },
    },
  ),
  ({ spot: _, what, ...more }) => (what === null ? null : { what, ...more }),
)

export const person: Reader<Kept<Person>> = to(
  identified(
    'person',
    keys(
      {
        id: id('Its id'),
        name: text('The name it goes by in the chapter'),
        names: listOf(nameForm, 'Other forms of the name'),
        roles: listOf(role, 'Offices and occupations'),
        born: date('Birth'),
        died: date('Death'),
        birth_place: ref('place', 'Where born'),
        death_place: ref('place', 'Where died'),
        anonymous: truth('Somebody whose name is not known'),
        same_as: sames,
        living: oneOf(LIVING, 'Whether alive: birth data of the living are shown nowhere'),
        note: text('A note'),
        visibility,
      },
      {
        about: 'A person',
        required: ['id', 'name'],
        instead: {
          birth: 'born',
          death: 'died',
          role: 'roles',
          sameAs: 'same_as',
          alive: 'living',
          aliases: 'names',
        },
      },
    ),
  ),
  (read, reading) => {
    if (read.name === null) return null
    const { spot, birth_place, death_place, same_as, ...more } = read
    checkLife(read, spot, reading)
    return {
      ...more,
      name: read.name,
      names: read.names ?? [],
      roles: read.roles ?? [],
      birthPlace: birth_place,
      deathPlace: death_place,
      anonymous: read.anonymous ?? false,
      sameAs: same_as ?? [],
      living: read.living ?? 'unknown',
    }
  },
)

function checkLife(
  { id, living, died }: Pick<Person, 'id' | 'died'> & { readonly living: string | null },
  at: At,
  reading: Reading,
): void {
  if (living === 'yes' && died !== null)
    report(
      reading,
      'E-LIVING',
      reading.places.get(`${id}.living`) ?? at,
      `“${id}” has died (${died.words}) and is said to be alive. Write “living: no”.`,
    )
}
