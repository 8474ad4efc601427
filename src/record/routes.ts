/** The pages of records: `/record/ID`, `/record/ID/ENTRY`, each also as `@v2`; and their citations. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerData, href, html, missing, pageKey, paths, type Shown, type Site, showPage } from '#web'
import { recordApiRoutes } from './api/routes.ts'
import { toRecordJson } from './api/to-record-json.ts'
import { buildClaimItem } from './cite/build-claim-item.ts'
import { type Cited, sendCitationFile, showCitePage } from './cite/send-citations.ts'
import type { RecordDeps } from './deps.ts'
import { recordFileRoutes } from './formats/file-routes.ts'
import { findStanding } from './keeping/find-record.ts'
import { listPeople } from './keeping/list-people.ts'
import { isAskedFor } from './names/is-asked-for.ts'
import { buildCharts } from './pages/build-charts.ts'
import { renderEntryPage } from './pages/entry-page.ts'
import { listFileLinks } from './pages/file-links.ts'
import { type LoadedRecord, loadEntry, loadRecord } from './pages/load-pages.ts'
import { renderPeoplePage } from './pages/people-page.ts'
import { renderRecordPage } from './pages/record-page.ts'
import { clipped, nameOf } from './pages/view.ts'
import { reconcileRoutes } from './reconcile/reconcile-routes.ts'
import { versioned } from './versioned.ts'
import { words } from './words.ts'

type Address = { Params: { record: string; id: string; format: string } }

const SHOWS = { config: { shows: 'text' } } as const

export const recordRoutes =
  (deps: RecordDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get<Address>('/record/:record', SHOWS, (request, reply) => answer(deps, request, reply, showRecord))
    app.get<Address>('/record/:record/:id', SHOWS, (request, reply) =>
      answer(deps, request, reply, showEntry),
    )
    app.get<{ Querystring: { name?: string; record?: string } }>(
      '/people',
      { config: { shows: 'metadata' } },
      (request, reply) => showPeople(deps, request, reply),
    )
    app.get<Address>('/record/:record/:id/cite', SHOWS, (request, reply) =>
      citing(deps, request, reply, (cited) => showCitePage(deps, request, reply, cited)),
    )
    for (const format of ['ris', 'bib', 'json'] as const)
      app.get<Address>(`/record/:record/:id/cite.${format}`, SHOWS, (request, reply) =>
        citing(deps, request, reply, (cited) => sendCitationFile(request, reply, cited, format)),
      )
    app.get<Address>('/record/:record/files/record.json', SHOWS, (request, reply) =>
      sendRecordJson(deps, request, reply),
    )
    await app.register(recordFileRoutes(deps))
    await app.register(reconcileRoutes(deps))
    await app.register(recordApiRoutes(deps))
  }

const MOST_LISTED = 500

async function showPeople(
  deps: RecordDeps,
  request: FastifyRequest<{ Querystring: { name?: string; record?: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const site = deps.siteOf(request)
  const { name, record } = request.query
  const asked = typeof name === 'string' ? name.trim().slice(0, 100) : ''
  const everybody = await listPeople(deps.db, site.press)
  const own = typeof record === 'string' ? everybody.filter((person) => person.record === record) : []
  const [first] = own
  const people = (first === undefined ? everybody : own)
    .filter((person) => isAskedFor(asked, [person.name, ...person.names]))
    .slice(0, MOST_LISTED)
  return deps.answerShell(request, reply, {
    title: words(site.place.language).peopleHeading,
    path: paths.people,
    main: renderPeoplePage({
      ...{ place: site.place, asked: asked === '' ? null : asked, people },
      within: first === undefined ? null : { record: first.record, title: first.title },
    }),
    robots: asked === '' && first === undefined ? null : 'noindex',
  })
}

type Show = (deps: RecordDeps, request: FastifyRequest<Address>, site: Site) => Promise<Shown | null>

async function answer(
  deps: RecordDeps,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  show: Show,
): Promise<FastifyReply> {
  const site = deps.siteOf(request)
  if (versioned(request.params.id ?? request.params.record) === null) return missing(reply)
  const path = request.url.split('?')[0] ?? request.url
  return showPage(deps, request, reply, {
    key: pageKey(site.place, site.press, path),
    load: async () => (await show(deps, request, site)) ?? deps.notFound(site),
  })
}

async function showRecord(
  deps: RecordDeps,
  request: FastifyRequest<Address>,
  site: Site,
): Promise<Shown | null> {
  const asked = versioned(request.params.record)
  if (asked === null) return null
  const visitor = await deps.visitorOf(request)
  const loaded = await loadRecord(deps, { site, visitor, record: asked.name, version: asked.version })
  if (loaded === null) return withdrawnWithBook(deps, site, asked.name)
  const { view, standing } = loaded
  const section = { view, charts: buildCharts(view), files: listFileLinks(), others: [] }
  return {
    ...frame(deps, site, loaded),
    ...(standing.isWithdrawn ? { status: 410, robots: 'noindex' } : {}),
    title: `${view.document.title} | ${loaded.found.book.title}`,
    description: words(site.place.language).leadAlone,
    path: paths.record(view.id, asked.version ?? undefined),
    main: () =>
      renderRecordPage({
        ...{ section, isFixed: asked.version !== null, newest: standing.version },
        ...{ isWithdrawn: standing.isWithdrawn, versions: loaded.versions },
      }),
  }
}

async function showEntry(
  deps: RecordDeps,
  request: FastifyRequest<Address>,
  site: Site,
): Promise<Shown | null> {
  const asked = versioned(request.params.id)
  const record = versioned(request.params.record)
  if (asked === null || record === null || record.version !== null) return null
  const visitor = await deps.visitorOf(request)
  const found = await loadEntry(deps, {
    ...{ site, visitor, record: record.name, version: asked.version, id: asked.name },
  })
  if (found === null) return withdrawnWithBook(deps, site, record.name)
  const path = paths.recordEntry(record.name, asked.name, asked.version ?? undefined)
  if (found.kind === 'for-readers') return forReaders(deps, site, found.loaded, path)
  const { page, loaded, gone } = found
  return {
    ...frame(deps, site, loaded),
    ...(gone ? { status: 410, robots: 'noindex' } : {}),
    title: `${clipped(nameOf(page.view, page.id), 120)} | ${page.view.document.title}`,
    path,
    main: () => renderEntryPage(page),
  }
}

/** It is there, and not for this visitor: said without a word of it. */
function forReaders(deps: RecordDeps, site: Site, loaded: LoadedRecord, path: string): Shown {
  const t = words(site.place.language)
  const { view } = loaded
  return {
    ...frame(deps, site, loaded),
    ...{ status: 403, robots: 'noindex', title: t.heading, path },
    main: () => html`<div class="sheet record-sheet"><header class="list-head"><h1>${t.heading}</h1></header>
<div class="plain-words"><p>${t.forReaders} ${t.forReadersLead}</p>
<ul class="inline-list"><li><a href="${href(view.place, paths.chapter(view.chapter))}">${t.toChapter}</a></li><li><a href="${href(view.place, paths.record(view.id))}">${t.toRecord}</a></li></ul></div></div>`,
  }
}

/** A record of a book that was withdrawn: said at its addresses, without a word of it. Null: there is none. */
async function withdrawnWithBook(deps: RecordDeps, site: Site, record: string): Promise<Shown | null> {
  const standing = await findStanding(deps.db, record)
  if (standing === null || (site.press !== null && site.press !== standing.press)) return null
  const found = await deps.memory.findChapter(standing.chapterId)
  if (found?.kind !== 'withdrawn') return null
  const t = words(site.place.language)
  return {
    ...{ kind: 'page', place: site.place, status: 410, robots: 'noindex', title: t.heading, path: null },
    brand: deps.presses.brandOf(standing.press, site.place.language),
    shows: [standing.bookId, standing.id, 'records'],
    main: () => html`<div class="sheet record-sheet"><header class="list-head"><h1>${t.heading}</h1></header>
<div class="plain-words"><p>${t.withdrawnBook}</p><p><a href="${href(site.place, paths.chapter(found))}">${t.whatWas}: ${found.title}</a></p></div></div>`,
  }
}

const frame = ({ presses }: RecordDeps, site: Site, { view, standing, found, until }: LoadedRecord) => ({
  kind: 'page' as const,
  place: view.place,
  brand: presses.brandOf(standing.press, site.place.language),
  running: {
    title: found.book.title,
    href: href(view.place, paths.book(found.book)),
    language: found.book.languages[0] ?? 'und',
  },
  lastModified: standing.updated,
  shows: [standing.bookId, standing.id, 'records'],
  until,
})

/** What somebody may not see, he cannot cite either. */
async function citing(
  deps: RecordDeps,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  send: (cited: Cited) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const site = deps.siteOf(request)
  const asked = versioned(request.params.id)
  const record = versioned(request.params.record)
  if (asked === null || record === null) return missing(reply)
  const found = await loadEntry(deps, {
    ...{ site, visitor: await deps.visitorOf(request), record: record.name },
    ...{ version: asked.version, id: asked.name },
  })
  if (found?.kind !== 'entry') return missing(reply)
  const { chapter, book } = found.loaded.found
  const item = buildClaimItem({ view: found.page.view, id: asked.name, chapter, book })
  return send({ item, page: found.page, site, isRestricted: found.loaded.version.isRestricted })
}

async function sendRecordJson(
  deps: RecordDeps,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = versioned(request.params.record)
  if (asked === null) return missing(reply)
  const site = deps.siteOf(request)
  const visitor = await deps.visitorOf(request)
  const loaded = await loadRecord(deps, { site, visitor, record: asked.name, version: asked.version })
  if (loaded === null) return missing(reply)
  return answerData(request, reply, {
    contentType: 'application/json; charset=utf-8',
    body: `${JSON.stringify(toRecordJson(loaded.view), null, 1)}\n`,
    lastModified: null,
    headers: loaded.version.isRestricted
      ? { 'cache-control': 'private, no-store' }
      : { 'access-control-allow-origin': '*' },
  })
}
