/**
 * What the W3C Web Annotation Data Model (Recommendation, 2017) asks of a page of annotations: §3.1 of each annotation, §3.2.4
 * of a body that is text, §3.3 of who made it and of rights, §4.1 and §4.2.4 of a quotation, §5.2 of the page. Stricter
 * than it, in that nothing may stand there which it does not name.
 */
import { z } from 'zod'
import { faultsOf, httpAddress, instant, iri } from './addresses.ts'

/** §3.3.5 */
const motivation = z
  .string()
  .regex(
    /^(assess|bookmark|classify|comment|describ|edit|highlight|identify|link|moderat|question|reply|tagg)ing$/,
  )

const languageTag = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)

const agent = z.strictObject({
  id: iri.optional(),
  type: z.enum(['Person', 'Organization', 'Software']),
  name: z.string().min(1),
})

const annotation = z.strictObject({
  id: iri,
  type: z.literal('Annotation'),
  motivation,
  created: instant,
  creator: z.array(agent).min(1).optional(),
  rights: iri,
  body: z.strictObject({
    type: z.literal('TextualBody'),
    value: z.string().min(1),
    format: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
    language: languageTag,
    purpose: motivation,
  }),
  target: z.strictObject({
    type: z.literal('SpecificResource'),
    source: httpAddress,
    selector: z.strictObject({
      type: z.literal('TextQuoteSelector'),
      exact: z.string().min(1),
      prefix: z.string().optional(),
      suffix: z.string().optional(),
    }),
  }),
})

const page = z
  .strictObject({
    '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
    id: httpAddress,
    type: z.literal('AnnotationPage'),
    items: z.array(annotation),
  })
  .refine(({ items }) => new Set(items.map(({ id }) => id)).size === items.length, 'Two annotations are one')

export const faultsInAnnotations = (text: string): readonly string[] => faultsOf(page, text)
