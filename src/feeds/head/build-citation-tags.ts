/**
 * The tags that Google Scholar and Zotero read ("Inclusion Guidelines for Webmasters", "Indexing Guidelines";
 * Zotero's Embedded Metadata translator). Order matters: an institution belongs to the author before it. A chapter has
 * `citation_inbook_title`, which makes Zotero save a book section, and never `citation_journal_title`.
 */
import { isForEveryone } from '#access'
import type { PartialDate } from '#base'
import { type Book, type Contributor, type Product, subjectOf } from '#book'
import { authorsOf, toCslName, toNameLine, wholeTitle } from '#citations'
import { canonical } from '#web'
import { type PageFacts, pageAddress } from '../page-facts.ts'

export type Tag = readonly [name: string, content: string | null]

export function buildCitationTags(facts: PageFacts): readonly Tag[] {
  const { product, access } = facts
  const { book } = product
  const chapter = product.kind === 'chapter' ? product.chapter : null
  const subject = subjectOf(product)
  const page = pageAddress(facts)
  const hasText = chapter !== null && chapter.text !== null
  return [
    ['gs_meta_revision', '1.1'],
    ['citation_title', wholeTitle(subject)],
    ...authorsOf(product).flatMap(authorTags),
    [
      'citation_publication_date',
      book.printYear === null ? slashed(subject.firstOnline) : String(book.printYear),
    ],
    ['citation_online_date', slashed(subject.firstOnline)],
    ['citation_inbook_title', chapter === null ? null : wholeTitle(book)],
    ...book.identifiers.isbns.map(({ value }): Tag => ['citation_isbn', value]),
    ['citation_firstpage', chapter?.pages?.first ?? null],
    ['citation_lastpage', chapter?.pages?.last ?? null],
    ['citation_publisher', book.imprint],
    ['citation_doi', chapter === null ? book.identifiers.doi : chapter.doi],
    ['citation_language', languageOf(product)],
    ...editorsOf(book).map((editor): Tag => ['citation_editor', nameLine(editor)]),
    ['citation_series_title', book.series[0]?.title ?? null],
    ['citation_volume', book.series[0]?.volume ?? null],
    ['citation_abstract_html_url', page],
    ['citation_pdf_url', ownPdf(facts, page)],
    ['citation_fulltext_html_url', hasText && isForEveryone(access) ? page : null],
    ...keywordsOf(facts).map((keyword): Tag => ['citation_keywords', keyword]),
  ]
}

const authorTags = (author: Contributor): readonly Tag[] => [
  ['citation_author', nameLine(author)],
  ...author.affiliations.map(({ name }): Tag => ['citation_author_institution', name]),
  ['citation_author_orcid', author.orcid === null ? null : `https://orcid.org/${author.orcid}`],
]

export const nameLine = (contributor: Contributor): string => toNameLine(toCslName(contributor))

export const editorsOf = (book: Book): readonly Contributor[] =>
  book.contributors.filter(({ role }) => role === 'editor')

export const languageOf = (product: Product): string | null =>
  product.kind === 'chapter' ? product.chapter.language : (product.book.languages[0] ?? null)

export const keywordsOf = ({ product }: PageFacts): readonly string[] =>
  product.kind === 'chapter' ? product.chapter.keywords : product.book.subjects.map(({ label }) => label)

/** Scholar's own form: `2020/10/20`, and no more of it than is known. */
const slashed = (date: PartialDate): string => date.replaceAll('-', '/')

/**
 * Scholar takes a PDF only from the host and directory of the page that speaks of it, and only below 5 MB ("Indexing
 * Guidelines", 3). It is given when this visitor may read it.
 */
function ownPdf({ files, access, place }: PageFacts, page: string): string | null {
  if (!isForEveryone(access)) return null
  const directory = page.slice(0, page.lastIndexOf('/') + 1)
  const own = files.find(
    ({ mediaType, path, bytes }) =>
      mediaType === 'application/pdf' &&
      path.endsWith('.pdf') &&
      canonical(place, path).startsWith(directory) &&
      (bytes ?? 0) < 5_000_000,
  )
  return own === undefined ? null : canonical(place, own.path)
}
