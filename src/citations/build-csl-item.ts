/**
 * A book or chapter as a thing to be cited. The number of a chapter is a datum of its own and never part of its title;
 * a chapter in an edited volume names the editors of the volume, one in an authored book names the author once.
 */
import type { PartialDate } from '#base'
import type { Book, Chapter, Contributor, ContributorRole, Isbn, Product } from '#book'
import { paths } from '#web'
import type { CslDate, CslItem, CslName } from './csl-item.ts'

type CitationContext = {
  /** `https://books.example.org`: where the page of the product stands. */
  readonly origin: string
  /** The day on which somebody looked: only for formatted citations. */
  readonly accessed?: PartialDate
}

export function buildCslItem(product: Product, context: CitationContext): CslItem {
  const accessed = context.accessed === undefined ? null : toCslDate(context.accessed)
  const item =
    product.kind === 'book'
      ? bookItem(product.book, context.origin)
      : chapterItem(product.chapter, product.book, context.origin)
  return withoutNull({ ...item, accessed })
}

function bookItem(book: Book, origin: string): Loose {
  return {
    id: book.id,
    type: 'book',
    ...titles(book),
    ...published(book),
    author: named(book.contributors, ['author']),
    'number-of-pages': book.pageCount === null ? null : String(book.pageCount),
    DOI: book.identifiers.doi,
    URL: origin + paths.book(book),
    language: book.languages[0] ?? null,
    abstract: abstractOf(book.summary),
    keyword: book.subjects.map((subject) => subject.label).join('; ') || null,
  }
}

function chapterItem(chapter: Chapter, book: Book, origin: string): Loose {
  const authors = names(authorsOf({ kind: 'chapter', chapter, book }))
  const bookAuthors = named(book.contributors, ['author'])
  return {
    id: chapter.id,
    type: 'chapter',
    ...titles(chapter),
    'container-title': wholeTitle(book),
    ...published(book),
    author: authors,
    'container-author': sameNames(authors, bookAuthors) ? null : bookAuthors,
    translator: named(chapter.contributors, ['translator']) ?? named(book.contributors, ['translator']),
    'chapter-number': chapter.label,
    page: chapter.pages === null ? null : pageRange(chapter.pages),
    'page-first': chapter.pages?.first ?? null,
    issued: toCslDate(book.printYear === null ? chapter.firstOnline : String(book.printYear)),
    DOI: chapter.doi,
    URL: origin + paths.chapter(chapter),
    language: chapter.language,
    abstract: abstractOf(chapter.summary),
    keyword: chapter.keywords.join('; ') || null,
  }
}

/** What a book says of itself and of its chapters alike. */
const published = (book: Book): Loose => ({
  'collection-title': book.series[0]?.title ?? null,
  'collection-number': book.series[0]?.volume ?? null,
  editor: named(book.contributors, ['editor']),
  translator: named(book.contributors, ['translator']),
  compiler: named(book.contributors, ['compiler']),
  illustrator: named(book.contributors, ['illustrator', 'photographer']),
  narrator: named(book.contributors, ['narrator']),
  edition: editionNumber(book.edition),
  publisher: book.imprint,
  // The year on the printed book is the one readers cite; without one, the day it appeared online.
  issued: toCslDate(book.printYear === null ? book.firstOnline : String(book.printYear)),
  ISBN: isbnToCite(book.identifiers.isbns)?.value ?? null,
})

/**
 * Whoever wrote it. A chapter that names nobody is by the author of its book; the editors of a volume wrote none of it.
 */
export function authorsOf(product: Product): readonly Contributor[] {
  const ofBook = withRoles(product.book.contributors, ['author'])
  if (product.kind === 'book') return ofBook
  const { contributors } = product.chapter
  const ofChapter = withRoles(contributors, ['author'])
  if (ofChapter.length > 0) return ofChapter
  const openers = withRoles(contributors, ['introduction', 'foreword', 'afterword'])
  return openers.length > 0 ? openers : ofBook
}

/** The whole title as it is cited: "Soviet Defectors: Revelations of Renegade Intelligence Officers, 1924–1954". */
export const wholeTitle = ({ title, subtitle }: Titled): string => {
  if (subtitle === null) return title
  return /[?!:…]$/u.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`
}

/** "Riehle, Kevin", or the name of a body. */
export const toCslName = (contributor: Contributor): CslName => {
  const { givenName, familyName, kind, name } = contributor
  if (kind === 'organisation' || familyName === null) return { literal: name }
  return givenName === null ? { family: familyName } : { family: familyName, given: givenName }
}

/** The page numbers in a citation are those of the printed book, so its number is the one to give. */
const isbnToCite = (isbns: readonly Isbn[]): Isbn | undefined =>
  isbns.find(({ format }) => format === 'hardback' || format === 'print' || format === 'paperback') ??
  isbns[0]

const toCslDate = (date: PartialDate): CslDate => ({ 'date-parts': [date.split('-').map(Number)] })

type Titled = { readonly title: string; readonly subtitle: string | null }
type Loose = { readonly [K in keyof CslItem]?: CslItem[K] | null }

const titles = (product: Titled) => ({
  title: wholeTitle(product),
  'title-short': product.subtitle === null ? null : product.title,
})

const withRoles = (
  contributors: readonly Contributor[],
  roles: readonly ContributorRole[],
): readonly Contributor[] => contributors.filter(({ role }) => roles.includes(role))

const names = (contributors: readonly Contributor[]): readonly CslName[] | null =>
  contributors.length === 0 ? null : contributors.map(toCslName)

const named = (contributors: readonly Contributor[], roles: readonly ContributorRole[]) =>
  names(withRoles(contributors, roles))

const sameNames = (some: readonly CslName[] | null, others: readonly CslName[] | null): boolean =>
  JSON.stringify(some) === JSON.stringify(others)

const pageRange = ({ first, last }: { readonly first: string; readonly last: string }): string =>
  first === last ? first : `${first}-${last}`

const abstractOf = (summary: Book['summary']): string | null =>
  summary.kind === 'abstract' ? summary.paragraphs.join('\n\n') : null

/**
 * "Second edition", "2nd ed." and "2" are all 2, which each style writes in its own way. A first edition goes unsaid:
 * no style mentions it.
 */
export function editionNumber(edition: string | null): string | null {
  if (edition === null) return null
  const words = edition.trim().toLowerCase()
  const digits = /^(\d+)(?:st|nd|rd|th|e|re|er|ème)?(?:\s+(?:ed\.?|edn\.?|edition|éd\.?|édition))?$/.exec(
    words,
  )
  const named = ORDINALS.findIndex((ordinals) =>
    ordinals.some(
      (ordinal) => words === ordinal || words === `${ordinal} edition` || words === `${ordinal} édition`,
    ),
  )
  const number = digits ? Number(digits[1]) : named + 1
  if (number === 1) return null
  return number > 1 ? String(number) : edition.trim()
}

const ORDINALS = [
  ['first', 'première'],
  ['second', 'seconde', 'deuxième'],
  ['third', 'troisième'],
  ['fourth', 'quatrième'],
  ['fifth', 'cinquième'],
  ['sixth', 'sixième'],
  ['seventh', 'septième'],
  ['eighth', 'huitième'],
  ['ninth', 'neuvième'],
  ['tenth', 'dixième'],
]

/** CSL-JSON has no nulls: what is unknown is left out. */
const withoutNull = (item: Loose): CslItem => {
  const { id, type, title, ...rest } = item
  if (!id || !type || !title) throw new Error('A product without id, type or title cannot be cited')
  const known = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined)
  return { id, type, title, ...Object.fromEntries(known) }
}
