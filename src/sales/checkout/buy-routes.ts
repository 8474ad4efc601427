/** From "Buy this chapter" to the payment. Nothing is written before the form is sent; sent twice, it is one order. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decideAccess, openTries, toAccessProduct, type Visitor } from '#access'
import { clientAddress, goTo, queryOf, readForm } from '#accounts'
import { newId } from '#base'
import { parseMailAddress } from '#platform'
import { href, missing, type Place, paths, showPrivate } from '#web'
import { type SalesDeps, wantedPage } from '../deps.ts'
import { isCountry } from '../money/territory.ts'
import { type Order, toOrderState } from '../orders/order.ts'
import { addOrder, type NewOrder, noteSession } from '../orders/order-store.ts'
import { addressOf, proofOfOrder } from '../orders/proof.ts'
import { loadOffers } from '../prices/load-offers.ts'
import { listPrices, listTaxes } from '../prices/price-store.ts'
import type { PaymentProvider } from '../provider.ts'
import { type BuyProblem, renderBuyPage, shownOf, titleOf } from './buy-page.ts'
import { buyPath } from './buy-path.ts'
import { type Asked, decidePrice, type PriceDecision } from './decide-price.ts'
import { findItem, type Item } from './find-item.ts'

type ById = { Params: { id: string } }

/** What the reader has chosen so far. */
type Wish = {
  readonly days: number | null
  readonly to: string
  readonly country: string | null
  readonly currency: string | null
  readonly email: string
  readonly attempt: string
}

type Counter = SalesDeps & { readonly provider: PaymentProvider }

export function buyRoutes(app: FastifyInstance, deps: SalesDeps): void {
  const { provider } = deps
  if (provider === null) return
  const counter: Counter = { ...deps, provider }
  const tries = openTries({ most: 30, everyMs: 15 * 60_000, now: deps.now })
  const path = paths.buy({ id: ':id' })
  app.get<ById>(path, { config: { shows: 'metadata' } }, async (request, reply) => {
    const wish: Wish = {
      days: parseDays(queryOf(request, 'days')),
      to: wantedPage(deps, request),
      country: guessCountry(request),
      ...{ currency: null, email: '', attempt: newId() + newId() },
    }
    return withItem(counter, request, reply, wish, (at) => showForm(counter, request, reply, at, null))
  })
  app.post<ById>(path, { config: { shows: 'metadata' } }, async (request, reply) => {
    const field = readForm(request)
    const country = field('country')
    const wish: Wish = {
      days: parseDays(field('days')),
      to: wantedPage(deps, request, field('to')),
      country: isCountry(country) ? country : null,
      currency: field('currency') || null,
      email: field('email').slice(0, 300),
      attempt: /^[0-9a-z]{32}$/.test(field('attempt')) ? field('attempt') : newId() + newId(),
    }
    return withItem(counter, request, reply, wish, async (at) => {
      if (field('update') === 'yes')
        return showForm(counter, request, reply, at, at.decision.asked === null ? 'notThere' : null)
      const checked = check(at, field)
      if (typeof checked === 'string') return showForm(counter, request, reply, at, checked)
      if (!tries.allow(clientAddress(request))) return showForm(counter, request, reply, at, 'too-often')
      return begin(counter, request, reply, at, checked)
    })
  })
}

type At = {
  readonly item: Item
  readonly wish: Wish
  readonly visitor: Visitor
  readonly decision: PriceDecision
}

/** Whoever may read it already buys nothing; what is not sold has no such page. */
async function withItem(
  deps: Counter,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  wish: Wish,
  use: (at: At) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const item = await findItem(deps, deps.siteOf(request), request.params.id)
  if (item === null) return missing(reply)
  const visitor = await deps.visitorOf(request)
  const offers = await loadOffers(deps.db, item.product)
  const access = decideAccess(
    visitor,
    toAccessProduct(item.product, deps.collectionsOf),
    'read',
    deps.now(),
    offers,
  )
  if (access.kind !== 'closed') return goTo(reply, item.path)
  const isSold = access.options.some(
    (option) =>
      option.kind === 'buy' && option.offer.productId === item.id && option.offer.days === wish.days,
  )
  if (!isSold) return missing(reply)
  const [list, taxes] = await Promise.all([listPrices(deps.db, [item.id]), listTaxes(deps.db, item.press)])
  const decision = decidePrice(list, taxes, { productId: item.id, days: wish.days }, wish)
  return use({ item, wish, visitor, decision })
}

type Checked = { readonly asked: Asked; readonly email: string; readonly accountId: string | null }

function check({ visitor, wish, decision }: At, field: (name: string) => string): Checked | BuyProblem {
  const { account } = visitor
  if (decision.asksCountry && wish.country === null) return 'country'
  if (decision.asked === null) return 'notThere'
  const email = account?.email ?? parseMailAddress(wish.email)
  if (email === null) return 'email'
  if (field('shown') !== shownOf(decision.asked)) return 'price'
  if (field('agree') !== 'yes') return 'agree'
  return { asked: decision.asked, email, accountId: account?.id ?? null }
}

async function begin(
  deps: Counter,
  request: FastifyRequest,
  reply: FastifyReply,
  at: At,
  checked: Checked,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const order = await placeOrder(deps, place, at, checked)
  const proof = proofOfOrder(deps.secretKey, order.id)
  if (toOrderState(order) !== 'open') return goTo(reply, href(place, paths.order(order.id, proof)))
  if (order.sessionUrl === null) {
    const address = addressOf(deps.secretKey, order)
    const addresses = { paid: `${address}/paid`, back: `${order.origin}${order.returnTo}` }
    const session = await deps.provider.begin(order, addresses).catch((error: unknown) => {
      deps.log.error({ err: error, id: request.id, order: order.id }, 'A payment could not be begun')
      return null
    })
    if (session === null) return showForm(deps, request, reply, at, 'provider')
    await noteSession(deps.db, order.id, session)
  }
  return goTo(reply, href(place, paths.orderPart(order.id, proof, 'pay')))
}

/** As long as a payment page can still be had for it. */
const ATTEMPT_MS = 60 * 60_000

/** The order of this form. One that is over does not stand in the way of another. */
async function placeOrder(
  deps: Counter,
  place: Place,
  { item, wish }: At,
  { asked, email, accountId }: Checked,
): Promise<Order> {
  const { price, tax, amounts } = asked
  const now = deps.now()
  const wanted: Omit<NewOrder, 'id' | 'attempt'> = {
    ...{ press: item.press, way: 'card' as const, productId: item.id, of: price.of, days: price.days },
    ...{ title: titleFor(item), currency: price.currency, ...amounts, territory: wish.country },
    ...{ taxed: tax === null ? null : { rate: tax.rate, name: tax.name }, accountId, email },
    ...{ institutionId: null, buyerName: null, reference: null },
    ...{ terms: deps.sellerOf(item.press).terms, language: place.language, origin: place.origin },
    ...{ base: place.base, returnTo: wish.to, made: now, madeBy: accountId ?? 'guest' },
  }
  const order = await addOrder(deps.db, { ...wanted, id: newId(), attempt: wish.attempt })
  const isSame =
    order.productId === item.id &&
    order.total === amounts.total &&
    order.currency === price.currency &&
    order.email === email
  const isFresh = now.getTime() - order.made.getTime() < ATTEMPT_MS && toOrderState(order) === 'open'
  if (order.paid !== null || (isSame && isFresh)) return order
  return addOrder(deps.db, { ...wanted, id: newId(), attempt: null })
}

const titleFor = ({ title, book }: Item): string => (book === null ? title : `${title} (${book.title})`)

async function showForm(
  deps: Counter,
  request: FastifyRequest,
  reply: FastifyReply,
  { item, wish, visitor, decision }: At,
  problem: BuyProblem | null,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const offers = await loadOffers(deps.db, item.product)
  const shown = { place, item, days: wish.days }
  return showPrivate(deps, request, reply, {
    title: titleOf(shown, place),
    path: paths.buy(item),
    status: problem === null ? 200 : STATUS[problem],
    main: renderBuyPage({
      ...shown,
      ...decision,
      seller: deps.sellerOf(item.press),
      country: wish.country,
      account: visitor.account,
      email: wish.email,
      attempt: wish.attempt,
      to: wish.to,
      problem,
      others: offers
        .filter((offer) => offer.productId !== item.id || offer.days !== wish.days)
        .map((offer) => ({ offer, path: `${buyPath(offer, place)}${joint(offer)}${toQuery(wish.to)}` })),
    }),
  })
}

const joint = ({ days }: { readonly days: number | null }): string => (days === null ? '?' : '&')
const toQuery = (to: string): string => String(new URLSearchParams({ to }))

const STATUS: Readonly<Record<BuyProblem, number>> = {
  ...{ country: 422, notThere: 422, email: 422, agree: 422, price: 409 },
  ...{ 'too-often': 429, provider: 502 },
}

const parseDays = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null

/** Of the languages that a browser asks for, the first that names a country. The reader can say otherwise. */
function guessCountry(request: FastifyRequest): string | null {
  const asked = String(request.headers['accept-language'] ?? '').slice(0, 200)
  const regions = [...asked.matchAll(/\b[a-z]{2,3}(?:-[A-Za-z]{4})?-([A-Z]{2})\b/g)].map(
    ([, region]) => region ?? '',
  )
  return regions.find(isCountry) ?? null
}
