/** All that is known about a book, in the words in which a press would tell it: for archives, and for reading it again. */
import { stringify } from 'yaml'
import type {
  AccessDates,
  BookMetadata,
  ChapterMetadata,
  Contributor,
  Funding,
  PdfPages,
  Price,
  Rights,
  SourceRange,
  Subject,
  Summary,
} from '#book'
import { applyCorrections, type Corrections, type Told } from './corrections.ts'

export type ToldChapter = {
  /** Of this telling alone: an id, or a place in a draft. */
  readonly key: string
  readonly parentKey: string | null
  readonly metadata: ChapterMetadata
  readonly source: SourceRange | null
  readonly pdfRange?: PdfPages
}

export type ToldBook = {
  readonly book: BookMetadata
  readonly versionNote: string | null
  readonly chapters: readonly ToldChapter[]
  /** The file beside it that is the cover. */
  readonly cover: string | null
  readonly hasEpub: boolean
  /** The file beside it that is the PDF. */
  readonly pdf: string | null
}

/** `corrections`: what staff changed since, which wins; chapters by their `key`. */
export function buildBookYaml(told: ToldBook, corrections: Corrections = { book: {}, chapters: {} }): string {
  const { book, cover, pdf } = told
  const yaml = applyCorrections(tellBook(book, cover, told.versionNote), corrections.book)
  const chapters = toChapters(told, corrections.chapters)
  return stringify(pruned({ ...yaml, pdf, chapters }), { lineWidth: 110, blockQuote: 'literal' })
}

export const tellBook = (book: BookMetadata, cover: string | null, versionNote: string | null): Told =>
  pruned({
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
    'version-note': versionNote,
  })

/** With an EPUB each finds its place by its file; without one, the list is the contents. */
function toChapters({ chapters, hasEpub }: ToldBook, corrections: Corrections['chapters']): readonly Told[] {
  const tell = (chapter: ToldChapter) =>
    applyCorrections(tellChapter(chapter, hasEpub), corrections[chapter.key] ?? {})
  if (hasEpub) return chapters.map(tell)
  const below = (parentKey: string | null): readonly Told[] =>
    chapters
      .filter((chapter) => chapter.parentKey === parentKey)
      .map((chapter) => pruned({ ...tell(chapter), chapters: below(chapter.key) }))
  return below(null)
}

export const tellChapter = ({ metadata: chapter, source, pdfRange }: ToldChapter, hasEpub: boolean): Told =>
  pruned({
    at: hasEpub ? toPlace(source) : null,
    number: chapter.label,
    title: chapter.title,
    subtitle: chapter.subtitle,
    type: chapter.type,
    language: chapter.language,
    contributors: chapter.contributors.map(toContributor),
    abstract: toProse(chapter.summary),
    keywords: chapter.keywords,
    pages: chapter.pages === null ? null : `${chapter.pages.first}-${chapter.pages.last}`,
    'pdf-pages': pdfRange === undefined ? null : `${pdfRange.from + 1}-${pdfRange.to + 1}`,
    doi: chapter.doi,
    access: chapter.openness,
    ...toAccessDates(chapter.accessDates),
    price: chapter.prices.map(toPrice),
    'first-online': chapter.firstOnline,
    rights: chapter.rights === null ? null : toRights(chapter.rights),
    funding: chapter.funding.map(toFunding),
  })

function toPlace(source: SourceRange | null): string | null {
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

const toIdentifiers = ({ isbns, doi, others }: BookMetadata['identifiers']): Told =>
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
