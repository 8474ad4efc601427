/**
 * Persons, sources, factoids and statements as the International Prosopography Interchange Format has them (IPIF 0.3.3): a
 * factoid is what one source says of one person, so a claim about three people is three.
 */
import type { Claim, RecordDocument } from '../model/index.ts'
import { type Days, daysOfEvents, type ExportContext, isStanding, toJson } from './export-context.ts'

export function buildIpif({ record, chronology, urlOf, made }: ExportContext): string {
  const days = daysOfEvents(chronology)
  const createdBy = record.compiledBy.map(({ name }) => name).join('; ') || record.title
  const created = { createdBy, createdWhen: made, modifiedBy: createdBy, modifiedWhen: made }
  const people = new Set(record.people.map(({ id }) => id))
  const factoids = record.claims.filter(isStanding).flatMap((claim) =>
    peopleOf(claim, record)
      .filter((person) => people.has(person))
      .map((person) => ({
        '@id': `${claim.id}.${person}`,
        ...created,
        'person-ref': { '@id': person },
        'source-ref': { '@id': claim.by ?? 'chapter' },
        'statement-refs': [{ '@id': claim.id }],
      })),
  )
  const refs = (key: 'person-ref' | 'source-ref', id: string) =>
    factoids.filter((factoid) => factoid[key]['@id'] === id).map(bare)
  const told = new Set(factoids.flatMap((factoid) => factoid['statement-refs'].map((ref) => ref['@id'])))
  return toJson({
    persons: record.people.map(({ id, name, sameAs }) => ({
      '@id': id,
      label: name,
      uris: [urlOf(id), ...sameAs.filter((address) => /^https?:/.test(address))],
      ...created,
      'factoid-refs': refs('person-ref', id),
    })),
    sources: [
      ...record.sources.map(({ id, citation, url }) => ({
        '@id': id,
        label: citation,
        uris: [urlOf(id), ...(url === null ? [] : [url])],
        ...created,
        'factoid-refs': refs('source-ref', id),
      })),
      ...(factoids.some((factoid) => factoid['source-ref']['@id'] === 'chapter')
        ? [
            {
              '@id': 'chapter',
              label: record.title,
              uris: [],
              ...created,
              'factoid-refs': refs('source-ref', 'chapter'),
            },
          ]
        : []),
    ],
    factoids,
    statements: record.claims
      .filter(({ id }) => told.has(id))
      .map((claim) => ({
        '@id': claim.id,
        uris: [urlOf(claim.id)],
        ...created,
        'factoid-refs': factoids
          .filter((factoid) => factoid['statement-refs'][0]?.['@id'] === claim.id)
          .map(bare),
        statementType: { label: claim.kind },
        name: claim.says,
        statementText: claim.at?.quote ?? claim.says,
        ...dated(claim, record, days),
      })),
  })
}

type Referring = {
  readonly '@id': string
  readonly 'person-ref': object
  readonly 'source-ref': object
  readonly 'statement-refs': object
}

const bare = ({
  '@id': id,
  'person-ref': person,
  'source-ref': source,
  'statement-refs': statements,
}: Referring) => ({
  '@id': id,
  'person-ref': person,
  'source-ref': source,
  'statement-refs': statements,
})

/** Whom it names, and who took part in an event that rests on it. */
const peopleOf = ({ id, about }: Claim, { events }: RecordDocument): readonly string[] => [
  ...new Set([
    ...about,
    ...events.filter((event) => event.claim === id).flatMap(({ who }) => who.map(({ person }) => person)),
  ]),
]

function dated({ id }: Claim, { events }: RecordDocument, days: ReadonlyMap<string, Days>): object {
  const event = events.find(({ claim }) => claim === id)
  const when = event === undefined ? undefined : days.get(event.id)
  const day = when?.earliest ?? when?.latest ?? null
  return event === undefined || day === null
    ? {}
    : { date: { sortdate: day, label: event.when?.words ?? day } }
}
