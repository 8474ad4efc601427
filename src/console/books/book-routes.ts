/** The books of a press, and the screen of each. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, queryOf, readForm } from '#accounts'
import {
  canRestore,
  type FoundBook,
  findBook,
  findCorrections,
  listAmendments,
  listChapters,
  listForStaff,
  listIssues,
} from '#catalogue'
import type { Database } from '#platform'
import { listRecordsOfBook } from '#record'
import { html } from '#web'
import { handedInLedger } from '../add/add-page.ts'
import { listHandedIn } from '../add/handed-in-store.ts'
import { loadIssueWords } from '../add/issue-words.ts'
import { words as addWords } from '../add/words.ts'
import { admit, type Clerk, type Right } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { doerOf, inDeed } from '../in-deed.ts'
import { renderRecordsOfBook } from '../records/records-page.ts'
import { showConsole, showMissing } from '../show-console.ts'
import {
  amendBook,
  bookOf,
  dropCorrections,
  type HandedInDeed,
  handInRestoring,
  removeAmendmentOf,
  takeOffShelf,
} from './book-deeds.ts'
import { renderBookScreen, renderWithdrawnScreen } from './book-page.ts'
import { renderBooksPage } from './books-page.ts'
import { parseAmendment } from './parse-amendment.ts'
import { words } from './words.ts'

const SCREEN = 50
export type OfBook = { Params: { id: string } }
type OfAmendment = { Params: { id: string; amendment: string } }

export function bookRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const one = `${consolePath('books')}/:id`
  app.get(consolePath('books'), (request, reply) =>
    admit(deps, request, reply, 'look', (clerk) => showBooks(deps, request, reply, clerk)),
  )
  app.get<OfBook>(one, (request, reply) =>
    whenBook(deps, request, reply, 'look', (clerk, found) => showBook(deps, request, reply, clerk, found)),
  )
  app.post<OfBook>(`${one}/amendments`, (request, reply) =>
    whenShelved(deps, request, reply, (clerk, found) => amend(deps, request, reply, clerk, found)),
  )
  app.post<OfAmendment>(`${one}/amendments/:amendment/remove`, (request, reply) =>
    whenShelved(deps, request, reply, async (clerk, { book }) => {
      await inDeed(deps, clerk, (tx) => removeAmendmentOf(tx, book, request.params.amendment))
      return back(reply, clerk, book.id, 'amendment-removed')
    }),
  )
  app.post<OfBook>(`${one}/withdraw`, (request, reply) =>
    whenBook(deps, request, reply, 'books', (clerk, found) => withdraw(deps, request, reply, clerk, found)),
  )
  app.post<OfBook>(`${one}/restore`, (request, reply) =>
    whenBook(deps, request, reply, 'books', (clerk, found) => restore(deps, request, reply, clerk, found)),
  )
  app.post<OfBook>(`${one}/corrections`, (request, reply) =>
    whenBook(deps, request, reply, 'books', async (clerk, found) => {
      await inDeed(deps, clerk, (tx) => dropCorrections(tx, bookOf(found)))
      return back(reply, clerk, bookOf(found).id, 'dropped')
    }),
  )
}

export const whenBook = (
  deps: ConsoleDeps,
  request: FastifyRequest<OfBook>,
  reply: FastifyReply,
  right: Right,
  then: (clerk: Clerk, found: FoundBook) => Promise<FastifyReply>,
): Promise<FastifyReply> =>
  admit(deps, request, reply, right, async (clerk) => {
    const found = await findBook(deps.db, request.params.id)
    return found === null || !clerk.presses.includes(bookOf(found).press)
      ? showMissing(deps, request, reply, clerk)
      : then(clerk, found)
  })

export type Shelved = Extract<FoundBook, { kind: 'book' }>

/** One that is on the shelf, for who may change it. */
export const whenShelved = (
  deps: ConsoleDeps,
  request: FastifyRequest<OfBook>,
  reply: FastifyReply,
  then: (clerk: Clerk, found: Shelved) => Promise<FastifyReply>,
): Promise<FastifyReply> =>
  whenBook(deps, request, reply, 'books', async (clerk, found) =>
    found.kind === 'book' ? then(clerk, found) : showMissing(deps, request, reply, clerk),
  )

const back = (reply: FastifyReply, { place }: Clerk, id: string, done: string): FastifyReply =>
  goTo(reply, `${at(place, 'books', id)}?done=${done}`)

async function showBooks(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const { place, presses } = clerk
  const asked = (queryOf(request, 'q') ?? '').slice(0, 200)
  const wanted = queryOf(request, 'only')
  const only = wanted === 'faulty' || wanted === 'withdrawn' ? wanted : null
  const after = queryOf(request, 'after')
  const books = await listForStaff(deps.db, {
    ...{ presses, words: asked, limit: SCREEN + 1 },
    ...(only === null ? {} : { only }),
    ...(after === undefined ? {} : { after }),
  })
  const shown = books.slice(0, SCREEN)
  const next = new URLSearchParams({
    q: asked,
    ...(only === null ? {} : { only }),
    after: shown.at(-1)?.id ?? '',
  })
  const more = books.length > SCREEN ? `${at(place, 'books')}?${next}` : null
  const t = words(place.language)
  const changed = Number(queryOf(request, 'changed') ?? Number.NaN)
  return showConsole(deps, request, reply, clerk, {
    ...{
      here: 'books',
      title: t.title,
      done: Number.isSafeInteger(changed) ? t.several.done(changed) : null,
    },
    body: renderBooksPage({
      ...{ place, books: shown, several: presses.length > 1, asked, only, more },
      mayEdit: clerk.may('books'),
    }),
  })
}

type Typed = {
  readonly typed?: (name: string) => string
  readonly problems?: Readonly<Record<string, string>>
}

async function showBook(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  found: FoundBook,
  { typed, problems = {} }: Typed = {},
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const { id, title, press } = bookOf(found)
  const mayEdit = clerk.may('books', press)
  const handedIn = await listHandedIn(deps.db, { presses: [press], bookId: id, limit: 10 })
  const history =
    handedIn.length > 0 &&
    html`<section aria-labelledby="handed-in"><h2 id="handed-in">${addWords(place.language).recent}</h2>${handedInLedger(place, handedIn)}</section>`
  const done = queryOf(request, 'done')
  const page = {
    ...({ here: 'books', title, above: t.book } as const),
    status: Object.keys(problems).length === 0 ? 200 : 422,
    problem: Object.keys(problems).length === 0 ? null : t.wrong,
    done: done !== undefined && Object.hasOwn(t.done, done) ? t.done[done as keyof typeof t.done] : null,
  }
  if (found.kind === 'withdrawn')
    return showConsole(deps, request, reply, clerk, {
      ...page,
      body: renderWithdrawnScreen(place, found, {
        canRestore: await canRestore(deps.db, id),
        mayEdit,
        history,
      }),
    })
  const [chapters, issues, corrections, amendments, records] = await Promise.all([
    listChapters(deps.db, id),
    listIssues(deps.db, id),
    findCorrections(deps.db, id),
    listAmendments(deps.db, id),
    listRecordsOfBook(deps.db, id),
  ])
  const today = deps.now().toISOString().slice(0, 10)
  return showConsole(deps, request, reply, clerk, {
    ...page,
    body: renderBookScreen({
      sayIssue: await loadIssueWords(place.language),
      ...{ place, book: found.book, chapters, issues, corrections, amendments, mayEdit, history, problems },
      records: renderRecordsOfBook(place, records),
      typed: typed ?? ((name) => (name === 'date' ? today : '')),
    }),
  })
}

async function amend(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  found: Shelved,
): Promise<FastifyReply> {
  const typed = readForm(request)
  const faults = words(clerk.place.language).amendmentFaults
  const amendment = parseAmendment(
    typed,
    found.contents.map(({ id }) => id),
  )
  if (!amendment.ok) {
    const problems = Object.fromEntries(
      amendment.error.flatMap((field) =>
        field in faults ? [[field, faults[field as keyof typeof faults]]] : [],
      ),
    )
    return showBook(deps, request, reply, clerk, found, { typed, problems })
  }
  await inDeed(deps, clerk, (tx) => amendBook(tx, found.book, amendment.value))
  return back(reply, clerk, found.book.id, 'amended')
}

async function withdraw(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  found: FoundBook,
): Promise<FastifyReply> {
  const typed = readForm(request)
  if (typed('sure') !== 'yes') {
    const problems = { sure: words(clerk.place.language).unsure }
    return showBook(deps, request, reply, clerk, found, { typed, problems })
  }
  const wish = { reason: typed('reason').trim() || null, kept: typed('keep') === 'yes' }
  await inDeed(deps, clerk, (tx) => takeOffShelf(tx, bookOf(found), wish, deps.now()))
  return back(reply, clerk, bookOf(found).id, 'withdrawn')
}

async function restore(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  found: FoundBook,
): Promise<FastifyReply> {
  if (found.kind === 'book' || !(await canRestore(deps.db, found.id)))
    return showMissing(deps, request, reply, clerk)
  return goToHandedIn(deps, reply, clerk, (tx) => handInRestoring(tx, found, doerOf(clerk)))
}

/** To what is being read now. */
export async function goToHandedIn(
  deps: ConsoleDeps,
  reply: FastifyReply,
  clerk: Clerk,
  handIn: (tx: Database) => Promise<HandedInDeed>,
): Promise<FastifyReply> {
  let id = ''
  await inDeed(deps, clerk, async (tx) => {
    const handedIn = await handIn(tx)
    id = handedIn.id
    return handedIn.done
  })
  return goTo(reply, at(clerk.place, 'parcels', id))
}
