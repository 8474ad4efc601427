import type { Facet, FacetKind } from '#catalogue'
import { type Html, html, paths, writeNumber } from '#web'
import { at, type Frame } from '../frame.ts'
import { words } from '../words.ts'

const KINDS: readonly FacetKind[] = ['subjects', 'series', 'imprints', 'years']

/** The ways into the shelf, one column for each kind that has any. */
export const facetColumns = (frame: Frame, facets: readonly Facet[]): Html | null => {
  if (facets.length === 0) return null
  const t = words(frame.place.language)
  return html`<section class="sheet browse" aria-labelledby="browse">
<h2 id="browse">${t.browse}</h2>
<div class="browse-columns">
${KINDS.map((kind) => {
  const some = facets.filter((facet) => facet.kind === kind)
  return (
    some.length > 0 &&
    html`<div><h3><a href="${at(frame, paths.browseIndex(kind))}">${t.browseBy[kind]}</a></h3>
${facetList(frame, some)}</div>\n`
  )
})}</div>
</section>`
}

export const facetList = (frame: Frame, facets: readonly Facet[]): Html => html`<ul class="facet-list">
${facets.map(({ kind, slug, label, books }) => html`<li><a href="${at(frame, paths.browse(kind, slug))}">${label}</a> <span class="number">${writeNumber(books, frame.place.language)}</span></li>\n`)}</ul>`
