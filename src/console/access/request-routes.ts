/** Those who asked their library: seen by the library's own people, and by the press whose book it is. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  answerLibraryRequest,
  findRequest,
  type LibraryRequest,
  listRequests,
  pageOf,
  proofOf,
} from '#access'
import { act, goTo, queryOf, quiet, readForm } from '#accounts'
import { areaField, type Html, href, html, type Place, paths, time } from '#web'
import { noteDeed } from '../audit/audit-log.ts'
import { deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { admitLibrarian, type LibraryClerk } from '../institutions/librarian.ts'
import { ledger, onwards } from '../ledger.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { nameOf } from './collection-routes.ts'
import { doneOf } from './licence-routes.ts'
import { words } from './words.ts'

const SCREEN = 50
type WithId = { Params: { id: string } }

export function requestRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('requests')
  app.get(path, (request, reply) =>
    admitLibrarian(deps, request, reply, 'access', (clerk) => showRequests(deps, request, reply, clerk)),
  )
  app.get<WithId>(`${path}/:id`, (request, reply) =>
    whenRequest(deps, request, reply, (clerk, asked) => showRequest(deps, request, reply, clerk, asked)),
  )
  app.post<WithId>(`${path}/:id`, (request, reply) =>
    whenRequest(deps, request, reply, (clerk, asked) => answer(deps, request, reply, clerk, asked)),
  )
}

const isOf = ({ presses, libraries }: LibraryClerk, { press, institutionId }: LibraryRequest): boolean =>
  presses.includes(press) || (institutionId !== null && libraries.includes(institutionId))

const whenRequest = (
  deps: ConsoleDeps,
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  then: (clerk: LibraryClerk, asked: LibraryRequest) => Promise<FastifyReply>,
): Promise<FastifyReply> =>
  admitLibrarian(deps, request, reply, 'access', async (clerk) => {
    const asked = await findRequest(deps.db, request.params.id)
    return asked === null || !isOf(clerk, asked)
      ? showMissing(deps, request, reply, clerk)
      : then(clerk, asked)
  })

async function showRequests(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
): Promise<FastifyReply> {
  const { place, presses, libraries } = clerk
  const t = words(place.language)
  const isDone = queryOf(request, 'show') === 'answered'
  const after = queryOf(request, 'after')
  const screen = {
    ...(isDone ? {} : { state: 'open' as const }),
    ...(after === undefined ? {} : { after }),
    limit: SCREEN + 1,
  }
  const lists = await Promise.all([
    ...presses.map((press) => listRequests(deps.db, { ...screen, press })),
    ...(libraries.length > 0 ? [listRequests(deps.db, { ...screen, institutionIds: libraries })] : []),
  ])
  const all = [...new Map(lists.flat().map((one) => [one.id, one])).values()]
    .filter(({ state }) => (state === 'open') !== isDone)
    .sort((a, b) => a.asked.getTime() - b.asked.getTime() || (a.id < b.id ? -1 : 1))
  const shown = all.slice(0, SCREEN)
  const names = await Promise.all(shown.map(({ productId }) => nameOf(deps.db, place, productId)))
  const query = new URLSearchParams({
    ...(isDone ? { show: 'answered' } : {}),
    after: shown.at(-1)?.id ?? '',
  })
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'requests', title: t.requests.title, done: doneOf(request, place) },
    body: html`<nav aria-label="${t.licences.filter}"><ul class="inline-list filters"><li><a href="${at(place, 'requests')}"${!isDone && html` aria-current="true"`}>${t.requests.waiting}</a></li><li><a href="${at(place, 'requests')}?show=answered"${isDone && html` aria-current="true"`}>${t.requests.answered}</a></li></ul></nav>
${ledger({
  ...{ id: 'requests', caption: t.requests.caption, empty: t.requests.none },
  head: [
    t.requests.columns.reader,
    t.requests.columns.product,
    t.requests.columns.library,
    t.requests.columns.asked,
    t.requests.columns.state,
  ],
  rows: shown.map(({ id, name, email, institutionName, asked, state }, i) => [
    html`<a href="${at(place, 'requests', id)}">${name ?? email ?? t.requests.anonymous}</a>`,
    names[i] ?? '',
    institutionName,
    time(asked.toISOString().slice(0, 10), place.language),
    t.requests.states[state],
  ]),
})}${onwards(place, all.length > SCREEN ? `${at(place, 'requests')}?${query}` : null)}`,
  })
}

async function showRequest(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  asked: LibraryRequest,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language).requests
  const { title, path } = await pageOf(deps.db, asked.productId)
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'requests', title, above: t.request, done: doneOf(request, place) },
    problem: queryOf(request, 'gone') === 'yes' ? t.gone : null,
    body: html`<dl class="facts"><div><dt>${t.columns.product}</dt><dd><a href="${href(place, path)}">${title}</a></dd></div>
<div><dt>${t.columns.library}</dt><dd>${asked.institutionName}</dd></div>
<div><dt>${t.columns.reader}</dt><dd>${asked.name ?? t.anonymous}${asked.email !== null && html` <a href="mailto:${asked.email}">${asked.email}</a>`}</dd></div>
<div><dt>${t.columns.asked}</dt><dd>${time(asked.asked.toISOString().slice(0, 10), place.language)}</dd></div>
${asked.message !== null && html`<div><dt>${t.message}</dt><dd>${asked.message}</dd></div>`}
<div><dt>${t.columns.state}</dt><dd>${t.states[asked.state]}${asked.answer !== null && html` ${asked.answer}`}</dd></div></dl>
${asked.state === 'open' && answerForm(place, asked)}`,
  })
}

const answerForm = (place: Place, { id, email }: LibraryRequest): Html => {
  const t = words(place.language).requests
  return html`<form method="post" action="${at(place, 'requests', id)}">${email === null && html`<p>${t.noAddress}</p>`}
${areaField({ id: 'answer', name: 'answer', label: t.answer, hint: t.answerHint })}
<p class="hint">${t.settleHint}</p><p class="acts">${act(t.settle, html` name="state" value="settled"`)} ${quiet(t.decline, html` name="state" value="declined"`)}</p></form>`
}

async function answer(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  asked: LibraryRequest,
): Promise<FastifyReply> {
  const typed = readForm(request)
  const state = typed('state') === 'declined' ? 'declined' : 'settled'
  const text = typed('answer').trim().slice(0, 5000) || null
  const { origin, base } = clerk.place
  const own = { origin: deps.presses.originOf(asked.press, origin) ?? origin, base, language: asked.language }
  const { title, path } = await pageOf(deps.db, asked.productId)
  const letter = {
    ...{ title, site: deps.presses.brandOf(asked.press, asked.language).shortName },
    page: `${own.origin}${href(own, path)}`,
    status: `${own.origin}${href(own, paths.libraryRequest(asked.id, proofOf(deps.secretKey, asked.id)))}`,
  }
  const done = await deps.db.transaction().execute(async (tx) => {
    const wish = { state, answer: text, by: clerk.account.id } as const
    const answered = await answerLibraryRequest(tx, asked.id, wish, letter, deps.now())
    if (answered === null) return false
    const details = { state, institution: asked.institutionName }
    await noteDeed(
      tx,
      deps.secretKey,
      deedOf(clerk, asked.press, 'request-answered', { about: asked.id, name: title, details }),
      deps.now(),
    )
    return true
  })
  return goTo(reply, `${at(clerk.place, 'requests', asked.id)}?${done ? 'done=answered' : 'gone=yes'}`)
}
