/** The columns of the tables an author may send in place of YAML; spreadsheets hold them as they are. */
import type { CsvColumn } from './parse-csv.ts'

const text = (key: string): CsvColumn => ({ key, kind: 'text' })
const list = (key: string): CsvColumn => ({ key, kind: 'list' })
const object = (key: string, field: string): CsvColumn => ({ key, kind: 'objects', field })

const columns = (entries: { readonly [name: string]: CsvColumn }): ReadonlyMap<string, CsvColumn> =>
  new Map(Object.entries(entries))

const texts = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, text(key)]))

const names = {
  names: object('names', 'text'),
  'names.text': object('names', 'text'),
  'names.lang': object('names', 'lang'),
  'names.script': object('names', 'script'),
  'names.system': object('names', 'system'),
  'names.source': object('names', 'source'),
  'names.note': object('names', 'note'),
}

export const CSV_COLUMNS: ReadonlyMap<string, ReadonlyMap<string, CsvColumn>> = new Map([
  [
    'people',
    columns({
      ...texts(
        'id',
        'name',
        'born',
        'died',
        'birth_place',
        'death_place',
        'anonymous',
        'living',
        'note',
        'visibility',
      ),
      ...names,
      same_as: list('same_as'),
      ...Object.fromEntries(
        ['what', 'rank', 'org', 'civil', 'place', 'when', 'source'].map((field) => [
          `roles.${field}`,
          object('roles', field),
        ]),
      ),
    }),
  ],
  [
    'places',
    columns({
      ...texts('id', 'name', 'within', 'coords', 'certainty', 'fclass', 'note', 'visibility'),
      ...names,
      same_as: list('same_as'),
    }),
  ],
  [
    'events',
    columns({
      ...texts('id', 'type', 'label', 'when', 'after', 'before', 'where', 'claim', 'note', 'visibility'),
      who: object('who', 'person'),
      'who.person': object('who', 'person'),
      'who.as': object('who', 'as'),
    }),
  ],
  [
    'sources',
    columns({
      ...texts(
        'id',
        'type',
        'citation',
        'short',
        'url',
        'date',
        'speaks_for',
        'rights',
        'quality',
        'visibility',
      ),
      same_as: list('same_as'),
    }),
  ],
])
