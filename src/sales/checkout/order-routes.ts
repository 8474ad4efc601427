/** An order at its own address, which only its buyer knows: paying, coming back, reading, keeping, printing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Holder, holderKey, moveLicences } from '#access'
import { goTo } from '#accounts'
import { findProduct } from '#citations'
import { href, missing, paths, showPrivate } from '#web'
import type { SalesDeps } from '../deps.ts'
import { lookAfter } from '../hear.ts'
import { decideHolding } from '../orders/decide-payment.ts'
import { numberOf, type Order, toOrderState } from '../orders/order.ts'
import { claimLook, claimOrders, findOrder } from '../orders/order-store.ts'
import { listPapers } from '../orders/papers.ts'
import { guestWord, holderOf, isProofOfOrder } from '../orders/proof.ts'
import { words } from '../words.ts'
import { renderOrderPage } from './order-page.ts'
import { renderPaperPage, titleOfPaper } from './paper-page.ts'
import { renderGoingOn, renderWaiting } from './passing-pages.ts'

type OfOrder = { Params: { id: string; proof: string } }
type OfPaper = { Params: { id: string; proof: string; number: string } }
type Part = Parameters<typeof paths.orderPart>[2]
type Handle = (request: FastifyRequest<OfOrder>, reply: FastifyReply, order: Order) => Promise<FastifyReply>

export function orderRoutes(app: FastifyInstance, deps: SalesDeps): void {
  const findProven = async ({ id, proof }: OfOrder['Params']): Promise<Order | null> =>
    isProofOfOrder(deps.secretKey, id, proof) ? findOrder(deps.db, { id }) : null
  const whenProven =
    (handle: Handle) =>
    async (request: FastifyRequest<OfOrder>, reply: FastifyReply): Promise<FastifyReply> => {
      const order = await findProven(request.params)
      return order === null ? missing(reply) : handle(request, reply, order)
    }
  const config = { config: { shows: 'metadata' } } as const
  const part = (name: Part) => paths.orderPart(':id', ':proof', name)
  app.get<OfOrder>(
    paths.order(':id', ':proof'),
    config,
    whenProven((request, reply, order) => showOrder(deps, request, reply, order)),
  )
  app.get<OfOrder>(
    part('pay'),
    config,
    whenProven((request, reply, order) => leadOn(deps, request, reply, order)),
  )
  app.get<OfOrder>(
    part('paid'),
    config,
    whenProven((request, reply, order) => comeBack(deps, request, reply, order)),
  )
  app.get<OfOrder>(
    part('paid.json'),
    config,
    whenProven(async (_request, reply, order) => {
      const isOpen = toOrderState(await ask(deps, order)) === 'open'
      return reply.header('cache-control', 'no-store').send({ open: isOpen })
    }),
  )
  app.get<OfOrder>(
    part('read'),
    config,
    whenProven((request, reply, order) => readOn(deps, request, reply, order)),
  )
  app.post<OfOrder>(
    part('keep'),
    config,
    whenProven((request, reply, order) => keep(deps, request, reply, order)),
  )
  app.get<OfPaper>(paths.orderPaper(':id', ':proof', ':number'), config, async (request, reply) => {
    const { id, proof, number } = request.params
    const order = await findProven(request.params)
    const papers = order === null ? [] : await listPapers(deps.db, [id])
    const paper = papers.find((one) => numberOf(one) === number)
    if (order === null || paper === undefined) return missing(reply)
    const page = {
      place: deps.siteOf(request).place,
      order,
      proof,
      paper,
      seller: deps.sellerOf(order.press),
    }
    return showPrivate(deps, request, reply, {
      title: titleOfPaper(page),
      path: paths.orderPaper(id, proof, number),
      main: renderPaperPage(page),
    })
  })
}

async function showOrder(
  deps: SalesDeps,
  request: FastifyRequest<OfOrder>,
  reply: FastifyReply,
  order: Order,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { account } = await deps.visitorOf(request)
  const { proof } = request.params
  const found = await findProduct(deps.db, order.productId)
  const isThere = found !== null && found.kind !== 'withdrawn'
  return showPrivate(deps, request, reply, {
    title: words(place.language).order.title,
    path: paths.order(order.id, proof),
    main: renderOrderPage({
      ...{ place, order, proof },
      papers: await listPapers(deps.db, [order.id]),
      reader: account === null ? 'nobody' : account.id === order.accountId ? 'owner' : 'other',
      holds: decideHolding(order).kind === 'holds',
      product: isThere ? order.returnTo : null,
    }),
  })
}

/** To the payment provider's own page, once more if need be; there is no other way back to it. */
async function leadOn(
  deps: SalesDeps,
  request: FastifyRequest<OfOrder>,
  reply: FastifyReply,
  order: Order,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { proof } = request.params
  const { sessionUrl, sessionEnds } = order
  const isOver = sessionEnds === null || sessionEnds <= deps.now()
  if (toOrderState(order) !== 'open' || sessionUrl === null || isOver)
    return goTo(reply, href(place, paths.order(order.id, proof)))
  return showPrivate(deps, request, reply.header('refresh', `0; url=${sessionUrl}`), {
    title: words(place.language).goingOn,
    path: paths.order(order.id, proof),
    main: renderGoingOn(place, sessionUrl),
  })
}

const WAIT_SECONDS = 4

/** The provider sends buyers here, often before it tells us that they have paid. */
async function comeBack(
  deps: SalesDeps,
  request: FastifyRequest<OfOrder>,
  reply: FastifyReply,
  before: Order,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { proof } = request.params
  const order = await ask(deps, before)
  if (decideHolding(order).kind === 'holds') return readOn(deps, request, reply, order)
  if (toOrderState(order) !== 'open') return goTo(reply, href(place, paths.order(order.id, proof)))
  return showPrivate(deps, request, reply.header('refresh', String(WAIT_SECONDS)), {
    title: words(place.language).waiting.title,
    path: paths.order(order.id, proof),
    main: renderWaiting(place, {
      state: href(place, paths.orderPart(order.id, proof, 'paid.json')),
      again: href(place, paths.orderPart(order.id, proof, 'paid')),
    }),
  })
}

/** However often a page is reloaded, the provider is asked about an order only so often. */
const LOOK_EVERY_MS = 3_000

async function ask(deps: SalesDeps, order: Order): Promise<Order> {
  const { provider } = deps
  if (provider === null || toOrderState(order) !== 'open') return order
  if (!(await claimLook(deps.db, order.id, deps.now(), LOOK_EVERY_MS))) return order
  return lookAfter({ ...deps, provider }, order).catch((error: unknown) => {
    deps.log.warn({ err: error, order: order.id }, 'The payment provider could not be asked about an order')
    return order
  })
}

/** A guest takes the word along by which it is read; an account has it anyway. */
async function readOn(
  deps: SalesDeps,
  request: FastifyRequest<OfOrder>,
  reply: FastifyReply,
  order: Order,
): Promise<FastifyReply> {
  const holder = holderOf(deps.secretKey, order)
  if (decideHolding(order).kind === 'holds') {
    await follow(deps, [holder])
    if (holder.kind === 'bearer' && !deps.passes.hashesOf(request).includes(holder.hash))
      deps.passes.give(request, reply, guestWord(deps.secretKey, order.id))
  }
  return goTo(reply, order.returnTo)
}

/** Whoever proves the order and is signed in makes it the account's own, with what may be read by it. */
async function keep(
  deps: SalesDeps,
  request: FastifyRequest<OfOrder>,
  reply: FastifyReply,
  order: Order,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { account } = await deps.visitorOf(request)
  const own = href(place, paths.order(order.id, request.params.proof))
  if (account === null) return goTo(reply, `${href(place, paths.signIn)}?${new URLSearchParams({ to: own })}`)
  if (order.accountId !== null || order.institutionId !== null) return goTo(reply, own)
  const from = holderOf(deps.secretKey, order)
  const to: Holder = { kind: 'account', id: account.id }
  await deps.db.transaction().execute(async (tx) => {
    await claimOrders(tx, [order.id], account.id)
    await moveLicences(tx, from, to, ['purchase', 'pay-per-view'])
  })
  await follow(deps, [from, to])
  return goTo(reply, own)
}

/** The next request must find it, before any notice has come. */
const follow = ({ entitlements }: SalesDeps, holders: readonly Holder[]): Promise<void> =>
  entitlements.follow({ kind: 'licences-changed', holders: holders.map(holderKey) })
