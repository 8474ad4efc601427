/** What was bought and billed, and what staff can do about it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, goTo, queryOf, quiet, readForm } from '#accounts'
import {
  cancelOrder,
  findOrder,
  invoiceOrder,
  listOrders,
  listPapers,
  listRefunds,
  numberOf,
  type Order,
  parseAmount,
  type RefundRefusal,
  refundOrder,
  settleInvoice,
  toOrderState,
} from '#sales'
import { checkbox, type Html, html, type Part, type Place, textField, time, writePrice } from '#web'
import { type Act, noteDeed } from '../audit/audit-log.ts'
import { admit, type Clerk, deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { ledger, onwards, searchForm } from '../ledger.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { nameOf } from './collection-routes.ts'
import { doneOf } from './licence-routes.ts'
import { words } from './words.ts'

const SCREEN = 50
type WithId = { Params: { id: string } }

export function orderRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('orders')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => showOrders(deps, request, reply, clerk)),
  )
  app.get<WithId>(`${path}/:id`, (request, reply) =>
    whenOrder(deps, request, reply, (clerk, order) => showOrder(deps, request, reply, clerk, order, null)),
  )
  app.post<WithId>(`${path}/:id/refund`, (request, reply) =>
    whenOrder(deps, request, reply, (clerk, order) => refund(deps, request, reply, clerk, order)),
  )
  for (const what of ['settle', 'bill', 'cancel'] as const)
    app.post<WithId>(`${path}/:id/${what}`, (request, reply) =>
      whenOrder(deps, request, reply, (clerk, order) => settle(deps, request, reply, clerk, order, what)),
    )
}

const whenOrder = (
  deps: ConsoleDeps,
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  then: (clerk: Clerk, order: Order) => Promise<FastifyReply>,
): Promise<FastifyReply> =>
  admit(deps, request, reply, 'access', async (clerk) => {
    const order = await findOrder(deps.db, { id: request.params.id })
    return order === null || !clerk.presses.includes(order.press)
      ? showMissing(deps, request, reply, clerk)
      : then(clerk, order)
  })

const money = (amount: number, { currency }: Order, { language }: Place): string =>
  writePrice({ amount, currency }, language)

async function showOrders(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const { place, presses } = clerk
  const t = words(place.language).orders
  const asked = (queryOf(request, 'q') ?? '').slice(0, 200)
  const after = queryOf(request, 'after')
  const lists = await Promise.all(
    presses.map((press) =>
      listOrders(deps.db, {
        ...{ press, limit: SCREEN + 1 },
        ...(asked === '' ? {} : { like: asked }),
        ...(after === undefined ? {} : { after }),
      }),
    ),
  )
  const all = lists.flat().sort((a, b) => b.made.getTime() - a.made.getTime() || (a.id < b.id ? 1 : -1))
  const shown = all.slice(0, SCREEN)
  const query = new URLSearchParams({ q: asked, after: shown.at(-1)?.id ?? '' })
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'orders', title: t.title },
    body: html`<ul class="acts"><li><a class="act" href="${at(place, 'orders', 'offers')}">${words(place.language).offers.title}</a></li><li><a class="quiet" href="${at(place, 'orders', 'taxes')}"><span>${words(place.language).taxes.title}</span></a></li></ul>
${deps.provider === null && html`<p class="hint">${t.noCards}</p>`}
${searchForm(place, { action: at(place, 'orders'), label: t.search, value: asked })}
${ledger({
  ...{ id: 'orders', caption: t.caption, empty: t.none },
  head: [t.columns.title, t.columns.buyer, t.columns.total, t.columns.state, t.columns.made],
  rows: shown.map((order) => [
    html`<a href="${at(place, 'orders', order.id)}">${order.title}</a>`,
    order.buyerName ?? order.email,
    money(order.total, order, place),
    t.states[toOrderState(order)],
    time(order.made.toISOString().slice(0, 10), place.language),
  ]),
})}${onwards(place, all.length > SCREEN ? `${at(place, 'orders')}?${query}` : null)}`,
  })
}

async function showOrder(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  order: Order,
  problem: string | null,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language).orders
  const [papers, refunds] = await Promise.all([
    listPapers(deps.db, [order.id]),
    listRefunds(deps.db, order.id),
  ])
  const fact = (term: string, value: Part) => html`<div><dt>${term}</dt><dd>${value}</dd></div>\n`
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'orders', title: order.title, above: t.order, done: doneOf(request, place), problem },
    status: problem === null ? 200 : 422,
    body: html`<p><strong>${t.states[toOrderState(order)]}</strong></p><dl class="facts">
${fact(t.columns.title, await nameOf(deps.db, place, order.productId))}${fact(t.facts.way, t.ways[order.way])}
${order.buyerName !== null && fact(t.facts.buyer, order.buyerName)}${fact(t.facts.email, html`<a href="mailto:${order.email}">${order.email}</a>`)}
${fact(t.facts.net, money(order.net, order, place))}${fact(t.facts.tax, money(order.tax, order, place))}${fact(t.facts.total, money(order.total, order, place))}
${order.refunded > 0 && fact(t.facts.refunded, money(order.refunded, order, place))}${order.reference !== null && fact(t.facts.reference, order.reference)}
${papers.length > 0 && fact(t.facts.papers, papers.map(numberOf).join(', '))}</dl>
${refunds.length > 0 && html`<ul class="steps">${refunds.map((one) => html`<li>${time(one.asked.toISOString().slice(0, 10), place.language)}: ${money(one.amount, order, place)} ${one.reason} ${one.fault}</li>`)}</ul>`}
${acts(place, order)}`,
  })
}

function acts(place: Place, order: Order): Part {
  const t = words(place.language).orders
  const state = toOrderState(order)
  const form = (what: string, body: Html) =>
    html`<section><form method="post" action="${at(place, 'orders', order.id, what)}" novalidate>${body}</form></section>\n`
  if (state === 'quoted' || state === 'invoiced')
    return [
      state === 'quoted'
        ? form('bill', html`<p class="acts">${act(t.bill)}</p>`)
        : form(
            'settle',
            html`${textField({ id: 'reference', name: 'reference', label: t.settleReference })}<p class="acts">${act(t.settle)}</p>`,
          ),
      form('cancel', html`<p class="acts">${quiet(t.cancel)}</p>`),
    ]
  if (state !== 'paid' && state !== 'partly-refunded') return null
  return form(
    'refund',
    html`<h2>${t.refund}</h2>${textField({ id: 'amount', name: 'amount', label: t.refundAmount, hint: t.refundAmountHint })}
${textField({ id: 'reason', name: 'reason', label: t.refundReason })}${checkbox({ id: 'ends', name: 'ends', label: t.endsAccess })}<p class="acts">${quiet(t.refund)}</p>`,
  )
}

const note = (
  deps: ConsoleDeps,
  clerk: Clerk,
  order: Order,
  what: Act,
  details: Readonly<Record<string, unknown>>,
) =>
  noteDeed(
    deps.db,
    deps.secretKey,
    deedOf(clerk, order.press, what, { about: order.id, name: order.title, details }),
    deps.now(),
  )

async function refund(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  order: Order,
) {
  const typed = readForm(request)
  const t = words(clerk.place.language).orders.refused
  const text = typed('amount').trim()
  const amount = text === '' ? null : parseAmount(text, order.currency)
  if (text !== '' && amount === null) return showOrder(deps, request, reply, clerk, order, t.amount)
  const wanted = {
    ...{ orderId: order.id, amount, reason: typed('reason').trim() || null },
    ...{ endsAccess: typed('ends') === 'yes', by: clerk.account.id },
  }
  const done = await refundOrder(deps, wanted)
  if (!done.ok) return showOrder(deps, request, reply, clerk, order, describe(done.error, order, clerk))
  await note(deps, clerk, order, 'order-refunded', {
    amount,
    reason: wanted.reason,
    endsAccess: wanted.endsAccess,
  })
  return goTo(reply, `${at(clerk.place, 'orders', order.id)}?done=refunded`)
}

function describe(refusal: RefundRefusal, order: Order, { place }: Clerk): string {
  const t = words(place.language).orders.refused
  if (refusal.kind === 'too-much') return t['too-much'](money(refusal.left, order, place))
  return refusal.kind === 'refused' ? t.refused(refusal.says) : t[refusal.kind]
}

const ACTS = { settle: 'invoice-settled', bill: 'order-billed', cancel: 'order-cancelled' } as const

async function settle(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  order: Order,
  what: 'settle' | 'bill' | 'cancel',
): Promise<FastifyReply> {
  const reference = readForm(request)('reference').trim() || null
  const by = { by: clerk.account.id }
  const done =
    what === 'settle'
      ? await settleInvoice(deps, { orderId: order.id, reference }, by)
      : what === 'bill'
        ? await invoiceOrder(deps, order.id)
        : await cancelOrder(deps, order.id, by)
  if (!done.ok)
    return showOrder(
      deps,
      request,
      reply,
      clerk,
      order,
      words(clerk.place.language).orders.refused[done.error],
    )
  await note(deps, clerk, order, ACTS[what], { reference })
  return goTo(
    reply,
    `${at(clerk.place, 'orders', order.id)}?done=${what === 'settle' ? 'settled' : 'changed'}`,
  )
}
