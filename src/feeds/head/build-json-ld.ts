/**
 * schema.org for search engines: a Chapter that is part of a Book, or a Book, and the way down to it. A closed text is
 * told as such, with the element that stands for it (Google, "Subscription and paywalled content"), so that showing a
 * crawler the summary alone is no cloaking.
 */
import { isForEveryone, isReadable } from '#access'
import { type AccessibilityMetadata, type Contributor, type Product, subjectOf } from '#book'
import { authorsOf, wholeTitle } from '#citations'
import { canonical, href, paths } from '#web'
import { citeAs, doiAddress, licenceOf, type PageFacts, pageAddress } from '../page-facts.ts'
import { editorsOf, keywordsOf } from './build-citation-tags.ts'

/** What stands where the text would: the ways in, of class `access-options` on the page of a closed product. */
const WALL = '.access-options'

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json }

export const buildJsonLd = (facts: PageFacts): Json => ({
  '@context': 'https://schema.org',
  '@graph': [product(facts), breadcrumbs(facts)],
})

function product(facts: PageFacts): Json {
  return facts.product.kind === 'book' ? bookPage(facts, facts.product) : chapterPage(facts, facts.product)
}

const chapterPage = (facts: PageFacts, { chapter, book }: Extract<Product, { kind: 'chapter' }>): Json => ({
  '@type': 'Chapter',
  '@id': citeAs(facts),
  url: pageAddress(facts),
  name: wholeTitle(chapter),
  position: chapter.label ?? undefined,
  author: some(authorsOf({ kind: 'chapter', chapter, book }).map(agent)),
  translator: some(chapter.contributors.filter(({ role }) => role === 'translator').map(agent)),
  pageStart: chapter.pages?.first,
  pageEnd: chapter.pages?.last,
  pagination: chapter.pages === null ? undefined : `${chapter.pages.first}-${chapter.pages.last}`,
  abstract: chapter.summary.kind === 'abstract' ? chapter.summary.paragraphs.join('\n\n') : undefined,
  inLanguage: chapter.language,
  datePublished: chapter.firstOnline,
  dateModified: chapter.updated,
  wordCount: chapter.text?.words,
  mentions: facts.mentions !== undefined && facts.mentions.length > 0 ? facts.mentions : undefined,
  ...shared(facts),
  isPartOf: aboutBook(facts),
})

const bookPage = (facts: PageFacts, { book }: Extract<Product, { kind: 'book' }>): Json => ({
  ...aboutBook(facts),
  url: pageAddress(facts),
  abstract: book.summary.kind === 'abstract' ? book.summary.paragraphs.join('\n\n') : undefined,
  inLanguage: book.languages.length > 1 ? book.languages : book.languages[0],
  dateModified: book.updated,
  image: book.cover === null ? undefined : canonical(facts.place, paths.cover(book, book.cover.image.name)),
  ...shared(facts),
})

/** What is said of a chapter and of a book in the same words. */
const shared = (facts: PageFacts): { readonly [key: string]: Json } => ({
  identifier: doiOf(facts),
  keywords: some(keywordsOf(facts)),
  license: licenceOf(facts.product) ?? undefined,
  funding: some(
    subjectOf(facts.product).funding.map(({ funder, funderId, award }) => ({
      '@type': 'Grant',
      identifier: award ?? undefined,
      funder: { '@type': 'Organization', name: funder, '@id': funderId ?? undefined },
    })),
  ),
  isAccessibleForFree: isForEveryone(facts.access),
  hasPart: isReadable(facts.access)
    ? undefined
    : { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: WALL },
  encoding: some(
    facts.files.map(({ mediaType, path, bytes }) => ({
      '@type': 'MediaObject',
      contentUrl: canonical(facts.place, path),
      encodingFormat: mediaType,
      contentSize: bytes === null ? undefined : `${bytes} B`,
    })),
  ),
  ...accessibility(facts.product.book.accessibility),
})

function aboutBook(facts: PageFacts): { readonly [key: string]: Json } {
  const { book } = facts.product
  const page = canonical(facts.place, paths.book(book))
  return {
    '@type': 'Book',
    '@id': book.identifiers.doi === null ? page : doiAddress(book.identifiers.doi),
    url: page,
    name: wholeTitle(book),
    isbn: some(book.identifiers.isbns.map(({ value }) => value)),
    author: some(authorsOf({ kind: 'book', book }).map(agent)),
    editor: some(editorsOf(book).map(agent)),
    translator: some(book.contributors.filter(({ role }) => role === 'translator').map(agent)),
    illustrator: some(book.contributors.filter(({ role }) => role === 'illustrator').map(agent)),
    publisher: book.imprint === null ? undefined : { '@type': 'Organization', name: book.imprint },
    datePublished: book.printYear === null ? book.firstOnline : String(book.printYear),
    bookEdition: book.edition ?? undefined,
    bookFormat: 'https://schema.org/EBook',
    numberOfPages: book.pageCount ?? undefined,
    isPartOf: some(
      book.series.map(({ title, issn, volume }) => ({
        '@type': 'BookSeries',
        name: title,
        issn: issn ?? undefined,
        position: volume ?? undefined,
      })),
    ),
  }
}

const agent = ({ name, givenName, familyName, kind, orcid, affiliations }: Contributor): Json => ({
  '@type': kind === 'person' ? 'Person' : 'Organization',
  name,
  givenName: givenName ?? undefined,
  familyName: familyName ?? undefined,
  sameAs: orcid === null ? undefined : `https://orcid.org/${orcid}`,
  affiliation: some(
    affiliations.map(({ name: body, ror }) => ({
      '@type': 'Organization',
      name: body,
      '@id': ror ?? undefined,
    })),
  ),
})

const accessibility = (metadata: AccessibilityMetadata): { readonly [key: string]: Json } => ({
  accessMode: some(metadata.accessModes),
  accessModeSufficient: some(
    metadata.accessModesSufficient.map((modes) => ({ '@type': 'ItemList', itemListElement: [...modes] })),
  ),
  accessibilityFeature: some(metadata.features),
  accessibilityHazard: some(metadata.hazards),
  accessibilitySummary: metadata.summary ?? undefined,
})

const doiOf = ({ product: { kind, book }, product: it }: PageFacts): Json => {
  const doi = kind === 'book' ? book.identifiers.doi : it.kind === 'chapter' ? it.chapter.doi : null
  return doi === null ? undefined : { '@type': 'PropertyValue', propertyID: 'DOI', value: doi }
}

function breadcrumbs(facts: PageFacts): Json {
  const { product: it, place } = facts
  const steps: [name: string, path: string][] = [
    [facts.siteName, paths.home],
    [it.book.title, paths.book(it.book)],
  ]
  if (it.kind === 'chapter') steps.push([it.chapter.title, paths.chapter(it.chapter)])
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(([name, path], i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name,
      item: `${place.origin}${href(place, path)}`,
    })),
  }
}

/** One stands alone, none is left out: what validators of schema.org expect. */
const some = (values: readonly Json[]): Json => (values.length > 1 ? values : values[0])
