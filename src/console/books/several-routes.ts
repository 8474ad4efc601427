/** Access and prices of several books at once. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, readForm } from '#accounts'
import type { Openness } from '#book'
import { findBook, type ShelvedBook } from '#catalogue'
import { parsePrice, type SetPrice } from '#sales'
import { admit, type Clerk } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { doerOf, inDeed } from '../in-deed.ts'
import { showConsole } from '../show-console.ts'
import { handInEdit } from './book-deeds.ts'
import { setPrices } from './price-deeds.ts'
import { type TypedPrice, toPriceForm } from './price-form.ts'
import { decideAccess, decidePriced, listProducts } from './products.ts'
import { renderSeveralPage } from './several-page.ts'
import { words } from './words.ts'

const MOST = 200

export function severalRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('books', 'several')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'books', (clerk) => show(deps, request, reply, clerk, {})),
  )
  app.post(path, (request, reply) =>
    admit(deps, request, reply, 'books', (clerk) => change(deps, request, reply, clerk)),
  )
}

/** Those that were ticked, and that this clerk may change. */
async function chosenBooks(
  { db }: ConsoleDeps,
  request: FastifyRequest,
  { presses }: Clerk,
): Promise<readonly ShelvedBook[]> {
  const asked =
    request.body instanceof URLSearchParams ? request.body : new URL(request.url, 'http://here').searchParams
  const books: ShelvedBook[] = []
  for (const id of [...new Set(asked.getAll('book'))].slice(0, MOST)) {
    const found = await findBook(db, id)
    if (found?.kind === 'book' && presses.includes(found.book.press)) books.push(found.book)
  }
  return books
}

async function show(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problems: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const books = await chosenBooks(deps, request, clerk)
  const isBad = Object.keys(problems).length > 0
  return showConsole(deps, request, reply, clerk, {
    ...({ here: 'books', title: t.several.title, above: t.title } as const),
    ...{ status: isBad ? 422 : 200, problem: problems['nothing'] ?? (isBad ? t.wrong : null) },
    body: renderSeveralPage({ place, books, typed: readForm(request), problems }),
  })
}

const OPENNESS: readonly Openness[] = ['open', 'closed']

async function change(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
): Promise<FastifyReply> {
  const { language } = clerk.place
  const typed = readForm(request)
  const access = OPENNESS.find((one) => one === typed('access')) ?? null
  const form = typed('amount').trim() === '' ? null : toPriceForm(typed, language)
  if (form?.ok === false) return show(deps, request, reply, clerk, form.error)
  if (access === null && form === null)
    return show(deps, request, reply, clerk, { nothing: words(language).several.nothing })
  const books = await chosenBooks(deps, request, clerk)
  let changed = 0
  for (const book of books)
    if (await changeOne(deps, clerk, book, access, form === null ? null : form.value)) changed += 1
  return goTo(reply, `${at(clerk.place, 'books')}?changed=${changed}`)
}

/** Each by itself: what is done to one stands, whatever becomes of the next. */
async function changeOne(
  deps: ConsoleDeps,
  clerk: Clerk,
  book: ShelvedBook,
  access: Openness | null,
  form: TypedPrice | null,
): Promise<boolean> {
  const products = await listProducts(deps.db, book)
  const [, ...chapters] = products
  const wanted = form === null ? [] : decidePriced(form.for, book, chapters)
  const prices = wanted.flatMap(({ id }): readonly SetPrice[] => {
    const price = form === null ? null : parsePrice(id, form)
    return price?.ok ? [price.value] : []
  })
  const by = { now: deps.now(), by: clerk.account.id }
  const isPriced = prices.length > 0 && (await inDeed(deps, clerk, (tx) => setPrices(tx, book, prices, by)))
  const corrections = access === null ? null : decideAccess(products, () => access)
  if (corrections === null) return isPriced
  const wish = { corrections, note: null, publishWhenRead: true, act: 'access-changed' } as const
  return inDeed(deps, clerk, async (tx) => (await handInEdit(tx, book, doerOf(clerk), wish)).done)
}
