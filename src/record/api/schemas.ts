/**
 * What the public API says of records, as zod schemas: the types the answers are built to, the part of the OpenAPI
 * description that is about them, and what the tests hold every answer against. A field may be added; none is renamed or
 * taken away within v1. What each field means is said once, in the messages.
 */
import { z } from 'zod'
import {
  CERTAINTIES,
  CLAIM_KINDS,
  CLAIM_STATUSES,
  CONFIDENCES,
  FEATURES,
  LIVING,
  MEMBERSHIPS,
  RECORD_STATUSES,
  SERIES_TESTS,
  SPEAKERS,
  STANCES,
  VERDICTS,
  VISIBILITIES,
} from '../model/index.ts'

const text = z.string()
const maybe = text.nullable()
const texts = z.array(text)
const address = z.url()
const instant = z.iso.datetime()
const confidence = z.enum(CONFIDENCES).nullable()

/** A day, or why there is none. */
const limit = z.string().regex(/^(-?\d{4,}-\d{2}-\d{2}|open|unknown)$/)

const date = z.strictObject({ words: text, earliest: limit, latest: limit })

const name = z.strictObject({
  ...{ text, lang: maybe, script: maybe, system: maybe, source: maybe, note: maybe },
})

const role = z.strictObject({
  ...{ what: text, rank: maybe, org: maybe, civil: z.boolean().nullable() },
  ...{ place: maybe, when: date.nullable(), source: maybe },
})

/** Everything that has an address of its own. */
const entry = { url: address, id: text }
const visibility = z.enum(VISIBILITIES)

const person = z.strictObject({
  ...entry,
  ...{ name: text, names: z.array(name), roles: z.array(role) },
  ...{ born: date.nullable(), died: date.nullable(), birthPlace: maybe, deathPlace: maybe },
  ...{ anonymous: z.boolean(), sameAs: texts, living: z.enum(LIVING), note: maybe, visibility },
})

const size = z.strictObject({ says: z.int(), claim: maybe }).nullable()

const group = z.strictObject({
  ...entry,
  ...{ label: text, definition: maybe, countsEvent: maybe, size },
  members: z.array(z.strictObject({ person: text, status: z.enum(MEMBERSHIPS), why: maybe })),
  span: z.strictObject({ atMost: text, after: maybe, claim: maybe }).nullable(),
  all: z.strictObject({ within: date, claim: maybe }).nullable(),
  subsets: z.array(
    z.strictObject({ id: text, label: text, size, after: maybe, before: maybe, within: date.nullable() }),
  ),
  ...{ sameAs: texts, visibility },
})

const place = z.strictObject({
  ...entry,
  ...{ name: text, names: z.array(name), within: maybe },
  coords: z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable(),
  ...{ certainty: z.enum(CERTAINTIES), fclass: maybe, sameAs: texts, note: maybe, visibility },
})

const event = z.strictObject({
  ...entry,
  ...{ type: text, label: text, when: maybe, after: maybe, before: maybe, where: maybe },
  dates: z.strictObject({ earliest: limit, latest: limit }).nullable(),
  who: z.array(z.strictObject({ person: text, as: maybe })),
  ...{ claim: maybe, note: maybe, visibility },
})

const source = z.strictObject({
  ...entry,
  ...{ type: text, citation: text, short: maybe, link: maybe, date: date.nullable() },
  csl: z.record(z.string(), z.unknown()).nullable(),
  ...{ speaksFor: z.enum(SPEAKERS), rights: maybe, quality: maybe, confidence, sameAs: texts, visibility },
})

const locator = z
  .strictObject({
    ...{ para: maybe, page: maybe, line: maybe, folio: maybe, quote: maybe, prefix: maybe, suffix: maybe },
  })
  .nullable()

const stance = z.enum(STANCES)

const claim = z.strictObject({
  ...entry,
  ...{ says: text, about: texts, kind: z.enum(CLAIM_KINDS), by: maybe, at: locator, confidence, why: maybe },
  evidence: z.array(z.strictObject({ source: text, stance, at: locator, quote: maybe, note: maybe })),
  replies: z.array(z.strictObject({ claim: maybe, source: maybe, stance })),
  ...{
    testedBy: texts,
    status: z.enum(CLAIM_STATUSES),
    supersededBy: maybe,
    changedOn: maybe,
    reason: maybe,
  },
  visibility,
})

const reason = z.strictObject({ feature: text, text, answer: maybe })

const mention = z.strictObject({
  ...entry,
  ...{ source: text, at: locator, quote: text },
  describes: z.strictObject({
    ...{ event: maybe, place: maybe, within: date.nullable(), seenBy: maybe, org: maybe, rank: maybe },
    ...{ civil: z.boolean().nullable(), number: z.number().nullable() },
  }),
  candidates: z.array(
    z.strictObject({
      ...{ person: text, verdict: z.enum(VERDICTS), confidence, authorWords: maybe },
      ...{ for: z.array(reason), against: z.array(reason) },
    }),
  ),
  visibility,
})

const answer = z.strictObject({ ...entry, between: texts, resolved: text, by: maybe, restsOn: maybe })

const series = z.strictObject({
  ...entry,
  ...{ asks: text, group: maybe, events: texts },
  observed: z.strictObject({ count: z.int(), window: text, claim: maybe }),
  baseline: z.strictObject({ count: z.int(), from: date, to: date, source: maybe, note: maybe }).nullable(),
  tests: z.array(z.enum(SERIES_TESTS)),
})

const share = z.strictObject({ least: z.number(), most: z.number() })

const findings = z.strictObject({
  conflicts: z.array(z.strictObject({ claims: texts, events: texts, shortByDays: z.int(), answer: maybe })),
  identifications: z.array(
    z.strictObject({
      mention: text,
      verdict: z.enum(['fits-best', 'not-decidable', 'nobody-fits']),
      /** Whoever fits best, or those who fit about as well. */
      ...{ people: texts, margin: z.number().nullable(), author: maybe, agrees: z.boolean().nullable() },
      weighed: z.array(
        z.strictObject({
          ...{ person: text, score: z.number() },
          ...{ for: z.array(z.enum(FEATURES)), against: z.array(z.enum(FEATURES)), unknown: texts },
        }),
      ),
    }),
  ),
  counts: z.array(
    z.strictObject({
      ...{ group: text, part: maybe, label: text, says: z.int().nullable(), claim: maybe },
      ...{ certainly: z.int(), possibly: z.int() },
      status: z.enum(['agrees', 'incomplete', 'contradicts', 'undecided', 'unsaid']),
    }),
  ),
  surges: z.array(
    z.strictObject({
      ...{ series: text, count: z.int(), windowDays: z.number(), expected: z.number().nullable() },
      ...{ poisson: z.number().nullable(), scan: z.number().nullable(), scanOverDates: share.nullable() },
      bursts: z.array(z.strictObject({ level: z.int(), from: limit, to: limit, count: z.int() })).nullable(),
    }),
  ),
})

const someone = z.strictObject({ name: text, orcid: address.nullable() })

const head = {
  ...{ url: address, id: text, title: text, version: z.int(), made: instant },
  chapter: z.strictObject({ id: text, title: text, url: address, links: z.strictObject({ self: address }) }),
}

const record = z.strictObject({
  ...head,
  ...{ newest: address, language: text, calendar: z.enum(['gregorian', 'julian']), licence: text },
  ...{ status: z.enum(RECORD_STATUSES), visibility, isPartial: z.boolean() },
  ...{ compiledBy: z.array(someone), compiled: maybe, reviewedBy: z.array(someone) },
  ...{ people: z.array(person), groups: z.array(group), places: z.array(place), events: z.array(event) },
  ...{ sources: z.array(source), claims: z.array(claim), mentions: z.array(mention) },
  ...{ distinct: z.array(texts), conflicts: z.array(answer), series: z.array(series), findings },
  files: z.array(z.strictObject({ name: text, mediaType: text, url: address })),
  links: z.strictObject({ self: address }),
})

const list = z.strictObject({
  items: z.array(z.strictObject({ ...head, links: z.strictObject({ self: address }) })),
  next: address.nullable(),
})

export const recordApiSchemas = {
  Record: record,
  RecordClaim: claim,
  RecordConflictAnswer: answer,
  RecordDate: date,
  RecordEvent: event,
  RecordFindings: findings,
  RecordGroup: group,
  RecordList: list,
  RecordMention: mention,
  RecordName: name,
  RecordPerson: person,
  RecordPlace: place,
  RecordRole: role,
  RecordSeries: series,
  RecordSource: source,
} as const

/** What `/api/v1/records` may be asked. */
export const recordQuery = z.strictObject({
  book: z.string().min(1).optional(),
  chapter: z.string().min(1).optional(),
  after: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

export type ApiRecord = z.infer<typeof record>
export type ApiRecordList = z.infer<typeof list>
export type RecordQuery = z.infer<typeof recordQuery>
