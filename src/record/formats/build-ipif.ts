/**
 * Persons, sources, factoids and statements as the International Prosopography Interchange Format has them (IPIF 0.3.3): a
 * factoid is what one source says of one person, so a claim about three people is three. A name and a role that a source
 * gives somebody are factoids as well.
 */
import type { Claim, Person } from '../model/index.ts'
import {
  type Days,
  daysOfDate,
  daysOfEvents,
  type ExportContext,
  isStanding,
  toJson,
} from './export-context.ts'

export function buildIpif(context: ExportContext): string {
  const { record, urlOf } = context
  const created = creationOf(context)
  const told = [...record.people.flatMap((person) => ofPerson(person, context)), ...ofClaims(context)]
  const factoids = told.map(({ statement, person, source }) => ({
    '@id': `${statement['@id']}.${person}`,
    ...created,
    'person-ref': { '@id': person },
    'source-ref': { '@id': source },
    'statement-refs': [{ '@id': statement['@id'] }],
  }))
  const refs = factoids.map(({ createdBy, createdWhen, modifiedBy, modifiedWhen, ...ref }) => ref)
  const ofPersons = Map.groupBy(refs, (ref) => ref['person-ref']['@id'])
  const ofSources = Map.groupBy(refs, (ref) => ref['source-ref']['@id'])
  const ofStatements = Map.groupBy(refs, (ref) => ref['statement-refs'][0]?.['@id'])
  const statements = new Map(told.map(({ statement }) => [statement['@id'], statement]))
  return toJson({
    persons: record.people.map(({ id, name, sameAs }) => ({
      ...{ '@id': id, label: name, uris: [urlOf(id), ...addresses(sameAs)], ...created },
      'factoid-refs': ofPersons.get(id) ?? [],
    })),
    sources: [
      ...record.sources.map(({ id, citation, url }) => ({
        ...{
          '@id': id,
          label: citation,
          uris: [urlOf(id), ...addresses(url === null ? [] : [url])],
          ...created,
        },
        'factoid-refs': ofSources.get(id) ?? [],
      })),
      ...(ofSources.has(CHAPTER)
        ? [
            {
              ...{ '@id': CHAPTER, label: record.chapter.title ?? record.title, uris: [], ...created },
              'factoid-refs': ofSources.get(CHAPTER) ?? [],
            },
          ]
        : []),
    ],
    factoids,
    statements: [...statements.values()].map((statement) => ({
      ...{ ...statement, ...created },
      'factoid-refs': ofStatements.get(statement['@id']) ?? [],
    })),
  })
}

/** What its author says without naming a source is said by the chapter. No id has a capital letter. */
const CHAPTER = 'CHAPTER'

type Statement = { readonly '@id': string } & { readonly [key: string]: unknown }
type Told = { readonly statement: Statement; readonly person: string; readonly source: string }

/** The schema wants days, and of several people a list with commas. */
function creationOf({ record, made }: ExportContext) {
  const createdBy = record.compiledBy.map(({ name }) => name).join(', ') || record.title
  const createdWhen = made.slice(0, 10)
  return { createdBy, createdWhen, modifiedBy: createdBy, modifiedWhen: createdWhen }
}

const addresses = (all: readonly string[]): readonly string[] =>
  all.filter((address) => /^https?:\S+$/.test(address))

function ofClaims(context: ExportContext): readonly Told[] {
  const { record, chronology } = context
  const days = daysOfEvents(chronology)
  const people = new Set(record.people.map(({ id }) => id))
  const events = Map.groupBy(record.events, ({ claim }) => claim)
  return record.claims.filter(isStanding).flatMap((claim) => {
    const resting = events.get(claim.id) ?? []
    const [event] = resting
    const statement: Statement = {
      '@id': claim.id,
      uris: [context.urlOf(claim.id)],
      statementType: { label: claim.kind },
      statementText: inFull(claim),
      ...(event !== undefined && dated(days.get(event.id), event.when?.words)),
      ...(event !== undefined && placed(event.where, context)),
    }
    const told = [...claim.about, ...resting.flatMap(({ who }) => who.map(({ person }) => person))]
    return [...new Set(told)]
      .filter((person) => people.has(person))
      .map((person) => ({ statement, person, source: claim.by ?? CHAPTER }))
  })
}

const inFull = ({ says, at }: Claim): string => (at?.quote == null ? says : `${says} “${at.quote}”`)

function ofPerson(person: Person, context: ExportContext): readonly Told[] {
  const { record, urlOf } = context
  const { id, names, roles } = person
  const groups = new Map(record.groups.map((group) => [group.id, group.label]))
  return [
    ...names.flatMap(({ text, source }, i) =>
      source === null
        ? []
        : [{ statement: statementOf(`${id}.name-${i + 1}`, 'name', { name: text }), person: id, source }],
    ),
    ...roles.flatMap(({ what, org, place, when, source }, i) => {
      if (source === null) return []
      const group = org === null ? undefined : groups.get(org)
      const days = when?.means.kind === 'date' ? daysOfDate(when.means, record) : undefined
      const told = {
        role: { label: what },
        ...(org !== null && {
          memberOf: { ...(group !== undefined && { uri: urlOf(org) }), label: group ?? org },
        }),
        ...dated(days, when?.words),
        ...placed(place, context),
      }
      return [{ statement: statementOf(`${id}.role-${i + 1}`, 'role', told), person: id, source }]
    }),
  ]
}

const statementOf = (id: string, kind: string, told: object): Statement => ({
  ...{ '@id': id, statementType: { label: kind } },
  ...told,
})

/** A date to sort by, where there is one that the form can write, and always the words. */
function dated(days: Days | undefined, words: string | undefined): object {
  const day = days?.earliest ?? days?.latest ?? null
  const sortdate = day !== null && /^\d{4}-/.test(day) ? day : null
  if (words === undefined && sortdate === null) return {}
  return { date: { ...(sortdate !== null && { sortdate }), label: words ?? sortdate } }
}

function placed(place: string | null, { record, urlOf }: ExportContext): object {
  if (place === null) return {}
  const known = record.places.find(({ id }) => id === place)
  return { places: [known === undefined ? { label: place } : { uri: urlOf(place), label: known.name }] }
}
