/**
 * From what the shelf answers to what API v1 says: metadata, contents, access and what may be taken. Never a word of a
 * text: its headings too are words of a chapter, so only their number is told.
 */
import { type AccessDecision, decideForEveryone, describeOption, describeReason, isReadable } from '#access'
import { type Contributor, rightsOfChapter, type Summary } from '#book'
import type {
  BookList,
  BookListing,
  ChapterOutline,
  FoundBook,
  FoundChapter,
  LinkedContributor,
  PageLink,
} from '#catalogue'
import { canonical, type Place, paths } from '#web'
import type { OfferedFile } from '../page-facts.ts'
import type { ApiBook, ApiBookList, ApiChapter } from './schemas.ts'

export type Asked = {
  readonly place: Place
  readonly now: Date
}

/** What of a found product everyone may read and take. */
type Allowed = { readonly access: AccessDecision; readonly files: readonly OfferedFile[] }

export function buildApiBook(
  { book, contents }: Extract<FoundBook, { kind: 'book' }>,
  { access, files }: Allowed,
  asked: Asked,
): ApiBook {
  const at = (path: string) => canonical(asked.place, path)
  const { id, press, title, subtitle, sortTitle, languages, direction, edition, subjects } = book
  const { imprint, printYear, firstOnline, updated, version, versions, pageCount } = book
  const { accessModes, accessModesSufficient, features, hazards, conformsTo, ...certified } =
    book.accessibility
  const entries = contents.map((entry) => toEntry(entry, asked))
  return {
    ...{ id, press, title, subtitle, sortTitle, direction, edition, imprint, printYear, pageCount },
    ...{ firstOnline, updated, version },
    languages: [...languages],
    contributors: book.contributors.map((one) => toContributor(one, asked.place)),
    doi: book.identifiers.doi,
    isbns: book.identifiers.isbns.map(({ value, format }) => ({ value, format })),
    series: book.series.map(toSeries),
    subjects: subjects.map(({ scheme, code, label }) => ({ scheme, code, label })),
    versions: versions.map(({ number, shelved, note }) => ({ number, shelved, note })),
    summary: toSummary(book.summary, book, asked.place),
    rights: { ...book.rights },
    funding: book.funding.map((one) => ({ ...one })),
    accessibility: {
      accessModes: [...accessModes],
      accessModesSufficient: accessModesSufficient.map((modes) => [...modes]),
      features: [...features],
      hazards: [...hazards],
      conformsTo: [...conformsTo],
      ...certified,
    },
    cover: book.cover === null ? null : at(paths.cover(book, book.cover.image.name)),
    access: { ...toAccess(access, asked.place), state: stateOf(access, entries) },
    formats: files.map((file) => toFormat(file, asked.place)),
    hasDataIssue: book.hasDataIssue,
    hasContentIssue: book.hasContentIssue,
    contents: entries,
    links: toLinks(book, paths.apiBook(book), asked.place),
    url: at(paths.book(book)),
  }
}

/** The decision is about the whole; of a closed whole, parts may be open. */
const stateOf = (whole: AccessDecision, contents: ApiBook['contents']): ApiBook['access']['state'] => {
  if (isReadable(whole)) return 'open'
  return contents.some(({ access, hasText }) => access === 'open' && hasText) ? 'partly-open' : 'closed'
}

export function buildApiChapter(
  { chapter, book, previous, next }: Extract<FoundChapter, { kind: 'chapter' }>,
  { access, files, records }: Allowed & { readonly records: readonly string[] },
  place: Place,
): ApiChapter {
  const at = (path: string) => canonical(place, path)
  const { id, type, label, title, subtitle, language, direction, doi, pages, firstOnline, updated } = chapter
  return {
    ...{ id, type, label, title, subtitle, language, direction, doi, firstOnline, updated },
    book: {
      id: book.id,
      title: book.title,
      subtitle: book.subtitle,
      doi: book.identifiers.doi,
      url: at(paths.book(book)),
      links: { self: at(paths.apiBook(book)) },
    },
    press: book.press,
    contributors: (chapter.contributors.length > 0 ? chapter.contributors : book.contributors).map((one) =>
      toContributor(one, place),
    ),
    editors: book.contributors
      .filter(({ role }) => role === 'editor')
      .map((one) => toContributor(one, place)),
    pages: pages === null ? null : { ...pages },
    summary: toSummary(chapter.summary, chapter, place),
    keywords: [...chapter.keywords],
    rights: { ...rightsOfChapter(chapter, book) },
    funding: (chapter.funding.length > 0 ? chapter.funding : book.funding).map((one) => ({ ...one })),
    text: toTextFacts(chapter.text),
    records: records.map((id) => at(paths.apiRecord(id))),
    parent: chapter.parentId,
    previous: previous === null ? null : at(paths.apiChapter(previous)),
    next: next === null ? null : at(paths.apiChapter(next)),
    access: toAccess(access, place),
    formats: files.map((file) => toFormat(file, place)),
    hasDataIssue: chapter.hasDataIssue,
    hasContentIssue: chapter.hasContentIssue,
    links: toLinks(chapter, paths.apiChapter(chapter), place),
    url: at(paths.chapter(chapter)),
  }
}

/** `query`: what was asked, without the cursors; it is repeated in the addresses of the next and the previous screen. */
export function buildApiBookList(
  list: BookList,
  query: Readonly<Record<string, string | number | undefined>>,
  place: Place,
): ApiBookList {
  const screen = (cursor: 'after' | 'before', id: string | null) =>
    id === null ? null : canonical(place, `${paths.apiBooks}?${toQuery({ ...query, [cursor]: id })}`)
  return {
    items: list.books.map((book) => toListing(book, place)),
    total: list.total,
    next: screen('after', list.after),
    previous: screen('before', list.before),
  }
}

function toListing(book: BookListing, place: Place): ApiBookList['items'][number] {
  const { id, press, title, subtitle, imprint, edition, printYear, firstOnline, updated, doi, chapters } =
    book
  return {
    ...{ id, press, title, subtitle, imprint, edition, printYear, firstOnline, updated, doi, chapters },
    languages: [...book.languages],
    contributors: book.contributors.map((one) => toNameInRole(one, place)),
    series: book.series.map(toSeries),
    summary: book.summary === null ? null : toSummary(book.summary, book, place),
    cover: book.cover === null ? null : canonical(place, paths.cover(book, book.cover.image.name)),
    access: ({ all: 'open', some: 'partly-open', none: 'closed' } as const)[book.open],
    url: canonical(place, paths.book(book)),
    links: { self: canonical(place, paths.apiBook(book)) },
  }
}

function toEntry(entry: ChapterOutline, { place, now }: Asked): ApiBook['contents'][number] {
  const { id, type, label, title, subtitle, language, depth, doi, words, hasText } = entry
  return {
    ...{ id, type, label, title, subtitle, language, depth, doi, words, hasText },
    parent: entry.parentId,
    contributors: entry.contributors.map((one) => toNameInRole(one, place)),
    pages: entry.pages === null ? null : { ...entry.pages },
    access: toState(decideForEveryone(entry, 'read', now)),
    url: canonical(place, paths.chapter(entry)),
    links: { self: canonical(place, paths.apiChapter(entry)) },
  }
}

const toAccess = (decision: AccessDecision, { language }: Place): ApiBook['access'] => ({
  state: toState(decision),
  reasons: decision.reasons.map((reason) => ({
    code: reason.kind,
    sentence: describeReason(reason, language),
  })),
  options:
    decision.kind === 'closed'
      ? decision.options.map((option) => ({ code: option.kind, sentence: describeOption(option, language) }))
      : [],
})

/** What is free for a time is open at present. */
const toState = (decision: AccessDecision) => (isReadable(decision) ? 'open' : 'closed')

const toContributor = (contributor: LinkedContributor, place: Place): ApiBook['contributors'][number] => {
  const { name, givenName, familyName, kind, role, orcid, affiliations, page } = contributor
  return {
    ...{ name, givenName, familyName, kind, role },
    orcid: orcid === null ? null : `https://orcid.org/${orcid}`,
    affiliations: affiliations.map((one) => ({ name: one.name, ror: one.ror })),
    url: canonical(place, paths.contributor(page)),
  }
}

const toNameInRole = (
  { name, role, page }: Pick<Contributor, 'name' | 'role'> & { readonly page: PageLink },
  place: Place,
) => ({ name, role, url: canonical(place, paths.contributor(page)) })

const toSeries = ({ title, issn, volume }: ApiBook['series'][number]) => ({ title, issn, volume })

const toFormat = ({ mediaType, path, bytes }: OfferedFile, place: Place) => ({
  mediaType,
  url: canonical(place, path),
  bytes,
})

function toSummary(summary: Summary, product: PageLink, place: Place): ApiBook['summary'] {
  switch (summary.kind) {
    case 'none':
      return null
    case 'first-page':
      return {
        kind: 'first-page',
        image: canonical(place, paths.media(product, summary.image.name)),
        alternativeText: summary.alternativeText,
      }
    case 'abstract':
    case 'extract':
      return { kind: summary.kind, paragraphs: [...summary.paragraphs], language: summary.language }
  }
}

const toTextFacts = (
  text: Extract<FoundChapter, { kind: 'chapter' }>['chapter']['text'],
): ApiChapter['text'] => {
  if (text === null) return null
  const { words, notes, figures, tables, formulas, sections } = text
  return { words, notes, figures, tables, formulas, sections }
}

const toLinks = (product: PageLink, self: string, place: Place): ApiBook['links'] => ({
  self: canonical(place, self),
  ris: canonical(place, paths.citation(product, 'ris')),
  bibtex: canonical(place, paths.citation(product, 'bib')),
  cslJson: canonical(place, paths.citation(product, 'json')),
  linkset: canonical(place, paths.linkset(product)),
})

const toQuery = (query: Readonly<Record<string, string | number | undefined>>): string =>
  new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString()
