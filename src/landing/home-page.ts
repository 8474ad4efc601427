/** The front page: whose house this is, what is new on the shelf, and the ways into it. */
import type { BookListing, Facet } from '#catalogue'
import { type Html, html, paths, vault, writeNumber } from '#web'
import { at, type Frame } from './frame.ts'
import { bookLines } from './panels/book-lines-panel.ts'
import { facetColumns } from './panels/facets-panel.ts'
import { words } from './words.ts'

export type HomePage = Frame & {
  /** What the press says of itself, in a sentence or two; null: nothing. */
  readonly lead: string | null
  readonly newest: readonly BookListing[]
  readonly total: number
  /** The fullest of each kind. */
  readonly facets: readonly Facet[]
}

export const renderHomePage = (page: HomePage): Html => {
  const { language } = page.place
  const t = words(language)
  return html`<div class="home">
<header class="home-title">${vault('vault home-vault')}<h1>${page.brand.name}</h1>
<p class="home-lead">${page.lead ?? t.homeLead(t.booksCount(page.total, writeNumber(page.total, language)))}</p></header>
<section class="sheet home-newest" aria-labelledby="newest">
<h2 id="newest">${t.newest}</h2>
${page.newest.length === 0 ? html`<p class="empty">${t.noBooks}</p>` : bookLines(page, page.newest, 3)}
${page.total > page.newest.length && html`<p class="see-all"><a href="${at(page, paths.books)}">${t.seeAll}</a> <span class="number">${writeNumber(page.total, language)}</span></p>`}
</section>
${facetColumns(page, page.facets)}
</div>`
}
