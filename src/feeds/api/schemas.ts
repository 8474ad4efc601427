/**
 * What API v1 answers, as zod schemas: the types the answers are built to, the OpenAPI description that is published, and
 * what the tests hold every answer against. A field may be added; none is renamed or taken away within v1. What each
 * field means is said once, in messages.en.ts and messages.fr.ts.
 */
import { z } from 'zod'
import { CHAPTER_TYPES, CONTRIBUTOR_ROLES } from '#book'
import { recordApiSchemas } from '#record'

const address = z.url()
const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
const instant = z.iso.datetime()

const accessState = z.enum(['open', 'partly-open', 'closed'])

const access = z.strictObject({
  state: accessState,
  reasons: z.array(z.strictObject({ code: z.string(), sentence: z.string() })),
  options: z.array(z.strictObject({ code: z.string(), sentence: z.string() })),
})

const affiliation = z.strictObject({ name: z.string(), ror: z.string().nullable() })

const contributor = z.strictObject({
  name: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  kind: z.enum(['person', 'organisation']),
  role: z.enum(CONTRIBUTOR_ROLES),
  orcid: address.nullable(),
  affiliations: z.array(affiliation),
  url: address,
})

const nameInRole = z.strictObject({ name: z.string(), role: z.enum(CONTRIBUTOR_ROLES), url: address })

const pages = z.strictObject({ first: z.string(), last: z.string() })

const summary = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['abstract', 'extract']),
    paragraphs: z.array(z.string()),
    language: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('first-page'), image: address, alternativeText: z.string() }),
])

const rights = z.strictObject({
  statement: z.string().nullable(),
  holder: z.string().nullable(),
  licence: z.string().nullable(),
  contact: z.string().nullable(),
})

const funding = z.strictObject({
  funder: z.string(),
  funderId: z.string().nullable(),
  award: z.string().nullable(),
})

const format = z.strictObject({
  mediaType: z.string(),
  url: address,
  bytes: z.int().nullable(),
})

/** `self`: this very record. */
const self = z.strictObject({ self: address })

const links = z.strictObject({
  self: address,
  ris: address,
  bibtex: address,
  cslJson: address,
  linkset: address,
})

const contentsEntry = z.strictObject({
  id: z.string(),
  type: z.enum(CHAPTER_TYPES),
  label: z.string().nullable(),
  title: z.string(),
  subtitle: z.string().nullable(),
  language: z.string(),
  parent: z.string().nullable(),
  depth: z.int(),
  contributors: z.array(nameInRole),
  pages: pages.nullable(),
  doi: z.string().nullable(),
  access: accessState,
  words: z.int(),
  hasText: z.boolean(),
  url: address,
  links: self,
})

const series = z.strictObject({
  title: z.string(),
  issn: z.string().nullable(),
  volume: z.string().nullable(),
})

const bookSummary = z.strictObject({
  id: z.string(),
  press: z.string(),
  title: z.string(),
  subtitle: z.string().nullable(),
  languages: z.array(z.string()),
  contributors: z.array(nameInRole),
  imprint: z.string().nullable(),
  edition: z.string().nullable(),
  printYear: z.int().nullable(),
  firstOnline: date,
  updated: instant,
  doi: z.string().nullable(),
  series: z.array(series),
  summary: summary.nullable(),
  cover: address.nullable(),
  access: accessState,
  chapters: z.int(),
  url: address,
  links: self,
})

const bookList = z.strictObject({
  items: z.array(bookSummary),
  total: z.int(),
  next: address.nullable(),
  previous: address.nullable(),
})

const book = z.strictObject({
  id: z.string(),
  press: z.string(),
  title: z.string(),
  subtitle: z.string().nullable(),
  sortTitle: z.string(),
  languages: z.array(z.string()),
  direction: z.enum(['ltr', 'rtl']),
  contributors: z.array(contributor),
  doi: z.string().nullable(),
  isbns: z.array(z.strictObject({ value: z.string(), format: z.string().nullable() })),
  edition: z.string().nullable(),
  series: z.array(series),
  subjects: z.array(z.strictObject({ scheme: z.string(), code: z.string().nullable(), label: z.string() })),
  imprint: z.string().nullable(),
  printYear: z.int().nullable(),
  firstOnline: date,
  updated: instant,
  version: z.int(),
  versions: z.array(z.strictObject({ number: z.int(), shelved: instant, note: z.string().nullable() })),
  summary: summary.nullable(),
  rights,
  funding: z.array(funding),
  accessibility: z.strictObject({
    accessModes: z.array(z.string()),
    accessModesSufficient: z.array(z.array(z.string())),
    features: z.array(z.string()),
    hazards: z.array(z.string()),
    summary: z.string().nullable(),
    conformsTo: z.array(z.string()),
    certifiedBy: z.string().nullable(),
    certifierReport: z.string().nullable(),
    certifierCredential: z.string().nullable(),
  }),
  pageCount: z.int().nullable(),
  cover: address.nullable(),
  access,
  formats: z.array(format),
  hasDataIssue: z.boolean(),
  hasContentIssue: z.boolean(),
  contents: z.array(contentsEntry),
  links,
  url: address,
})

const chapter = z.strictObject({
  id: z.string(),
  book: z.strictObject({
    id: z.string(),
    title: z.string(),
    subtitle: z.string().nullable(),
    doi: z.string().nullable(),
    url: address,
    links: self,
  }),
  press: z.string(),
  type: z.enum(CHAPTER_TYPES),
  label: z.string().nullable(),
  title: z.string(),
  subtitle: z.string().nullable(),
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  contributors: z.array(contributor),
  editors: z.array(contributor),
  doi: z.string().nullable(),
  pages: pages.nullable(),
  firstOnline: date,
  updated: instant,
  summary: summary.nullable(),
  keywords: z.array(z.string()),
  rights,
  funding: z.array(funding),
  text: z
    .strictObject({
      words: z.int(),
      notes: z.int(),
      figures: z.int(),
      tables: z.int(),
      formulas: z.int(),
      sections: z.int(),
    })
    .nullable(),
  records: z.array(address),
  parent: z.string().nullable(),
  previous: address.nullable(),
  next: address.nullable(),
  access,
  formats: z.array(format),
  hasDataIssue: z.boolean(),
  hasContentIssue: z.boolean(),
  links,
  url: address,
})

/** RFC 9457. */
const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
})

export const apiSchemas = {
  Access: access,
  Affiliation: affiliation,
  Book: book,
  BookList: bookList,
  BookSummary: bookSummary,
  Chapter: chapter,
  ContentsEntry: contentsEntry,
  Contributor: contributor,
  Format: format,
  Funding: funding,
  Links: links,
  NameInRole: nameInRole,
  Pages: pages,
  Problem: problem,
  Rights: rights,
  Series: series,
  Summary: summary,
  ...recordApiSchemas,
} as const

/** What `/api/v1/books` may be asked. */
export const bookQuery = z.strictObject({
  press: z.string().min(1).optional(),
  subject: z.string().min(1).optional(),
  series: z.string().min(1).optional(),
  imprint: z.string().min(1).optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  order: z.enum(['title', 'newest']).default('title'),
  after: z.string().min(1).optional(),
  before: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

export type ApiBook = z.infer<typeof book>
export type ApiBookList = z.infer<typeof bookList>
export type ApiChapter = z.infer<typeof chapter>
export type ApiQuery = z.infer<typeof bookQuery>
