/**
 * Everything in the head of a book's or chapter's page that is for machines: what it is (Highwire, Dublin Core, Open
 * Graph, schema.org) and which address is its own. The shell writes title, description and the twins in other languages.
 */
import { type Product, subjectOf } from '#book'
import { wholeTitle } from '#citations'
import { canonical, type Html, html, type Part, paths, trusted } from '#web'
import { type PageFacts, pageAddress } from '../page-facts.ts'
import { buildCitationTags, languageOf, type Tag } from './build-citation-tags.ts'
import { buildDublinCoreTags } from './build-dublin-core-tags.ts'
import { buildJsonLd } from './build-json-ld.ts'

export const renderHeadTags = (
  facts: PageFacts,
): Html => html`<link rel="canonical" href="${ownAddress(facts)}">
${named(buildCitationTags(facts))}<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">
<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">
${named(buildDublinCoreTags(facts))}${openGraph(facts)}<script type="application/ld+json">${toScriptJson(buildJsonLd(facts))}</script>
`

/** A further page of a long text has words that stand nowhere else: it is its own address, and cites the chapter. */
const ownAddress = (facts: PageFacts): string =>
  facts.product.kind === 'chapter' && facts.section !== undefined
    ? canonical(facts.place, paths.chapter(facts.product.chapter, facts.section))
    : pageAddress(facts)

const named = (tags: readonly Tag[]): Part =>
  tags.map(([name, content]) => content && html`<meta name="${name}" content="${content}">\n`)

/** The Open Graph protocol, https://ogp.me. A chapter is an article: "book" would make Zotero save the whole book. */
function openGraph(facts: PageFacts): Part {
  const { product, place, siteName } = facts
  const { cover } = product.book
  const picture = cover?.image
  const tags: Tag[] = [
    ['og:title', wholeTitle(subjectOf(product))],
    ['og:type', product.kind === 'book' ? 'book' : 'article'],
    ['og:url', pageAddress(facts)],
    ['og:site_name', siteName],
    ['og:locale', languageOf(product)?.replace('-', '_') ?? null],
    ['og:description', openingOf(product)],
    ['og:image', picture ? canonical(place, paths.cover(product.book, picture.name)) : null],
    ['og:image:width', picture?.width ? String(picture.width) : null],
    ['og:image:height', picture?.height ? String(picture.height) : null],
    ['og:image:alt', cover?.alternativeText ?? null],
    ...product.book.identifiers.isbns.map(({ value }): Tag => ['book:isbn', value]),
  ]
  return tags.map(
    ([property, content]) => content && html`<meta property="${property}" content="${content}">\n`,
  )
}

/** The first words of a summary, cut between words. */
export function openingOf(product: Product): string | null {
  const { summary } = subjectOf(product)
  if (summary.kind !== 'abstract' && summary.kind !== 'extract') return null
  const text = summary.paragraphs[0]
  if (text === undefined || text.length <= 300) return text ?? null
  return `${text.slice(0, text.lastIndexOf(' ', 297) > 200 ? text.lastIndexOf(' ', 297) : 297)}…`
}

/** JSON that can end neither its script nor a line of it: `</script>`, `<!--` and U+2028 cannot occur. */
export const toScriptJson = (value: unknown): Html =>
  trusted(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  )
