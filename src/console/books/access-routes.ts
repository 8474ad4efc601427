/** Who may read a book and its chapters, and what it costs those who may not: one by one, or all at once. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, queryOf, readForm } from '#accounts'
import type { ShelvedBook } from '#catalogue'
import {
  isCurrency,
  type ListedPrice,
  listPrices,
  parseAmount,
  parsePrice,
  parsePriceKey,
  type SetPrice,
  toAmountText,
} from '#sales'
import type { Clerk } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { doerOf, inDeed } from '../in-deed.ts'
import { showConsole } from '../show-console.ts'
import { renderAccessPage } from './access-page.ts'
import { handInEdit } from './book-deeds.ts'
import { goToHandedIn, type OfBook, type Shelved, whenShelved } from './book-routes.ts'
import { type PriceWish, setPrices } from './price-deeds.ts'
import { toPriceForm } from './price-form.ts'
import { decideAccess, decidePriced, listProducts, toIds } from './products.ts'
import { words } from './words.ts'

export function accessRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const one = `${consolePath('books')}/:id/access`
  app.get<OfBook>(one, (request, reply) =>
    whenShelved(deps, request, reply, (clerk, { book }) => show(deps, request, reply, clerk, book)),
  )
  app.post<OfBook>(one, (request, reply) =>
    whenShelved(deps, request, reply, (clerk, found) => setAccess(deps, request, reply, clerk, found)),
  )
  app.post<OfBook>(`${one}/prices`, (request, reply) =>
    whenShelved(deps, request, reply, (clerk, { book }) => addPrices(deps, request, reply, clerk, book)),
  )
  app.post<OfBook>(`${one}/prices/remove`, (request, reply) =>
    whenShelved(deps, request, reply, (clerk, { book }) => dropPrice(deps, request, reply, clerk, book)),
  )
}

type Standing = ListedPrice & { readonly amount: number }

/** For good and everywhere: what the table shows. */
const isStanding = (price: ListedPrice): price is Standing =>
  price.amount !== null && price.days === null && price.territory === '*'

async function show(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  book: ShelvedBook,
  {
    problem = null,
    problems = {},
  }: { problem?: string | null; problems?: Readonly<Record<string, string>> } = {},
): Promise<FastifyReply> {
  const t = words(clerk.place.language)
  const [, ...chapters] = await listProducts(deps.db, book)
  const listed = await listPrices(deps.db, toIds([book, ...chapters]))
  const standing = listed.filter(isStanding)
  const typed = readForm(request)
  const currencies = [...new Set(standing.map(({ currency }) => currency))]
  const asked = typed('currency') || (queryOf(request, 'currency') ?? '')
  const currency = isCurrency(asked) ? asked : (currencies[0] ?? 'EUR')
  const own = standing.filter((price) => price.currency === currency)
  const isBad = problem !== null || Object.keys(problems).length > 0
  const done = queryOf(request, 'done')
  return showConsole(deps, request, reply, clerk, {
    ...({ here: 'books', title: book.title, above: t.accessTitle, problem } as const),
    status: isBad ? 422 : 200,
    done: done === 'prices' || done === 'unchanged' ? t.done[done] : null,
    body: renderAccessPage({
      ...{ place: clerk.place, book, chapters, currency, currencies, listed, typed, problems },
      taxIncluded: own.every(({ taxIncluded }) => taxIncluded),
      prices: Object.fromEntries(
        own.map(({ productId, amount }) => [productId, toAmountText(amount, currency)]),
      ),
    }),
  })
}

/** What the table says: access by a new version of the book, prices at once. */
async function setAccess(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  { book }: Shelved,
): Promise<FastifyReply> {
  const t = words(clerk.place.language)
  const typed = readForm(request)
  const products = await listProducts(deps.db, book)
  const refuse = (problem: string) => show(deps, request, reply, clerk, book, { problem })
  const currency = typed('currency').trim().toUpperCase()
  if (!isCurrency(currency)) return refuse(t.badCurrency)
  const all = typed('access-all')
  const wantedAccess = (id: string) =>
    (id !== book.id && all !== '' ? all : typed(`access-${id}`)) === 'open' ? 'open' : 'closed'
  const taxIncluded = typed('tax') !== 'added'
  const listed = (await listPrices(deps.db, toIds(products))).filter(isStanding)
  const known = new Map(
    listed.filter((price) => price.currency === currency).map((price) => [price.productId, price]),
  )
  const wanted: PriceWish[] = []
  for (const { id, title } of products) {
    const own = typed(`price-${id}`).trim()
    const text = own !== '' || id === book.id || wantedAccess(id) === 'open' ? own : typed('price-all').trim()
    const amount = text === '' ? null : parseAmount(text, currency)
    if (text !== '' && amount === null) return refuse(t.badPrice(title))
    const before = known.get(id)
    const isSame =
      amount === (before?.amount ?? null) && (amount === null || before?.taxIncluded === taxIncluded)
    if (!isSame) wanted.push({ productId: id, days: null, currency, territory: '*', amount, taxIncluded })
  }
  if (wanted.length > 0) await inDeed(deps, clerk, (tx) => setPrices(tx, book, wanted, toBy(deps, clerk)))
  const corrections = decideAccess(products, ({ id }) => wantedAccess(id))
  if (corrections === null)
    return goTo(
      reply,
      `${at(clerk.place, 'books', book.id, 'access')}?currency=${currency}&done=${wanted.length > 0 ? 'prices' : 'unchanged'}`,
    )
  const wish = {
    ...{ corrections, note: typed('note').trim() || null, publishWhenRead: true },
    act: 'access-changed',
  } as const
  return goToHandedIn(deps, reply, clerk, (tx) => handInEdit(tx, book, doerOf(clerk), wish))
}

const toBy = ({ now }: ConsoleDeps, { account }: Clerk) => ({ now: now(), by: account.id })

/** One price for the book, for a chapter, or for many: in a country, for a time, before tax. */
async function addPrices(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  book: ShelvedBook,
): Promise<FastifyReply> {
  const t = words(clerk.place.language)
  const form = toPriceForm(readForm(request), clerk.place.language)
  if (!form.ok) return show(deps, request, reply, clerk, book, { problems: form.error })
  const [, ...chapters] = await listProducts(deps.db, book)
  const wanted = decidePriced(form.value.for, book, chapters)
  if (wanted.length === 0)
    return show(deps, request, reply, clerk, book, { problems: { for: t.prices.nothingChosen } })
  const prices = wanted.flatMap(({ id }): readonly SetPrice[] => {
    const price = parsePrice(id, form.value)
    return price.ok ? [price.value] : []
  })
  await inDeed(deps, clerk, (tx) => setPrices(tx, book, prices, toBy(deps, clerk)))
  return back(reply, clerk, book)
}

const back = (reply: FastifyReply, { place }: Clerk, { id }: ShelvedBook) =>
  goTo(reply, `${at(place, 'books', id, 'access')}?done=prices#prices`)

async function dropPrice(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  book: ShelvedBook,
): Promise<FastifyReply> {
  const typed = readForm(request)
  const named = request.body instanceof URLSearchParams ? request.body.getAll('product') : []
  const form = { currency: typed('currency'), days: typed('days'), country: typed('country') }
  const gone = (await listProducts(deps.db, book)).flatMap(({ id }): readonly PriceWish[] => {
    const key = parsePriceKey(id, form)
    return named.includes(id) && key.ok ? [{ ...key.value, amount: null, taxIncluded: true }] : []
  })
  await inDeed(deps, clerk, (tx) => setPrices(tx, book, gone, toBy(deps, clerk)))
  return back(reply, clerk, book)
}
