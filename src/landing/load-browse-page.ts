import { type FacetKind, findFacet, listBooks, listFacets } from '#catalogue'
import { href, type Site } from '#web'
import type { BrowsePage, FacetsPage } from './browse-page.ts'
import type { LandingDeps } from './deps.ts'

/** Where a screen of a list begins or ends. */
export type Turn = { readonly after?: string; readonly before?: string }

const BOOKS = 24
const FACETS = 120

/** Null: there is no such subject, series, imprint or year here. */
export async function loadBrowsePage(
  { db }: Pick<LandingDeps, 'db'>,
  site: Site,
  path: string,
  way: { readonly kind: FacetKind; readonly slug: string } | null,
  turn: Turn,
): Promise<BrowsePage | null> {
  const ofPress = site.press === null ? {} : { press: site.press }
  const facet = way === null ? null : await findFacet(db, way.kind, way.slug, site.press ?? undefined)
  if (way !== null && facet === null) return null
  const list = await listBooks(db, {
    ...ofPress,
    ...turn,
    ...(way === null ? {} : { facet: way }),
    limit: BOOKS,
  })
  return { ...site, facet, books: list.books, total: list.total, turns: turnsOf(site, path, list) }
}

export async function loadFacetsPage(
  { db }: Pick<LandingDeps, 'db'>,
  site: Site,
  path: string,
  kind: FacetKind,
  turn: Turn,
): Promise<FacetsPage> {
  const ofPress = site.press === null ? {} : { press: site.press }
  const list = await listFacets(db, kind, { ...ofPress, ...turn, order: 'label', limit: FACETS })
  return { ...site, kind, facets: list.facets, turns: turnsOf(site, path, list) }
}

const turnsOf = (
  { place }: Site,
  path: string,
  { before, after }: { readonly before: string | null; readonly after: string | null },
) => ({
  previous: before === null ? null : href(place, `${path}?before=${encodeURIComponent(before)}`),
  next: after === null ? null : href(place, `${path}?after=${encodeURIComponent(after)}`),
})
