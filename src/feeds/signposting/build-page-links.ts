/**
 * FAIR Signposting Profile, level 2 (https://signposting.org/FAIR/): what a machine that meets a page may follow,
 * as typed links. The same list is sent in the Link header, on GET and HEAD, closed or open, and as a linkset.
 */
import { authorsOf } from '#citations'
import { canonical, paths } from '#web'
import { editorsOf } from '../head/build-citation-tags.ts'
import { citeAs, licenceOf, type PageFacts, pageAddress } from '../page-facts.ts'

type TypedLink = {
  readonly rel: string
  readonly href: string
  readonly type?: string
}

/** Files that describe a product, in the order in which they are offered. */
const CITATION_TYPES = [
  ['ris', 'application/x-research-info-systems'],
  ['bib', 'application/x-bibtex'],
  ['json', 'application/vnd.citationstyles.csl+json'],
] as const

export function buildPageLinks(facts: PageFacts): readonly TypedLink[] {
  const { product, place, files } = facts
  const subject = product.kind === 'book' ? product.book : product.chapter
  const authors = authorsOf(product)
  const creators = authors.length > 0 ? authors : editorsOf(product.book)
  const licence = licenceOf(product)
  return [
    { rel: 'cite-as', href: citeAs(facts) },
    { rel: 'type', href: `https://schema.org/${product.kind === 'book' ? 'Book' : 'Chapter'}` },
    { rel: 'type', href: 'https://schema.org/AboutPage' },
    ...creators.flatMap(({ orcid }) =>
      orcid === null ? [] : [{ rel: 'author', href: `https://orcid.org/${orcid}` }],
    ),
    ...CITATION_TYPES.map(([format, type]) => ({
      rel: 'describedby',
      href: canonical(place, paths.citation(subject, format)),
      type,
    })),
    ...files.map(({ path, mediaType }) => ({ rel: 'item', href: canonical(place, path), type: mediaType })),
    ...(licence === null ? [] : [{ rel: 'license', href: licence }]),
    ...(product.kind === 'chapter'
      ? [{ rel: 'collection', href: canonical(place, paths.book(product.book)), type: 'text/html' }]
      : []),
    { rel: 'linkset', href: canonical(place, paths.linkset(subject)), type: 'application/linkset+json' },
  ]
}

/** RFC 8288 §3. Addresses are ASCII already; types are ours. */
export const linkHeader = (facts: PageFacts): string =>
  buildPageLinks(facts)
    .map(({ rel, href, type }) => `<${href}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`)
    .join(', ')

/**
 * RFC 9264 §4.2: the page's own links, and from every file and every description the way back to the page.
 */
export function buildLinkset(facts: PageFacts): { readonly linkset: readonly LinkContext[] } {
  const page = pageAddress(facts)
  const links = buildPageLinks(facts).filter(({ rel }) => rel !== 'linkset')
  const back = [{ href: page, type: 'text/html' }]
  return {
    linkset: [
      { anchor: page, ...grouped(links) },
      ...links.filter(({ rel }) => rel === 'item').map(({ href }) => ({ anchor: href, collection: back })),
      ...links
        .filter(({ rel }) => rel === 'describedby')
        .map(({ href }) => ({ anchor: href, describes: back })),
    ],
  }
}

type LinkTarget = { readonly href: string; readonly type?: string }

/** `anchor`, and under each relation its targets. */
type LinkContext = {
  readonly anchor: string
  readonly [relation: string]: string | readonly LinkTarget[]
}

const grouped = (links: readonly TypedLink[]): Readonly<Record<string, readonly LinkTarget[]>> =>
  Object.fromEntries(
    [...new Set(links.map(({ rel }) => rel))].map((rel) => [
      rel,
      links.filter((link) => link.rel === rel).map(({ rel: _, ...target }) => target),
    ]),
  )
