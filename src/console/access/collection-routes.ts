/** Collections: what is licensed together, listed or by rule. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  addCollection,
  type Collection,
  changeCollection,
  findCollection,
  listCollections,
  listMemberships,
  removeCollection,
} from '#access'
import { act, goTo, quiet, readForm } from '#accounts'
import { findBook, findChapter } from '#catalogue'
import type { Database } from '#platform'
import { areaField, html, type Part, type Place, selectField, textField } from '#web'
import { admit, type Clerk } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { inDeed } from '../in-deed.ts'
import { ledger } from '../ledger.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { findAllCovered } from './find-covered.ts'
import { doneOf } from './licence-routes.ts'
import { words } from './words.ts'

type WithId = { Params: { id: string } }
type Problems = Readonly<Record<string, string>>
const RULES = ['imprint', 'series', 'subject', 'year'] as const
const MOST_SHOWN = 200

export function collectionRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('collections')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => showCollections(deps, request, reply, clerk, {})),
  )
  app.post(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => add(deps, request, reply, clerk)),
  )
  app.get<WithId>(`${path}/:id`, (request, reply) =>
    whenCollection(deps, request, reply, (clerk, one) =>
      showCollection(deps, request, reply, clerk, one, {}),
    ),
  )
  app.post<WithId>(`${path}/:id`, (request, reply) =>
    whenCollection(deps, request, reply, (clerk, one) => change(deps, request, reply, clerk, one)),
  )
  app.post<WithId>(`${path}/:id/remove`, (request, reply) =>
    whenCollection(deps, request, reply, async (clerk, { id, name, press }) => {
      await inDeed(deps, clerk, async (tx) => {
        await removeCollection(tx, id)
        return { act: 'collection-removed', press, about: id, name }
      })
      return goTo(reply, `${at(clerk.place, 'collections')}?done=removed`)
    }),
  )
}

const isOf = ({ presses, ofSite }: Clerk, { press }: Collection): boolean =>
  press === null ? ofSite : presses.includes(press)

const whenCollection = (
  deps: ConsoleDeps,
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  then: (clerk: Clerk, one: Collection) => Promise<FastifyReply>,
): Promise<FastifyReply> =>
  admit(deps, request, reply, 'access', async (clerk) => {
    const one = await findCollection(deps.db, request.params.id)
    return one === null || !isOf(clerk, one) ? showMissing(deps, request, reply, clerk) : then(clerk, one)
  })

const ruleOf = ({ rule }: Collection, place: Place): string => {
  const t = words(place.language).collections
  if (rule === null) return t.listed
  const parts = RULES.flatMap((key) => (rule[key] === undefined ? [] : [`${t[key]}: ${rule[key]}`]))
  return parts.length === 0 ? t.everything : parts.join(', ')
}

async function showCollections(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problems: Problems,
): Promise<FastifyReply> {
  const { place, presses, ofSite } = clerk
  const t = words(place.language)
  const all = (await listCollections(deps.db)).filter((one) => isOf(clerk, one))
  const typed = readForm(request)
  const isBad = Object.keys(problems).length > 0
  return showConsole(deps, request, reply, clerk, {
    ...{
      here: 'collections',
      title: t.collections.title,
      done: doneOf(request, place),
      status: isBad ? 422 : 200,
    },
    body: html`${ledger({
      ...{ id: 'collections', caption: t.collections.caption, empty: t.collections.none },
      head: [
        t.collections.columns.name,
        t.collections.columns.rule,
        t.collections.columns.products,
        t.collections.columns.press,
      ],
      rows: all.map((one) => [
        html`<a href="${at(place, 'collections', one.id)}">${one.name}</a>`,
        ruleOf(one, place),
        one.products,
        one.press ?? t.collections.everyPress,
      ]),
    })}
<section aria-labelledby="add"><h2 id="add">${t.collections.add}</h2><form method="post" action="${at(place, 'collections')}" novalidate>
${textField({ id: 'name', name: 'name', label: t.collections.name, value: typed('name'), problem: problems['name'] ?? null })}
${
  presses.length + (ofSite ? 1 : 0) > 1 &&
  selectField({
    ...{ id: 'press', name: 'press', label: t.collections.press, value: typed('press') },
    options: [
      ...presses.map((value) => ({ value, label: value })),
      ...(ofSite ? [{ value: '', label: t.collections.everyPress }] : []),
    ],
  })
}
<p class="hint">${t.collections.ruleHint}</p><div class="console-columns">${RULES.map((key) => textField({ id: key, name: key, label: t.collections[key], value: typed(key) }))}</div>
${areaField({ id: 'put', name: 'put', label: t.collections.put, hint: t.collections.productsHint, value: typed('put'), problem: problems['put'] ?? null })}
<p class="acts">${act(t.collections.add)}</p></form></section>`,
  })
}

const ruleTyped = (typed: (name: string) => string) => {
  const rule = Object.fromEntries(
    RULES.flatMap((key) => (typed(key).trim() === '' ? [] : [[key, typed(key).trim()] as const])),
  )
  return Object.keys(rule).length === 0 ? null : rule
}

async function add(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const typed = readForm(request)
  const t = words(clerk.place.language).faults
  const name = typed('name').trim().slice(0, 200)
  const { covers, unknown } = await findAllCovered(deps.db, clerk, typed('put'))
  const problems: Problems = {
    ...(name === '' ? { name: t.name } : {}),
    ...(unknown === null ? {} : { put: t.covers(unknown) }),
  }
  if (Object.keys(problems).length > 0) return showCollections(deps, request, reply, clerk, problems)
  const wanted = typed('press')
  const [only] = clerk.presses
  const press = clerk.presses.includes(wanted) ? wanted : clerk.ofSite ? null : (only ?? null)
  const products = covers.flatMap((one) => (one.kind === 'product' ? [one.id] : []))
  const rule = ruleTyped(typed)
  let id = ''
  await inDeed(deps, clerk, async (tx) => {
    const made = await addCollection(tx, { name, press, rule, products }, deps.now())
    id = made.id
    return { act: 'collection-added', press, about: id, name, details: { rule, products } }
  })
  return goTo(reply, `${at(clerk.place, 'collections', id)}?done=made`)
}

async function showCollection(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  one: Collection,
  problems: Problems,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const members = await listMemberships(deps.db, [one.id])
  const names = await Promise.all(
    members.slice(0, MOST_SHOWN).map(({ productId }) => nameOf(deps.db, place, productId)),
  )
  const isBad = Object.keys(problems).length > 0
  const typed = readForm(request)
  return showConsole(deps, request, reply, clerk, {
    ...{
      here: 'collections',
      title: one.name,
      above: t.collections.collection,
      done: doneOf(request, place),
      status: isBad ? 422 : 200,
    },
    body: html`<p>${ruleOf(one, place)}</p>
<section aria-labelledby="members"><h2 id="members">${t.collections.members} (${members.length})</h2>${names.length === 0 ? html`<p class="empty">${t.collections.none}</p>` : html`<ul class="steps">${names.map((name) => html`<li>${name}</li>\n`)}${members.length > MOST_SHOWN && html`<li>…</li>`}</ul>`}</section>
<section aria-labelledby="change"><h2 id="change">${t.change}</h2><form method="post" action="${at(place, 'collections', one.id)}" novalidate>
${textField({ id: 'name', name: 'name', label: t.collections.name, value: isBad ? typed('name') : one.name, problem: problems['name'] ?? null })}
<p class="hint">${t.collections.ruleHint}</p><div class="console-columns">${RULES.map((key) => textField({ id: key, name: key, label: t.collections[key], value: isBad ? typed(key) : (one.rule?.[key] ?? '') }))}</div>
${areaField({ id: 'put', name: 'put', label: t.collections.put, hint: t.collections.productsHint, value: typed('put'), problem: problems['put'] ?? null })}
${areaField({ id: 'take', name: 'take', label: t.collections.take, hint: t.collections.productsHint, value: typed('take'), problem: problems['take'] ?? null })}
<p class="acts">${act(t.change)}</p></form></section>
<section aria-labelledby="remove"><h2 id="remove">${t.collections.remove}</h2><p>${t.collections.removeHint}</p><form method="post" action="${at(place, 'collections', one.id, 'remove')}"><p class="acts">${quiet(t.collections.remove)}</p></form></section>`,
  })
}

export async function nameOf(db: Database, place: Place, productId: string): Promise<Part> {
  const book = await findBook(db, productId)
  if (book !== null) {
    const { id, title } = book.kind === 'book' ? book.book : book
    return html`<a href="${at(place, 'books', id)}">${title}</a>`
  }
  const chapter = await findChapter(db, productId)
  if (chapter === null) return productId
  return chapter.kind === 'chapter' ? `${chapter.chapter.title} (${chapter.book.title})` : chapter.title
}

async function change(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  one: Collection,
) {
  const typed = readForm(request)
  const t = words(clerk.place.language).faults
  const [put, take] = [
    await findAllCovered(deps.db, clerk, typed('put')),
    await findAllCovered(deps.db, clerk, typed('take')),
  ]
  const name = typed('name').trim().slice(0, 200)
  const problems: Problems = {
    ...(name === '' ? { name: t.name } : {}),
    ...(put.unknown === null ? {} : { put: t.covers(put.unknown) }),
    ...(take.unknown === null ? {} : { take: t.covers(take.unknown) }),
  }
  if (Object.keys(problems).length > 0) return showCollection(deps, request, reply, clerk, one, problems)
  const ids = ({ covers }: typeof put) =>
    covers.flatMap((covered) => (covered.kind === 'product' ? [covered.id] : []))
  const rule = ruleTyped(typed) ?? (one.rule !== null && Object.keys(one.rule).length === 0 ? one.rule : null)
  const changed = { name, rule, list: ids(put), unlist: ids(take) }
  await inDeed(deps, clerk, async (tx) => {
    await changeCollection(tx, one.id, changed, deps.now())
    return { act: 'collection-changed', press: one.press, about: one.id, name, details: changed }
  })
  return goTo(reply, `${at(clerk.place, 'collections', one.id)}?done=changed`)
}
