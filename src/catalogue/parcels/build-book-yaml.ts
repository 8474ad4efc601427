/** All that is known about a book, in the words in which a press would tell it: for archives, and for reading it again. */
import {
  type AccessDates,
  type BookMetadata,
  type ChapterMetadata,
  type Contributor,
  EMPTIABLE_OF_BOOK,
  EMPTIABLE_OF_CHAPTER,
  type Funding,
  type PdfPages,
  type Price,
  type Rights,
  type SourceRange,
  type Subject,
  type Summary,
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
  /** Nothing else is so: read with its files again, it is the same book, whatever they say. */
  readonly isAll?: boolean
}

/** `corrections`: what staff changed since, which wins; chapters by their `key`. */
export function buildBookYaml(told: ToldBook, corrections: Corrections = { book: {}, chapters: {} }): Told {
  const { book, cover, pdf } = told
  const isAll = told.isAll === true && told.hasEpub
  const yaml = leaveOut(
    applyCorrections(tellBook(book, cover, told.versionNote), corrections.book),
    EMPTIABLE_OF_BOOK,
    isAll,
  )
  const chapters = toChapters(told, corrections.chapters)
  return pruned({ ...yaml, pdf, chapters })
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
    'chapter-level': book.chapterLevel,
  })

/** What is named in `without` is not told; of a book that is told whole, what is not told is named there. */
function leaveOut(told: Told, names: readonly string[], isAll: boolean): Told {
  const said = Array.isArray(told.without) ? told.without.map(String) : []
  const left = applyCorrections(told, Object.fromEntries(said.map(toNothing)))
  const without = names.filter((name) => said.includes(name) || (isAll && valueAt(left, name) === undefined))
  return { ...left, ...(without.length === 0 ? {} : { without }) }
}

function toNothing(name: string): readonly [string, unknown] {
  const [first = '', second] = name.split('.')
  return [first, second === undefined ? null : { [second]: null }]
}

/** Of a table, `rights.holder`. */
export function valueAt(told: Told, key: string): unknown {
  const [first = '', second] = key.split('.')
  const value = told[first]
  return second === undefined ? value : isTable(value) ? value[second] : undefined
}

const isTable = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** With an EPUB each finds its place by its file; without one, the list is the contents. */
function toChapters(
  { chapters, hasEpub, isAll = false }: ToldBook,
  corrections: Corrections['chapters'],
): readonly Told[] {
  const tell = (chapter: ToldChapter) =>
    leaveOut(
      applyCorrections(tellChapter(chapter, hasEpub), corrections[chapter.key] ?? {}),
      EMPTIABLE_OF_CHAPTER,
      isAll && hasEpub,
    )
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
