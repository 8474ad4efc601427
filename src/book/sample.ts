/**
 * Books, chapters and names for the tests of every slice: nothing is known of them but what a test says. No such press
 * and no such book exist.
 */
import type { Book } from './book.ts'
import type { Chapter, TextFacts } from './chapter.ts'
import type { Contributor, ContributorRole } from './contributor.ts'
import type { BookDraft, ChapterDraft, DraftText } from './draft.ts'

export const samplePerson = (
  given: string,
  family: string,
  role: ContributorRole = 'author',
): Contributor => ({
  name: `${given} ${family}`,
  givenName: given,
  familyName: family,
  sortName: `${family}, ${given}`,
  kind: 'person',
  role,
  orcid: null,
  affiliations: [],
  otherScripts: [],
})

export const sampleBody = (name: string, role: ContributorRole = 'author'): Contributor => ({
  ...samplePerson('', '', role),
  name,
  givenName: null,
  familyName: null,
  sortName: name,
  kind: 'organisation',
})

export const sampleBook = (facts: Partial<Book>): Book => ({
  id: 'b00k000000000000',
  slug: 'a-book',
  press: 'sample',
  title: 'A Book',
  subtitle: null,
  sortTitle: 'Book, A',
  languages: ['en'],
  direction: 'ltr',
  contributors: [],
  identifiers: { key: 'urn:x', isbns: [], doi: null, others: [] },
  edition: null,
  series: [],
  subjects: [],
  imprint: 'Larkspur University Press',
  printYear: 2019,
  firstOnline: '2019-05-03',
  summary: { kind: 'none' },
  rights: { statement: null, holder: null, licence: null, contact: null },
  funding: [],
  accessibility: {
    accessModes: [],
    accessModesSufficient: [],
    features: [],
    hazards: [],
    summary: null,
    conformsTo: [],
    certifiedBy: null,
    certifierReport: null,
    certifierCredential: null,
  },
  pageCount: null,
  openness: 'open',
  prices: [],
  cover: null,
  layout: 'reflowable',
  updated: '2024-04-28T17:08:39.658Z',
  version: 1,
  versions: [{ number: 1, shelved: '2024-04-28T17:08:39.658Z', note: null }],
  formats: [],
  hasDataIssue: false,
  hasContentIssue: false,
  ...facts,
})

export const sampleChapter = (facts: Partial<Chapter>): Chapter => ({
  id: 'chapter000000000',
  slug: 'a-chapter',
  bookId: 'b00k000000000000',
  type: 'chapter',
  label: null,
  title: 'A Chapter',
  subtitle: null,
  language: 'en',
  direction: 'ltr',
  contributors: [],
  doi: null,
  pages: null,
  firstOnline: '2019-05-03',
  summary: { kind: 'none' },
  keywords: [],
  rights: null,
  funding: [],
  openness: 'open',
  prices: [],
  parentId: null,
  position: 0,
  depth: 0,
  updated: '2024-04-28T17:08:39.658Z',
  text: null,
  source: null,
  alsoHolds: [],
  hasDataIssue: false,
  hasContentIssue: false,
  ...facts,
})

/** The same as a draft: what a press would have to send for this book. Texts are a paragraph each. */
export const sampleDraft = (
  { id, slug, press, updated, version, versions, formats, hasDataIssue, hasContentIssue, ...metadata }: Book,
  chapters: readonly Chapter[],
): BookDraft => ({
  metadata,
  chapters: chapters.map((chapter) => chapterDraft(chapter, chapters)),
  formats,
  media: [],
  attachments: [],
  issues: [],
  parcelHash: `${id} ${version}`,
  versionNote: null,
})

function chapterDraft(chapter: Chapter, all: readonly Chapter[]): ChapterDraft {
  const { id, slug, bookId, parentId, position, depth, updated, text, source, alsoHolds, ...rest } = chapter
  const { hasDataIssue, hasContentIssue, ...metadata } = rest
  const place = (other: string) => all.findIndex((one) => one.id === other)
  return {
    metadata,
    parent: parentId === null ? null : place(parentId),
    depth,
    source,
    text: text === null ? null : draftText(chapter.title, text),
    alsoHolds: alsoHolds.map(place),
    media: [],
  }
}

function draftText(title: string, facts: TextFacts): DraftText {
  const plain = `What “${title}” says.`
  return {
    sections: [{ html: `<p id="b:0">${plain}</p>` }],
    blocks: [{ kind: 'paragraph', hash: '0123456789abcdef', section: 1 }],
    facts: { ...facts, sections: 1 },
    headings: [],
    pageMarkers: [],
    plain,
  }
}
