/**
 * Tables for spreadsheets and for the tools of digital history: a row for each person, place, event, source and claim, and one
 * for everyone's part in an event. Those of people, places, events and sources read back as they are.
 */
import { type Bound, formatDay } from '@chapterhouse/edtf'
import type { Chronology } from '../dates/chronology.ts'
import type { RecordDocument } from '../model/index.ts'
import type { TextFile } from './build-yaml.ts'
import { type Plain, toOwnFiles } from './to-own-files.ts'

const COLUMNS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'people',
    [
      ...[
        'id',
        'name',
        'names.text',
        'names.lang',
        'names.script',
        'names.system',
        'names.source',
        'names.note',
      ],
      ...[
        'roles.what',
        'roles.rank',
        'roles.org',
        'roles.civil',
        'roles.place',
        'roles.when',
        'roles.source',
      ],
      ...[
        'born',
        'died',
        'birth_place',
        'death_place',
        'anonymous',
        'living',
        'same_as',
        'note',
        'visibility',
      ],
    ],
  ],
  [
    'places',
    [
      ...[
        'id',
        'name',
        'names.text',
        'names.lang',
        'names.script',
        'names.system',
        'names.source',
        'names.note',
      ],
      ...['within', 'coords', 'certainty', 'fclass', 'same_as', 'note', 'visibility'],
    ],
  ],
  [
    'events',
    [
      ...['id', 'type', 'label', 'when', 'after', 'before', 'where', 'who.person', 'who.as', 'claim', 'note'],
      'visibility',
    ],
  ],
  [
    'sources',
    [
      ...['id', 'type', 'citation', 'short', 'url', 'date', 'speaks_for', 'rights', 'quality', 'same_as'],
      'visibility',
    ],
  ],
])

export function buildCsvFiles(record: RecordDocument, chronology: Chronology): readonly TextFile[] {
  const { lists } = toOwnFiles(record)
  const own = [...COLUMNS].flatMap(([name, columns]): TextFile[] => {
    const items = lists.get(name)
    if (items === undefined) return []
    const used = columns.filter((column) => items.some((item) => cellOf(item, column) !== ''))
    return [
      table(
        `${name}.csv`,
        used,
        items.map((item) => used.map((column) => cellOf(item, column))),
      ),
    ]
  })
  return [...own, claimsTable(record), partsTable(record), datesTable(record, chronology)]
}

/** The parts of `names.text` stand in the order of the names, with nothing between the bars where one has none. */
function cellOf(item: Plain, column: string): string {
  const [key = '', field] = column.split('.')
  const value = isMap(item) ? item[key] : undefined
  if (value === undefined) return ''
  if (typeof value === 'string') return value
  if (!isItems(value)) return ''
  if (column === 'coords') return value.map(String).join(', ')
  if (field === undefined) return value.map(barless).join('|')
  const parts = value.map((each) => (isMap(each) ? barless(each[field] ?? '') : ''))
  return parts.every((part) => part === '') ? '' : parts.join('|')
}

const isItems = (value: Plain): value is readonly Plain[] => Array.isArray(value)
const isMap = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && !Array.isArray(value)

/** The bar parts one from the next, so it cannot be within one. */
const barless = (value: Plain): string => (typeof value === 'string' ? value.replaceAll('|', '/') : '')

const claimsTable = ({ claims }: RecordDocument): TextFile =>
  table(
    'claims.csv',
    [
      'id',
      'says',
      'kind',
      'by',
      'para',
      'page',
      'line',
      'folio',
      'quote',
      'confidence',
      'why',
      'about',
      'status',
    ],
    claims.map(({ id, says, kind, by, at, confidence, why, about, status }) => [
      ...[id, says, kind, by ?? '', at?.para ?? '', at?.page ?? '', at?.line ?? '', at?.folio ?? ''],
      ...[at?.quote ?? '', confidence ?? '', why ?? '', about.join('|'), status],
    ]),
  )

const partsTable = ({ events }: RecordDocument): TextFile =>
  table(
    'participations.csv',
    ['person', 'event', 'as', 'place'],
    events.flatMap(({ id, who, where }) => who.map(({ person, as }) => [person, id, as ?? '', where ?? ''])),
  )

/** What follows, beside what was said. */
const datesTable = (record: RecordDocument, chronology: Chronology): TextFile => {
  const said = new Map(record.events.map(({ id, when }) => [id, when?.words ?? '']))
  return table(
    'dates.csv',
    ['event', 'said', 'earliest', 'latest'],
    chronology.events.map(({ event, earliest, latest }) => [
      ...[event, said.get(event) ?? '', dayOf(earliest), dayOf(latest)],
    ]),
  )
}

const dayOf = (bound: Bound): string => (bound.kind === 'day' ? formatDay(bound.day) : bound.kind)

/** RFC 4180. */
const table = (name: string, header: readonly string[], rows: readonly (readonly string[])[]): TextFile => ({
  name,
  text: [header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join(''),
})

const quoted = (cell: string): string =>
  /[",\r\n;\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
