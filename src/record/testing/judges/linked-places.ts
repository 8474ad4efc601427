/**
 * What the Linked Places Format (v1.3, github.com/LinkedPasts/linked-places-format) asks: a title and classes of each feature,
 * one name at least and the first with a citation, a time that has a beginning, one of three words of certainty; and what
 * GeoJSON asks of it all (RFC 7946). Nothing may stand there which it does not name.
 */
import { z } from 'zod'
import { faultsOf, iri } from './addresses.ts'

const certainty = z.enum(['certain', 'less-certain', 'uncertain'])

/** ISO 8601, with one of the marks of ISO 8601-2 behind it. */
const day = z.string().regex(/^-?\d{4,}(-\d{2}(-\d{2})?)?[~?%]?$/)

const moment = z
  .strictObject({ in: day.optional(), earliest: day.optional(), latest: day.optional() })
  .refine((one) => one.in !== undefined || one.earliest !== undefined || one.latest !== undefined, 'No day')

const when = z.strictObject({
  timespans: z.array(z.strictObject({ start: moment, end: moment.optional() })).min(1),
  certainty: certainty.optional(),
})

const language = z.string().regex(/^[a-z]{2,3}$/)
const citation = z.strictObject({ '@id': iri, label: z.string() })

const name = z.strictObject({
  toponym: z.string().min(1),
  lang: language.optional(),
  citations: z.array(citation).min(1).optional(),
})

/** Longitude first, and nowhere beyond the globe. */
const point = z.strictObject({
  type: z.literal('Point'),
  coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
  certainty: certainty.optional(),
})

const feature = z.strictObject({
  '@id': iri,
  type: z.literal('Feature'),
  properties: z.strictObject({
    title: z.string().min(1),
    fclasses: z.array(z.enum(['A', 'H', 'L', 'P', 'R', 'S', 'T'])).min(1),
  }),
  names: z
    .array(name)
    .min(1)
    .refine(([first]) => first?.citations !== undefined, 'The first name has no citation'),
  geometry: z.strictObject({ type: z.literal('GeometryCollection'), geometries: z.array(point) }),
  when: when.optional(),
  links: z
    .array(
      z.strictObject({
        type: z.enum(['closeMatch', 'exactMatch', 'primaryTopicOf', 'subjectOf', 'seeAlso']),
        identifier: iri,
      }),
    )
    .min(1)
    .optional(),
  relations: z
    .array(z.strictObject({ relationType: iri, relationTo: iri, label: z.string().min(1) }))
    .min(1)
    .optional(),
  descriptions: z
    .array(z.strictObject({ '@id': iri.optional(), value: z.string(), lang: language.optional() }))
    .min(1)
    .optional(),
})

const collection = z.strictObject({
  type: z.literal('FeatureCollection'),
  '@context': z.url(),
  features: z.array(feature),
})

export const faultsInLinkedPlaces = (text: string): readonly string[] => faultsOf(collection, text)
