/**
 * Sitemaps 0.9 (https://www.sitemaps.org/protocol.html): an index of parts, each a run of one press's books with their
 * chapters, so that a new book changes one small file. Twins in other languages are told in the pages' own heads: the
 * protocol's schema (sitemap.xsd) admits no elements of others.
 */
import type { PageLink, SitemapBook, SitemapPart } from '#catalogue'
import { canonical, escapeHtml, type Place, paths } from '#web'

/** What the protocol allows in one file. */
const MOST_ADDRESSES = 50_000

export function* buildSitemapIndex(parts: readonly SitemapPart[], place: Place): Generator<string> {
  yield `${DECLARATION}<sitemapindex xmlns="${NAMESPACE}">\n`
  yield `<sitemap><loc>${at(place, paths.sitemapOfSite)}</loc></sitemap>\n`
  for (const { press, part, updated } of parts) {
    yield `<sitemap><loc>${at(place, paths.sitemapPart(press, part))}</loc><lastmod>${updated}</lastmod></sitemap>\n`
  }
  yield '</sitemapindex>\n'
}

/** Piece by piece, so that the first byte does not wait for the last. */
export function* buildSitemapPart(books: readonly SitemapBook[], place: Place): Generator<string> {
  yield `${DECLARATION}<urlset xmlns="${NAMESPACE}">\n`
  // A file without any address is not valid; the home page stands in when all books of a run have been withdrawn.
  if (books.length === 0) yield address(place, paths.home, null)
  let count = 0
  for (const book of books) {
    if (count++ >= MOST_ADDRESSES) break
    yield address(place, paths.book(book), book.updated)
    const chapters = book.chapters.slice(0, MOST_ADDRESSES - count)
    count += chapters.length
    yield chapters.map((chapter) => chapterAddress(place, chapter)).join('')
  }
  yield '</urlset>\n'
}

/** The pages that belong to no book. */
export function* buildSitemapOfSite(place: Place): Generator<string> {
  yield `${DECLARATION}<urlset xmlns="${NAMESPACE}">\n`
  yield PAGES.map((path) => address(place, path, null)).join('')
  yield '</urlset>\n'
}

/** https://www.rfc-editor.org/rfc/rfc9309: everything may be read by robots; some addresses only repeat what pages say. */
export const buildRobots = (place: Place): string => `User-agent: *
Disallow: /passages/
Disallow: /sign-in/
Disallow: /*/sign-in/
Disallow: ${paths.metrics}
Disallow: ${paths.health}
Allow: /

Sitemap: ${canonical(place, paths.sitemap)}
`

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const PAGES = [
  paths.home,
  paths.books,
  paths.browseIndex('subjects'),
  paths.browseIndex('series'),
  paths.browseIndex('imprints'),
  paths.browseIndex('years'),
  paths.about,
  paths.accessibility,
  paths.policy('usage'),
]

const chapterAddress = (place: Place, chapter: PageLink & { readonly updated: string }): string =>
  address(place, paths.chapter(chapter), chapter.updated)

const address = (place: Place, path: string, updated: string | null): string =>
  `<url><loc>${at(place, path)}</loc>${updated === null ? '' : `<lastmod>${updated}</lastmod>`}</url>\n`

const at = (place: Place, path: string): string => escapeHtml(canonical(place, path))
