/**
 * What the description of IPIF 0.3.3 (github.com/IPIF/prosopogrAPhI) asks of persons, sources, factoids and statements, and
 * what it says in words: that every reference leads to something that is there, and that a factoid is of one person, by one
 * source.
 */
import { z } from 'zod'
import { faultsOf, httpAddress } from './addresses.ts'

const ref = z.strictObject({ '@id': z.string().min(1) })

const factoidRef = z.strictObject({
  '@id': z.string().min(1),
  'person-ref': ref,
  'source-ref': ref,
  'statement-refs': z.array(ref).min(1),
})

const created = {
  createdBy: z.string().min(1),
  createdWhen: z.iso.date(),
  modifiedBy: z.string().min(1),
  modifiedWhen: z.iso.date(),
}

const labelled = z.strictObject({ uri: httpAddress.optional(), label: z.string().min(1) })
const uris = z.array(httpAddress)
const described = z.strictObject({
  ...{ '@id': z.string().min(1), label: z.string().min(1), uris, ...created },
  'factoid-refs': z.array(factoidRef),
})

const statement = z.strictObject({
  ...{ '@id': z.string().min(1), uris: uris.optional(), ...created },
  'factoid-refs': z.array(factoidRef).min(1),
  statementType: labelled.optional(),
  name: z.string().min(1).optional(),
  role: labelled.optional(),
  date: z.strictObject({ sortdate: z.iso.date().optional(), label: z.string().min(1) }).optional(),
  places: z.array(labelled).optional(),
  memberOf: labelled.optional(),
  statementText: z.string().min(1).optional(),
})

const whole = z.strictObject({
  persons: z.array(described),
  sources: z.array(described),
  factoids: z.array(z.strictObject({ ...factoidRef.shape, ...created })),
  statements: z.array(statement),
})

export function faultsInIpif(text: string): readonly string[] {
  const faults = faultsOf(whole, text)
  return faults.length > 0 ? faults : referencesLost(whole.parse(JSON.parse(text)))
}

function referencesLost({
  persons,
  sources,
  factoids,
  statements,
}: z.infer<typeof whole>): readonly string[] {
  const ids = (all: readonly { readonly '@id': string }[]) => new Set(all.map((one) => one['@id']))
  const known = {
    person: ids(persons),
    source: ids(sources),
    statement: ids(statements),
    factoid: ids(factoids),
  }
  const missing = (set: ReadonlySet<string>, id: string, from: string) =>
    set.has(id) ? [] : [`${from} leads to ${id}, which is not there`]
  return [
    ...(known.factoid.size === factoids.length ? [] : ['Two factoids have one id']),
    ...(known.statement.size === statements.length ? [] : ['Two statements have one id']),
    ...factoids.flatMap((one) => [
      ...missing(known.person, one['person-ref']['@id'], one['@id']),
      ...missing(known.source, one['source-ref']['@id'], one['@id']),
      ...one['statement-refs'].flatMap((each) => missing(known.statement, each['@id'], one['@id'])),
    ]),
    ...[...persons, ...sources, ...statements].flatMap((one) =>
      one['factoid-refs'].flatMap((each) => missing(known.factoid, each['@id'], one['@id'])),
    ),
  ]
}
