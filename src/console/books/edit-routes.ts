/** Changing what is told of a book and of its chapters: as corrections, read and judged by the same rules as the files. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, readForm } from '#accounts'
import { newId } from '#base'
import type { Issue } from '#book'
import {
  buildBookYaml,
  type Corrections,
  coverName,
  type FoundBook,
  findCorrections,
  listChapters,
  type ShelvedBook,
  type Told,
  type ToldBook,
  tellBook,
  tellChapter,
  toToldBook,
} from '#catalogue'
import { isCurrency, listPrices, parseAmount, removePrice, setPrice, toAmountText } from '#sales'
import { addHandedIn } from '../add/handed-in-store.ts'
import { noteDeed } from '../audit/audit-log.ts'
import { type Clerk, deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { renderAccessPage } from './access-page.ts'
import { type OfBook, whenBook } from './book-routes.ts'
import { renderEditForm } from './edit-form.ts'
import { BOOK_FIELDS, CHAPTER_FIELDS, decideCorrections, toFieldText } from './fields.ts'
import { words } from './words.ts'

type OfChapter = { Params: { id: string; chapter: string } }
type Shelved = Extract<FoundBook, { kind: 'book' }>

export function editRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const one = `${consolePath('books')}/:id`
  const withBook =
    (
      then: (
        request: FastifyRequest<OfBook>,
        reply: FastifyReply,
        clerk: Clerk,
        found: Shelved,
      ) => Promise<FastifyReply>,
    ) =>
    (request: FastifyRequest<OfBook>, reply: FastifyReply) =>
      whenBook(deps, request, reply, 'books', async (clerk, found) =>
        found.kind === 'book' ? then(request, reply, clerk, found) : showMissing(deps, request, reply, clerk),
      )
  app.get<OfBook>(
    `${one}/edit`,
    withBook((request, reply, clerk, found) => edit(deps, request, reply, clerk, found, null)),
  )
  app.post<OfBook>(
    `${one}/edit`,
    withBook((request, reply, clerk, found) => edit(deps, request, reply, clerk, found, null)),
  )
  const chapterOf = ({ params }: FastifyRequest<OfBook>) => (params as OfChapter['Params']).chapter
  app.get<OfChapter>(
    `${one}/chapters/:chapter`,
    withBook((request, reply, clerk, found) => edit(deps, request, reply, clerk, found, chapterOf(request))),
  )
  app.post<OfChapter>(
    `${one}/chapters/:chapter`,
    withBook((request, reply, clerk, found) => edit(deps, request, reply, clerk, found, chapterOf(request))),
  )
  app.get<OfBook>(
    `${one}/access`,
    withBook((request, reply, clerk, found) => showAccess(deps, request, reply, clerk, found)),
  )
  app.post<OfBook>(
    `${one}/access`,
    withBook((request, reply, clerk, found) => setAccess(deps, request, reply, clerk, found)),
  )
}

const tell = async ({ db }: ConsoleDeps, book: ShelvedBook): Promise<ToldBook> => ({
  ...toToldBook(book, await listChapters(db, book.id), coverName(book)),
  versionNote: null,
})

/** Shows the form, or takes it. `chapterId` null: of the book. */
async function edit(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  { book }: Shelved,
  chapterId: string | null,
): Promise<FastifyReply> {
  const told = await tell(deps, book)
  const index = told.chapters.findIndex(({ key }) => key === chapterId)
  const chapter = told.chapters[index]
  if (chapterId !== null && chapter === undefined) return showMissing(deps, request, reply, clerk)
  const fields = chapter === undefined ? BOOK_FIELDS : CHAPTER_FIELDS
  const now: Told =
    chapter === undefined ? tellBook(book, told.cover, null) : tellChapter(chapter, told.hasEpub)
  const typed = readForm(request)
  const isSent = request.method === 'POST'
  const action =
    chapterId === null
      ? at(clerk.place, 'books', book.id, 'edit')
      : at(clerk.place, 'books', book.id, 'chapters', chapterId)
  const t = words(clerk.place.language)
  const show = (problems: Readonly<Record<string, string>>, problem: string | null) =>
    showConsole(deps, request, reply, clerk, {
      ...{
        here: 'books',
        title: chapter?.metadata.title ?? book.title,
        above: chapter === undefined ? t.editBook : `${t.chapter} · ${book.title}`,
      },
      ...{ problem, status: problem === null ? 200 : 422 },
      body: renderEditForm({
        ...{
          place: clerk.place,
          action,
          fields,
          problems,
          note: typed('note'),
          language: book.languages[0] ?? 'und',
        },
        text: (key) => {
          const field = fields.find((one) => one.key === key)
          return isSent ? typed(key) : field === undefined ? '' : toFieldText(field, now)
        },
      }),
    })
  if (!isSent) return show({}, null)
  const body = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const kept = await findCorrections(deps.db, book.id)
  const before = (chapterId === null ? kept.book : kept.chapters[chapterId])?.without
  const without = Array.isArray(before) ? before.map(String) : []
  const changed = decideCorrections(fields, now, (key) => body.get(key), without)
  if (Object.keys(changed).length === 0) return show({}, t.nothingChanged)
  const corrections: Corrections =
    chapterId === null ? { book: changed, chapters: {} } : { book: {}, chapters: { [chapterId]: changed } }
  const faults = await findFaults(told, corrections)
  const problems = Object.fromEntries(
    fields.flatMap(({ key }) => {
      const fault = faults.find(({ where }) => isAbout(where.element ?? '', key))
      return fault === undefined ? [] : [[key, fault.message]]
    }),
  )
  if (faults.length > 0)
    return show(problems, Object.keys(problems).length > 0 ? t.wrong : (faults[0]?.message ?? t.wrong))
  return handIn(deps, reply, clerk, book, corrections, {
    note: typed('note').trim() || null,
    publishWhenRead: typed('at-once') === 'yes',
    act: 'book-edited',
  })
}

/** As the reading process would refuse it, but before anybody waits for that. */
async function findFaults(told: ToldBook, corrections: Corrections): Promise<readonly Issue[]> {
  // Its tables are large, and most pages never need them.
  const { parseBookYaml } = await import('#intake')
  const { issues } = parseBookYaml(buildBookYaml(told, corrections))
  const before = new Set(parseBookYaml(buildBookYaml(told)).issues.map(({ message }) => message))
  return issues.filter(({ severity, message }) => severity === 'error' && !before.has(message))
}

const isAbout = (element: string, key: string): boolean => {
  const own = element.replace(/^(chapters\[\d+\]\.)+/, '')
  return own === key || own.startsWith(`${key}.`) || own.startsWith(`${key}[`)
}

async function handIn(
  deps: ConsoleDeps,
  reply: FastifyReply,
  clerk: Clerk,
  book: ShelvedBook,
  corrections: Corrections,
  wish: {
    readonly note: string | null
    readonly publishWhenRead: boolean
    readonly act: 'book-edited' | 'access-changed'
  },
): Promise<FastifyReply> {
  const id = newId()
  const { press, title } = book
  await deps.db.transaction().execute(async (tx) => {
    await addHandedIn(tx, {
      ...{
        id,
        batch: id,
        kind: 'edit',
        press,
        openness: book.openness,
        folder: null,
        file: title,
        bookId: book.id,
      },
      ...{ accountId: clerk.account.id, who: clerk.account.email, corrections },
      ...{ note: wish.note, publishWhenRead: wish.publishWhenRead },
    })
    const deed = deedOf(clerk, press, wish.act, { about: book.id, name: title, details: { ...corrections } })
    await noteDeed(tx, deps.secretKey, deed, deps.now())
  })
  return goTo(reply, at(clerk.place, 'parcels', id))
}

async function showAccess(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  { book }: Shelved,
  problem: string | null = null,
): Promise<FastifyReply> {
  const t = words(clerk.place.language)
  const chapters = await listChapters(deps.db, book.id)
  const listed = await standingPrices(deps, [book.id, ...chapters.map(({ id }) => id)])
  const typed = readForm(request)
  const currency = typed('currency') || (listed[0]?.currency ?? 'EUR')
  const own = listed.filter((price) => price.currency === currency)
  return showConsole(deps, request, reply, clerk, {
    ...{
      here: 'books',
      title: book.title,
      above: t.accessTitle,
      problem,
      status: problem === null ? 200 : 422,
    },
    body: renderAccessPage({
      ...{ place: clerk.place, book, chapters, currency, maySell: true },
      prices: Object.fromEntries(
        own.map(({ productId, amount }) => [productId, toAmountText(amount, currency)]),
      ),
    }),
  })
}

/** For good and everywhere: what the table shows. */
async function standingPrices({ db }: ConsoleDeps, ids: readonly string[]) {
  const all = await listPrices(db, ids)
  return all.flatMap((price) =>
    price.amount !== null && price.days === null && price.territory === '*'
      ? [{ ...price, amount: price.amount }]
      : [],
  )
}

async function setAccess(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  found: Shelved,
): Promise<FastifyReply> {
  const { book } = found
  const t = words(clerk.place.language)
  const typed = readForm(request)
  const chapters = (await listChapters(deps.db, book.id)).filter(({ type }) => type !== 'part')
  const products = [book, ...chapters]
  const refuse = (problem: string) => showAccess(deps, request, reply, clerk, found, problem)
  const currency = typed('currency').trim().toUpperCase()
  if (!isCurrency(currency)) return refuse(t.badCurrency)
  const all = typed('access-all')
  const wantedAccess = (id: string) =>
    (id !== book.id && all !== '' ? all : typed(`access-${id}`)) === 'open' ? 'open' : 'closed'
  const listed = (
    await standingPrices(
      deps,
      products.map(({ id }) => id),
    )
  ).filter((price) => price.currency === currency)
  const known = new Map(listed.map(({ productId, amount }) => [productId, amount]))
  const wanted: { id: string; amount: number | null }[] = []
  for (const { id, title } of products) {
    const own = typed(`price-${id}`).trim()
    const text = own !== '' || id === book.id || wantedAccess(id) === 'open' ? own : typed('price-all').trim()
    const amount = text === '' ? null : parseAmount(text, currency)
    if (text !== '' && amount === null) return refuse(t.badPrice(title))
    if (amount !== (known.get(id) ?? null)) wanted.push({ id, amount })
  }
  for (const { id, amount } of wanted) await price(deps, clerk, book, { id, amount, currency })
  const changed = products.filter(({ id, openness }) => wantedAccess(id) !== openness)
  if (changed.length === 0)
    return goTo(
      reply,
      `${at(clerk.place, 'books', book.id)}?done=${wanted.length > 0 ? 'prices' : 'unchanged'}`,
    )
  const corrections: Corrections = {
    book: changed.some(({ id }) => id === book.id) ? { access: wantedAccess(book.id) } : {},
    chapters: Object.fromEntries(
      changed.filter(({ id }) => id !== book.id).map(({ id }) => [id, { access: wantedAccess(id) }]),
    ),
  }
  const note = typed('note').trim() || null
  return handIn(deps, reply, clerk, book, corrections, { note, publishWhenRead: true, act: 'access-changed' })
}

async function price(
  deps: ConsoleDeps,
  clerk: Clerk,
  book: ShelvedBook,
  {
    id,
    amount,
    currency,
  }: { readonly id: string; readonly amount: number | null; readonly currency: string },
): Promise<void> {
  const key = { productId: id, days: null, currency, territory: '*' }
  const by = { now: deps.now(), by: clerk.account.id }
  const details = { product: id, currency, amount }
  const deed = deedOf(clerk, book.press, 'price-changed', { about: book.id, name: book.title, details })
  if (amount === null) await removePrice(deps.db, key, by)
  else await setPrice(deps.db, { ...key, amount, taxIncluded: true }, by)
  await noteDeed(deps.db, deps.secretKey, deed, deps.now())
}
