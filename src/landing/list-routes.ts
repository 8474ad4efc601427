/** The front page, the lists of books, and the pages of contributors. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type BookListing, type FacetKind, findContributor } from '#catalogue'
import { href, pageKey, paths, type Shown, type Site, showPage } from '#web'
import { renderBrowsePage, renderFacetsPage } from './browse-page.ts'
import { renderContributorPage } from './contributor-page.ts'
import type { LandingDeps } from './deps.ts'
import { renderHomePage } from './home-page.ts'
import { loadBrowsePage, loadFacetsPage, type Turn } from './load-browse-page.ts'
import { loadHomePage } from './load-home-page.ts'
import { notFound } from './show-errors.ts'
import { words } from './words.ts'

const KINDS: readonly FacetKind[] = ['subjects', 'series', 'imprints', 'years']

export function listRoutes(app: FastifyInstance, deps: LandingDeps): void {
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    load: (site: Site, turn: Turn) => Promise<Shown>,
  ) => {
    const site = deps.siteOf(request)
    const turn = turnOf(request.query)
    const path = `${request.url.split('?')[0]} ${turn.after ?? ''} ${turn.before ?? ''}`.trimEnd()
    return showPage(deps, request, reply, {
      key: pageKey(site.place, site.press, path),
      dependsOn: 'shell',
      load: () => load(site, turn),
    })
  }

  app.get(paths.home, { config: { shows: 'metadata' } }, (request, reply) =>
    show(request, reply, (site) => loadHome(deps, site)),
  )
  app.get(paths.books, { config: { shows: 'metadata' } }, (request, reply) =>
    show(request, reply, (site, turn) => loadList(deps, site, paths.books, null, turn)),
  )
  for (const kind of KINDS) {
    app.get(paths.browseIndex(kind), { config: { shows: 'metadata' } }, (request, reply) =>
      show(request, reply, (site, turn) => loadFacets(deps, site, kind, turn)),
    )
    app.get<{ Params: { slug: string } }>(
      `/${kind}/:slug`,
      { config: { shows: 'metadata' } },
      (request, reply) => {
        const { slug } = request.params
        return show(request, reply, (site, turn) =>
          loadList(deps, site, paths.browse(kind, slug), { kind, slug }, turn),
        )
      },
    )
  }
  app.get<{ Params: { slug: string; id: string } }>(
    '/contributors/:slug/:id',
    { config: { shows: 'metadata' } },
    (request, reply) => show(request, reply, (site) => loadContributor(deps, site, request.params)),
  )
}

/** Anything that is no key of ours is left unsaid: the first screen answers. */
function turnOf(query: unknown): Turn {
  if (typeof query !== 'object' || query === null) return {}
  const { after, before } = query as { readonly after?: unknown; readonly before?: unknown }
  if (isKey(after)) return { after }
  return isKey(before) ? { before } : {}
}

const isKey = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 200

/** Further screens are followed and not indexed: what stands on them moves. */
const robotsOf = (turn: Turn): string | null =>
  turn.after === undefined && turn.before === undefined ? null : 'noindex, follow'

/** Lists change with every book: they are dropped whenever one comes or goes. */
const SHELF = ['shelf'] as const

/** When the first of them becomes open, or ceases to be, without anybody shelving it. */
function turnOfBooks(books: readonly BookListing[]): Date | null {
  const [first] = books.flatMap(({ openUntil }) => openUntil ?? []).toSorted()
  return first === undefined ? null : new Date(first)
}

async function loadHome(deps: LandingDeps, site: Site): Promise<Shown> {
  const page = await loadHomePage(deps, site)
  return {
    kind: 'page',
    ...site,
    title: site.brand.name,
    description: page.lead,
    path: paths.home,
    main: () => renderHomePage(page),
    shows: SHELF,
    until: turnOfBooks(page.newest),
  }
}

async function loadList(
  deps: LandingDeps,
  site: Site,
  path: string,
  way: { readonly kind: FacetKind; readonly slug: string } | null,
  turn: Turn,
): Promise<Shown> {
  const page = await loadBrowsePage(deps, site, path, way, turn)
  if (page === null) return notFound(site)
  const t = words(site.place.language)
  return {
    kind: 'page',
    ...site,
    title: page.facet === null ? t.allBooks : `${page.facet.label} | ${t.browseBy[page.facet.kind]}`,
    path,
    here: way === null ? 'books' : null,
    robots: robotsOf(turn),
    main: () => renderBrowsePage(page),
    shows: SHELF,
    until: turnOfBooks(page.books),
  }
}

async function loadFacets(deps: LandingDeps, site: Site, kind: FacetKind, turn: Turn): Promise<Shown> {
  const path = paths.browseIndex(kind)
  const page = await loadFacetsPage(deps, site, path, kind, turn)
  return {
    kind: 'page',
    ...site,
    title: words(site.place.language).browseBy[kind],
    path,
    robots: robotsOf(turn),
    main: () => renderFacetsPage(page),
    shows: SHELF,
  }
}

async function loadContributor(
  deps: LandingDeps,
  site: Site,
  { slug, id }: { readonly slug: string; readonly id: string },
): Promise<Shown> {
  const contributor = await findContributor(deps.db, id)
  if (contributor === null) return notFound(site)
  const path = paths.contributor(contributor)
  if (slug !== contributor.slug) return { kind: 'elsewhere', status: 301, location: href(site.place, path) }
  return {
    kind: 'page',
    ...site,
    title: contributor.name,
    path,
    main: () => renderContributorPage({ ...site, contributor }),
    shows: [...SHELF, id, ...contributor.works.map(({ book }) => book.id)],
    until: turnOfBooks(contributor.works.map(({ book }) => book)),
  }
}
