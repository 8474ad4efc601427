/** Lists of books, all or those of one subject, series, imprint or year; and the lists of those ways themselves. */
import type { BookListing, Facet, FacetKind } from '#catalogue'
import { breadcrumbs, type Html, html, type Pagination, pagination, paths, writeNumber } from '#web'
import { at, type Frame } from './frame.ts'
import { bookLines } from './panels/book-lines-panel.ts'
import { facetList } from './panels/facets-panel.ts'
import { words } from './words.ts'

export type BrowsePage = Frame & {
  /** Null: all books. */
  readonly facet: Facet | null
  readonly books: readonly BookListing[]
  readonly total: number
  readonly turns: Pagination
}

export const renderBrowsePage = (page: BrowsePage): Html => {
  const { language } = page.place
  const t = words(language)
  return html`<div class="sheet list">
<header class="list-head">
${page.facet !== null && breadcrumbs([{ label: t.browseBy[page.facet.kind], href: at(page, paths.browseIndex(page.facet.kind)) }], language)}
<h1>${page.facet?.label ?? t.allBooks}</h1>
<p class="label">${t.booksCount(page.total, writeNumber(page.total, language))}</p>
${page.facet === null && waysNav(page, null)}
</header>
<div>${page.books.length === 0 ? html`<p class="empty">${t.noBooks}</p>` : bookLines(page, page.books, 2)}
${pagination(page.turns, language)}</div>
</div>`
}

export type FacetsPage = Frame & {
  readonly kind: FacetKind
  readonly facets: readonly Facet[]
  readonly turns: Pagination
}

export const renderFacetsPage = (page: FacetsPage): Html => {
  const t = words(page.place.language)
  return html`<div class="sheet list">
<header class="list-head">
<h1>${t.browseBy[page.kind]}</h1>
${waysNav(page, page.kind)}
</header>
<div>${page.facets.length === 0 ? html`<p class="empty">${t.noFacets}</p>` : html`<div class="facets-page">${facetList(page, page.facets)}</div>`}
${pagination(page.turns, page.place.language)}</div>
</div>`
}

const waysNav = (frame: Frame, here: FacetKind | null): Html => {
  const t = words(frame.place.language)
  const kinds: readonly FacetKind[] = ['subjects', 'series', 'imprints', 'years']
  return html`<nav aria-label="${t.browse}"><ul class="inline-list">
${kinds.map((kind) => html`<li><a href="${at(frame, paths.browseIndex(kind))}"${kind === here && html` aria-current="page"`}>${t.browseBy[kind]}</a></li>\n`)}</ul></nav>`
}
