/**
 * The shape of a record's files, kind by kind (shape/): keys, what they mean, what they may hold. The JSON Schemas that editors
 * complete by are written from it (tools/write-record-schema.ts); record.template explains the same with examples.
 */
import { RECORD_STATUSES, VISIBILITIES } from '../model/index.ts'
import { free, id, keys, listOf, oneOf, ref, text } from './readers.ts'
import { claim } from './shape/claim.ts'
import { to } from './shape/common.ts'
import { conflict } from './shape/conflict.ts'
import { event } from './shape/event.ts'
import { group } from './shape/group.ts'
import { mention } from './shape/mention.ts'
import { person } from './shape/person.ts'
import { place } from './shape/place.ts'
import { series } from './shape/series.ts'
import { source } from './shape/source.ts'

const who = listOf(
  to(
    keys(
      { name: text('Name'), orcid: text('ORCID iD') },
      { about: 'Somebody', required: ['name'], short: 'name' },
    ),
    ({ name, orcid }) => (name === null ? null : { name, orcid }),
  ),
  'Names',
)

export const head = keys(
  {
    record: id('The name of the record: part of every address, once on the site'),
    format: oneOf(['1'], 'Version of this format: 1'),
    title: text('Title'),
    chapter: keys(
      {
        doi: text('DOI of the chapter'),
        isbn: text('ISBN of the book'),
        number: text('Its number'),
        title: text('Its title'),
        pages: text('Its pages'),
      },
      { about: 'The chapter whose evidence this is', instead: { label: 'number' } },
    ),
    language: text('Language of its sentences, such as en'),
    calendar: oneOf(['gregorian', 'julian'] as const, 'Calendar of its dates'),
    licence: text('Licence of the data, such as CC-BY-4.0'),
    compiled_by: who,
    compiled: text('Day on which it was compiled'),
    reviewed_by: who,
    status: oneOf(RECORD_STATUSES, 'draft, reviewed, published or withdrawn'),
    visibility: oneOf(VISIBILITIES, 'public, or with-access: for those who may read the chapter'),
    unit_rules: free('How “six months” is counted; as the handbook says'),
  },
  {
    about: 'The record of a chapter',
    required: ['record', 'title'],
    instead: { license: 'licence', id: 'record', name: 'title', lang: 'language', version: 'format' },
  },
)

export const lists = {
  people: listOf(person, 'Persons'),
  groups: listOf(group, 'Groups and organisations'),
  places: listOf(place, 'Places'),
  events: listOf(event, 'Events'),
  sources: listOf(source, 'Sources'),
  claims: listOf(claim, 'Claims'),
  mentions: listOf(mention, 'Mentions'),
  distinct: listOf(
    listOf(ref('mention', 'A mention'), 'Mentions of one source that mean different people'),
    'Sets of mentions',
  ),
  conflicts: listOf(conflict, 'Answers to conflicts'),
  series: listOf(series, 'Statistical questions'),
} as const

export type ListName = keyof typeof lists
