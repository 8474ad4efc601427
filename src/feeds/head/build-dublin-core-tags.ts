import type { PartialDate } from '#base'
import { subjectOf } from '#book'
import { authorsOf, buildCslItem, toPlainCitation, wholeTitle } from '#citations'
import { canonical, paths } from '#web'
import { doiAddress, licenceOf, type PageFacts, pageAddress, rightsOf } from '../page-facts.ts'
import { languageOf, nameLine, type Tag } from './build-citation-tags.ts'

/** Dublin Core in HTML (DCMI "Expressing Dublin Core metadata using HTML/XHTML meta and link elements", 2008). */
export function buildDublinCoreTags(facts: PageFacts): readonly Tag[] {
  const { product, place } = facts
  const { book } = product
  const subject = subjectOf(product)
  const doi = product.kind === 'book' ? book.identifiers.doi : product.chapter.doi
  const published: PartialDate = book.printYear === null ? subject.firstOnline : String(book.printYear)
  return [
    ['DC.title', wholeTitle(subject)],
    ...authorsOf(product).map((author): Tag => ['DC.creator', nameLine(author)]),
    ['DC.date', published],
    ['DC.type', product.kind === 'book' ? 'Book' : 'Chapter'],
    ['DC.identifier', doi ?? pageAddress(facts)],
    ['DC.isPartOf', product.kind === 'book' ? null : bookAddress(facts)],
    ['DC.publisher', book.imprint],
    ['DC.language', languageOf(product)],
    ['DC.rights', licenceOf(product) ?? rightsOf(product).statement],
    ['DCTERMS.bibliographicCitation', toPlainCitation(buildCslItem(product, { origin: place.origin }))],
  ]
}

const bookAddress = ({ product: { book }, place }: PageFacts): string =>
  book.identifiers.doi === null ? canonical(place, paths.book(book)) : doiAddress(book.identifiers.doi)
