/** All that is known about a book, in the words in which a press would tell it. */
import { stringify } from 'yaml'
import type { AccessDates, Book, Chapter, Contributor, Funding, Price, Rights, Subject, Summary } from '#book'

/** A field that says nothing is left out. */
type Told = Readonly<Record<string, unknown>>

export type ExportedBook = {
  readonly book: Omit<Book, 'contributors'> & { readonly contributors: readonly Contributor[] }
  readonly chapters: readonly (Omit<Chapter, 'contributors'> & {
    readonly contributors: readonly Contributor[]
  })[]
  /** The file beside it that is the cover. */
  readonly cover: string | null
  readonly hasEpub: boolean
}

export function buildBookYaml(exported: ExportedBook): string {
  const { book, cover } = exported
  const told = pruned({
    title: book.title,
    subtitle: book.subtitle,
    'sort-title': book.sortTitle,
    language: book.languages,
    edition: book.edition,
    imprint: book.imprint,
    contributors: book.contributors.map(toContributor),
    series: book.series.map(({ title, issn, volume }) => pruned({ title, issn, volume })),
    identifiers: toIdentifiers(book.identifiers),
    'print-year': book.printYear,
    'first-online': book.firstOnline,
    subjects: toSubjects(book.subjects),
    description: toProse(book.summary),
    rights: toRights(book.rights),
    funding: book.funding.map(toFunding),
    access: book.openness,
    ...toAccessDates(book.accessDates),
    price: book.prices.map(toPrice),
    pages: book.pageCount,
    cover,
    'cover-alternative': cover === null ? null : book.cover?.alternativeText,
    'version-note': book.versions.at(-1)?.note,
    chapters: toChapters(exported),
  })
  return stringify(told, { lineWidth: 110, blockQuote: 'literal' })
}

/** With an EPUB each finds its place by its file; without one, the list is the contents. */
function toChapters({ chapters, hasEpub }: ExportedBook): readonly Told[] {
  if (hasEpub) return chapters.map((chapter) => toChapter(chapter, true))
  const below = (parentId: string | null): readonly Told[] =>
    chapters
      .filter((chapter) => chapter.parentId === parentId)
      .map((chapter) => pruned({ ...toChapter(chapter, false), chapters: below(chapter.id) }))
  return below(null)
}

const toChapter = (chapter: ExportedBook['chapters'][number], hasEpub: boolean): Told =>
  pruned({
    at: hasEpub ? toPlace(chapter) : null,
    number: chapter.label,
    title: chapter.title,
    subtitle: chapter.subtitle,
    type: chapter.type,
    language: chapter.language,
    contributors: chapter.contributors.map(toContributor),
    abstract: toProse(chapter.summary),
    keywords: chapter.keywords,
    pages: chapter.pages === null ? null : `${chapter.pages.first}-${chapter.pages.last}`,
    doi: chapter.doi,
    access: chapter.openness,
    ...toAccessDates(chapter.accessDates),
    price: chapter.prices.map(toPrice),
    'first-online': chapter.firstOnline,
    rights: chapter.rights === null ? null : toRights(chapter.rights),
    funding: chapter.funding.map(toFunding),
  })

function toPlace({ source }: Pick<Chapter, 'source'>): string | null {
  if (source === null) return null
  return source.from.id === null ? source.from.path : `${source.from.path}#${source.from.id}`
}

const toContributor = (one: Contributor): Told =>
  pruned({
    name: one.name,
    given: one.givenName,
    family: one.familyName,
    'sort-name': one.sortName,
    kind: one.kind,
    role: one.role,
    orcid: one.orcid,
    affiliations: one.affiliations.map(({ name, ror }) => pruned({ name, ror })),
    'other-scripts': one.otherScripts,
  })

const toIdentifiers = ({ isbns, doi, others }: Book['identifiers']): Told =>
  pruned({
    isbn: isbns.map(({ value, format }) => pruned({ value, format })),
    doi,
    other: others,
  })

function toSubjects(subjects: readonly Subject[]): Told {
  const coded = (scheme: Subject['scheme']) =>
    subjects
      .filter((subject) => subject.scheme === scheme && subject.code !== null)
      .map(({ code, label }) => (label === code ? code : { code, label }))
  const named = (scheme: Subject['scheme']) =>
    subjects.filter((subject) => subject.scheme === scheme).map(({ label }) => label)
  return pruned({
    thema: coded('thema'),
    bisac: coded('bisac'),
    lcsh: named('lcsh'),
    keywords: named('keyword'),
  })
}

/** What was made by us from the text is made again; what the press supplied is told. */
const toProse = (summary: Summary): string | null =>
  summary.kind === 'abstract' ? `${summary.paragraphs.join('\n\n')}\n` : null

const toRights = ({ statement, holder, licence, contact }: Rights): Told =>
  pruned({ statement, holder, licence, contact })

const toFunding = ({ funder, funderId, award }: Funding): Told => pruned({ funder, id: funderId, award })

/** Moments, not days: they are read back as the same. */
const toAccessDates = (dates: AccessDates | undefined): Told => ({
  'free-from': dates?.freeFrom,
  'free-until': dates?.freeUntil,
  'embargo-until': dates?.embargoUntil,
})

const toPrice = ({ amount, currency }: Price): Told => {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return { amount: (amount / 10 ** digits).toFixed(digits), currency }
}

function pruned(fields: Told): Told {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)))
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)
