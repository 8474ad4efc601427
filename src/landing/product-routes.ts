/** A book, a chapter, a passage of one; and the drawing that stands for a missing cover. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isForEveryone, isReadable, type Visitor } from '#access'
import { type Product, subjectOf } from '#book'
import { findPassage, type Tombstone } from '#catalogue'
import { findProduct, negotiate, sendRepresentation } from '#citations'
import { linkHeader, openingOf, type PageFacts, renderCoins, renderHeadTags } from '#feeds'
import { toSchemaOrg } from '#record'
import {
  type Html,
  href,
  html,
  inOnePiece,
  missing,
  pageKey,
  paths,
  renderGeneratedCover,
  type Shown,
  type Site,
  showPage,
} from '#web'
import { renderBookPage } from './book-page.ts'
import { renderChapterPage } from './chapter-page.ts'
import type { LandingDeps } from './deps.ts'
import { renderGonePage } from './error-page.ts'
import { at, drawingOf, languageOf } from './frame.ts'
import { keepParts } from './keep-parts.ts'
import { type LoadedBook, loadBookPage } from './load-book-page.ts'
import { type LoadedChapter, loadChapterPage } from './load-chapter-page.ts'
import { notFound } from './show-errors.ts'
import { words } from './words.ts'

type Address = { Params: { slug: string; id: string; section?: string } }

export function productRoutes(app: FastifyInstance, deps: LandingDeps): void {
  app.get<Address>('/books/:slug/:id', { config: { shows: 'metadata' } }, (request, reply) =>
    showProduct(deps, request, reply, loadBook),
  )
  app.get<Address>('/chapters/:slug/:id', { config: { shows: 'text' } }, (request, reply) =>
    showProduct(deps, request, reply, loadChapter),
  )
  app.get<Address>('/chapters/:slug/:id/:section', { config: { shows: 'text' } }, (request, reply) =>
    showProduct(deps, request, reply, loadChapter),
  )
  app.get<{ Params: { id: string; anchor: string } }>(
    '/passages/:id/:anchor',
    { config: { shows: 'metadata' } },
    (request, reply) => showPassage(deps, request, reply),
  )
  app.get<{ Params: { id: string } }>(
    '/covers/:id/cover.svg',
    { config: { shows: 'metadata' } },
    (request, reply) => showDrawing(deps, request, reply),
  )
}

type Asked = { readonly site: Site; readonly visitor: Visitor; readonly params: Address['Params'] }

/** The page, or what the Accept header asks for in its place. */
async function showProduct(
  deps: LandingDeps,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  load: (deps: LandingDeps, asked: Asked) => Promise<Shown>,
): Promise<FastifyReply> {
  const site = deps.siteOf(request)
  const representation = negotiate(request.headers.accept)
  if (representation.kind !== 'page') {
    const product = await findProduct(deps.db, request.params.id)
    if (product !== null && product.kind !== 'withdrawn')
      return sendRepresentation(request, reply, {
        product,
        representation,
        place: site.place,
        styles: deps.styles,
      })
  }
  const path = request.url.split('?')[0] ?? request.url
  return showPage(deps, request, reply, {
    key: pageKey(site.place, site.press, path),
    load: async () => load(deps, { site, visitor: await deps.visitorOf(request), params: request.params }),
  })
}

async function loadBook(deps: LandingDeps, { site, visitor, params }: Asked): Promise<Shown> {
  const loaded = await loadBookPage(deps, { site, visitor, id: params.id })
  if (loaded === null) return notFound(site)
  if (loaded.kind === 'withdrawn') return gone(deps, site, loaded)
  const { book } = loaded.page
  if (params.slug !== book.slug) return moved(site, paths.book(book))
  return bookShown(loaded)
}

function bookShown({ page, found, until }: Extract<LoadedBook, { kind: 'book' }>): Shown {
  const { book, access, files, place, brand } = page
  const product: Product = { kind: 'book', book: found.book }
  const facts: PageFacts = {
    product,
    access,
    place,
    siteName: brand.name,
    files: files.kind === 'files' ? files.files : [],
  }
  return {
    kind: 'page',
    place,
    brand,
    title: book.title,
    description: openingOf(product),
    head: forMachines(facts).head,
    path: paths.book(book),
    here: 'books',
    main: () => html`${renderBookPage(page)}${forMachines(facts).coins}`,
    headers: { link: forMachines(facts).links },
    lastModified: new Date(book.updated),
    shows: [book.id],
    until,
    given: { product: found.product, action: 'view', text: false, decision: access },
    issues: { data: book.hasDataIssue, content: book.hasContentIssue },
  }
}

const machineParts = keepParts<{ readonly head: Html; readonly coins: Html; readonly links: string }>()

/** What those find on a page who do not read. */
const forMachines = (facts: PageFacts) =>
  // A record changes without its chapter.
  facts.mentions === undefined || facts.mentions.length === 0
    ? machineParts(subjectOf(facts.product), keyOfFacts(facts), () => toMachineParts(facts))
    : toMachineParts(facts)

const toMachineParts = (facts: PageFacts) => ({
  head: inOnePiece(renderHeadTags(facts)),
  coins: inOnePiece(renderCoins(facts.product, facts.place.origin)),
  links: linkHeader(facts),
})

const keyOfFacts = ({ access, place, siteName, section = 0, files }: PageFacts): string =>
  [
    ...[place.origin, place.base, place.language, siteName, section],
    ...[isForEveryone(access), isReadable(access), ...files.map(({ path }) => path)],
  ].join(' ')

async function loadChapter(deps: LandingDeps, { site, visitor, params }: Asked): Promise<Shown> {
  const section = sectionOf(params.section)
  if (section === null) return notFound(site)
  const loaded = await loadChapterPage(deps, { site, visitor, id: params.id, section })
  if (loaded === null) return notFound(site)
  if (loaded.kind === 'withdrawn') return gone(deps, site, loaded)
  const { chapter } = loaded.page
  if (params.slug !== chapter.slug || params.section === '1')
    return moved(site, paths.chapter(chapter, section))
  return chapterShown(loaded, section)
}

const sectionOf = (text: string | undefined): number | null =>
  text === undefined ? 1 : /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null

function chapterShown(
  { page, found, until }: Extract<LoadedChapter, { kind: 'chapter' }>,
  section: number,
): Shown {
  const { chapter, book, access, files, place, brand } = page
  const product: Product = { kind: 'chapter', chapter: found.chapter, book: found.book }
  const facts: PageFacts = {
    product,
    access,
    place,
    siteName: brand.name,
    files: files.kind === 'files' ? files.files : [],
    mentions: page.record?.section == null ? [] : toSchemaOrg(page.record.section.view),
    section,
  }
  const t = words(place.language)
  const further = section > 1 ? `, ${t.page(section, chapter.text?.sections ?? section)}` : ''
  return {
    kind: 'page',
    place,
    brand,
    title: `${chapter.title}${further} | ${book.title}`,
    description: openingOf(product),
    head: forMachines(facts).head,
    path: paths.chapter(chapter, section),
    running: { title: book.title, href: at(page, paths.book(book)), language: languageOf(book) },
    main: () => html`${renderChapterPage(page)}${forMachines(facts).coins}`,
    headers: { link: forMachines(facts).links },
    lastModified: new Date(chapter.updated > book.updated ? chapter.updated : book.updated),
    shows: [book.id, chapter.id, ...(page.record?.shows ?? [])],
    until,
    given: {
      product: found.product,
      action: 'read',
      part: section,
      text: page.text !== null,
      decision: access,
    },
    issues: { data: chapter.hasDataIssue, content: chapter.hasContentIssue },
  }
}

/** An old slug leads on for good: the id decided. */
const moved = ({ place }: Site, path: string): Shown => ({
  kind: 'elsewhere',
  status: 301,
  location: href(place, path),
})

/** A tombstone: 410, out of every index, and not forgotten. */
const gone = (deps: LandingDeps, site: Site, tombstone: Tombstone): Shown => ({
  kind: 'page',
  status: 410,
  place: site.place,
  brand: deps.presses.brandOf(tombstone.press, site.place.language),
  title: tombstone.title,
  robots: 'noindex',
  path: tombstone.product === 'book' ? paths.book(tombstone) : paths.chapter(tombstone),
  main: () =>
    renderGonePage({
      place: site.place,
      brand: deps.presses.brandOf(tombstone.press, site.place.language),
      tombstone,
    }),
  shows: [],
})

/** Citations, search hits and the record point here: the further page on which an anchor stands may change. */
async function showPassage(
  deps: LandingDeps,
  request: FastifyRequest<{ Params: { id: string; anchor: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id, anchor } = request.params
  const passage = await findPassage(deps.db, id, anchor)
  if (passage === null) return missing(reply)
  const { place } = deps.siteOf(request)
  const mark = passage.kind === 'passage' ? anchor : passage.near
  const hash = mark === null ? '' : `#${encodeURIComponent(mark)}`
  return reply.redirect(`${href(place, paths.chapter(passage.chapter, passage.section))}${hash}`, 303)
}

async function showDrawing(
  deps: LandingDeps,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const found = await deps.memory.findBook(request.params.id)
  if (found === null || found.kind === 'withdrawn') return missing(reply)
  const brand = deps.presses.brandOf(found.book.press, deps.siteOf(request).place.language)
  return reply
    .header('content-type', 'image/svg+xml')
    .header('cache-control', 'public, max-age=86400')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .send(renderGeneratedCover(drawingOf(brand, found.book)))
}
