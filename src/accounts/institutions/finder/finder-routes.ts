/** The finder, and the page of each institution in it. Nothing is kept of what anybody types. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { href, paths } from '#web'
import { cameFrom, goTo, queryOf, readForm, returnPath } from '../../desk.ts'
import { findProvider, nameOf } from '../../federation/metadata/provider-store.ts'
import type { InstitutionsDeps } from '../deps.ts'
import { buildProxyLink } from '../library-texts/build-links.ts'
import { decidePairing } from '../readers/decide-pairing.ts'
import { giveChoice, readChoice, takeChoice } from '../readers/reader-cookies.ts'
import { searchInstitutions } from '../store/read-institutions.ts'
import { listSignIns } from '../store/sign-in-store.ts'
import { words } from '../words.ts'
import { renderChoicePage } from './choice-page.ts'
import { choicePath, listSaid, renderFinderPage } from './finder-page.ts'
import { isEnoughTyped } from './to-finder-words.ts'
import { type Found, toFound } from './to-found.ts'

/** As many as can be looked over. */
const MOST = 20

export function finderRoutes(app: FastifyInstance, deps: InstitutionsDeps): void {
  app.get(paths.institutions, (request, reply) => showFinder(deps, request, reply, false))
  app.get(paths.institutionForgotten, (request, reply) => showFinder(deps, request, reply, true))
  app.get(paths.institutionsFound, async (request, reply) => {
    const { place } = deps.siteOf(request)
    const list = await search(deps, request)
    const to = wantedPage(deps, request)
    return reply.header('cache-control', 'private, max-age=60').send({
      said: listSaid({ place, ...list }),
      institutions: list.found.map((found) => ({ ...found, href: choicePath(place, found.id, to) })),
    })
  })
  app.get<{ Params: { id: string } }>(paths.institution(':id'), (request, reply) =>
    showChoice(deps, request, reply),
  )
  app.post<{ Params: { id: string } }>(paths.institution(':id'), async (request, reply) => {
    const { place } = deps.siteOf(request)
    const { id } = request.params
    if (deps.book.find(id) === null) return reply.callNotFound()
    giveChoice(reply, place.origin, id)
    return goTo(reply, choicePath(place, id, returnPath(place, readForm(request)('to'))))
  })
  app.post(paths.institutionForgotten, async (request, reply) => {
    const { place } = deps.siteOf(request)
    const to = readForm(request)('to')
    takeChoice(reply, place.origin)
    const query = to === '' ? '' : `?${new URLSearchParams({ to: returnPath(place, to) })}`
    return goTo(reply, `${href(place, paths.institutionForgotten)}${query}`)
  })
}

/** What the link says, else the page on which it stood. */
function wantedPage(deps: InstitutionsDeps, request: FastifyRequest): string | null {
  const { place } = deps.siteOf(request)
  const from = cameFrom(request, place)
  const to = queryOf(request, 'to') ?? (from?.includes(paths.institutions) ? undefined : from)
  return to === undefined ? null : returnPath(place, to)
}

async function search(
  deps: InstitutionsDeps,
  request: FastifyRequest,
): Promise<{ readonly typed: string; readonly found: readonly Found[]; readonly more: boolean }> {
  const { language } = deps.siteOf(request).place
  const typed = (queryOf(request, 'q') ?? '').trim().slice(0, 200)
  const all = isEnoughTyped(typed) ? await searchInstitutions(deps.db, typed, MOST + 1) : []
  const found = all.slice(0, MOST).map((institution) => toFound(institution, typed, language))
  return { typed, found, more: all.length > MOST }
}

async function showFinder(
  deps: InstitutionsDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  forgotten: boolean,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const list = await search(deps, request)
  const chosen = deps.book.find(readChoice(request, place.origin) ?? '')
  return deps.answerShell(request, reply, {
    title: words(place.language).find,
    path: paths.institutions,
    robots: 'noindex',
    main: renderFinderPage({
      ...{ place, ...list, to: wantedPage(deps, request), forgotten },
      chosen: chosen === null ? null : toFound(chosen, '', place.language),
    }),
  })
}

async function showChoice(
  deps: InstitutionsDeps,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const institution = deps.book.find(request.params.id)
  if (institution === null) {
    reply.callNotFound()
    return reply
  }
  const to = wantedPage(deps, request) ?? href(place, paths.home)
  const here = deps.door.identifyAddress(request)
  const { proxyPrefix } = institution.settings
  return deps.answerShell(request, reply, {
    title: institution.name,
    path: paths.institution(institution.id),
    robots: 'noindex',
    main: renderChoicePage({
      ...{ place, institution, to },
      signIns: await listWays(deps, institution.id, place.language),
      proxyLink: proxyPrefix === null ? null : buildProxyLink(proxyPrefix, `${place.origin}${to}`),
      onNetwork: here.some(({ lineage }) => lineage.includes(institution.id)),
      chosen: readChoice(request, place.origin) === institution.id,
      offersPairing: decidePairing(here, deps.book.find, true).kind === 'offered',
    }),
  })
}

/** One line for each provider that still is in its federation. */
async function listWays(deps: InstitutionsDeps, institutionId: string, language: string) {
  const entityIds = [...new Set((await listSignIns(deps.db, institutionId)).map(({ entityId }) => entityId))]
  const found = await Promise.all(entityIds.map((entityId) => findProvider(deps.db, entityId)))
  return found.flatMap((one) =>
    one === null || one.gone
      ? []
      : [{ entityId: one.provider.entityId, name: nameOf(one.provider, language) }],
  )
}
