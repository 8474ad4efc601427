/** The books of a press, and the screen of each. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, queryOf, readForm } from '#accounts'
import { newId, parsePartialDate } from '#base'
import { AMENDMENT_KINDS } from '#book'
import {
  addAmendment,
  canRestore,
  type FoundBook,
  findBook,
  findCorrections,
  keepCorrections,
  keepWithdrawn,
  listAmendments,
  listChapters,
  listForStaff,
  listIssues,
  NO_CORRECTIONS,
  removeAmendment,
  withdrawBook,
} from '#catalogue'
import { html } from '#web'
import { handedInLedger } from '../add/add-page.ts'
import { addHandedIn, listHandedIn } from '../add/handed-in-store.ts'
import { loadRuleWords } from '../add/rule-words.ts'
import { words as addWords } from '../add/words.ts'
import { noteDeed } from '../audit/audit-log.ts'
import { admit, type Clerk, deedOf, type Right } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { renderBookScreen, renderWithdrawnScreen } from './book-page.ts'
import { renderBooksPage } from './books-page.ts'
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
    whenBook(deps, request, reply, 'books', (clerk, found) => amend(deps, request, reply, clerk, found)),
  )
  app.post<OfAmendment>(`${one}/amendments/:amendment/remove`, (request, reply) =>
    whenBook(deps, request, reply, 'books', async (clerk, found) => {
      if (found.kind !== 'book') return showMissing(deps, request, reply, clerk)
      const { id: bookId, version, press, title } = found.book
      await deps.db.transaction().execute(async (tx) => {
        const gone = await removeAmendment(tx, { id: request.params.amendment, bookId, version })
        if (gone === null) return
        const deed = deedOf(clerk, press, 'amendment-removed', {
          about: bookId,
          name: title,
          details: { ...gone },
        })
        await noteDeed(tx, deps.secretKey, deed, deps.now())
      })
      return back(reply, clerk, bookId, 'amendment-removed')
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
      const { id, title, press } = bookOf(found)
      await deps.db.transaction().execute(async (tx) => {
        const details = { ...(await findCorrections(tx, id)) }
        await keepCorrections(tx, id, NO_CORRECTIONS)
        const deed = deedOf(clerk, press, 'corrections-dropped', { about: id, name: title, details })
        await noteDeed(tx, deps.secretKey, deed, deps.now())
      })
      return back(reply, clerk, id, 'dropped')
    }),
  )
}

export const bookOf = (found: FoundBook) => (found.kind === 'book' ? found.book : found)

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
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'books', title: words(place.language).title },
    body: renderBooksPage({ place, books: shown, several: presses.length > 1, asked, only, more }),
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
  const [chapters, issues, corrections, amendments] = await Promise.all([
    listChapters(deps.db, id),
    listIssues(deps.db, id),
    findCorrections(deps.db, id),
    listAmendments(deps.db, id),
  ])
  const today = deps.now().toISOString().slice(0, 10)
  return showConsole(deps, request, reply, clerk, {
    ...page,
    body: renderBookScreen({
      sayRule: await loadRuleWords(place.language),
      ...{ place, book: found.book, chapters, issues, corrections, amendments, mayEdit, history, problems },
      typed: typed ?? ((name) => (name === 'date' ? today : '')),
    }),
  })
}

async function amend(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  found: FoundBook,
): Promise<FastifyReply> {
  if (found.kind !== 'book') return showMissing(deps, request, reply, clerk)
  const typed = readForm(request)
  const faults = words(clerk.place.language).amendmentFaults
  const { id: bookId, version, press, title } = found.book
  const kind = AMENDMENT_KINDS.find((one) => one === typed('kind')) ?? 'correction'
  const text = typed('text').trim()
  const doi =
    typed('doi')
      .trim()
      .replace(/^https?:\/\/(dx\.)?doi\.org\//, '') || null
  const date = typed('date').trim()
  const problems = {
    ...(text === '' ? { text: faults.text } : {}),
    ...(/^\d{4}-\d\d-\d\d$/.test(date) && parsePartialDate(date) !== null ? {} : { date: faults.date }),
    ...(doi === null || /^10\.\d{4,9}\/\S+$/.test(doi) ? {} : { doi: faults.doi }),
  }
  if (Object.keys(problems).length > 0)
    return showBook(deps, request, reply, clerk, found, { typed, problems })
  const chapterId = found.contents.find(({ id }) => id === typed('chapter'))?.id ?? null
  const amendment = { id: newId(), chapterId, kind, text, doi, date }
  await deps.db.transaction().execute(async (tx) => {
    await addAmendment(tx, { ...amendment, bookId, version })
    const deed = deedOf(clerk, press, 'amendment-made', { about: bookId, name: title, details: amendment })
    await noteDeed(tx, deps.secretKey, deed, deps.now())
  })
  return back(reply, clerk, bookId, 'amended')
}

async function withdraw(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  found: FoundBook,
): Promise<FastifyReply> {
  const typed = readForm(request)
  const { id, press, title } = bookOf(found)
  if (typed('sure') !== 'yes') {
    const problems = { sure: words(clerk.place.language).unsure }
    return showBook(deps, request, reply, clerk, found, { typed, problems })
  }
  const reason = typed('reason').trim() || null
  const kept = typed('keep') === 'yes'
  await deps.db.transaction().execute(async (tx) => {
    if (kept) await keepWithdrawn(tx, id)
    const done = await withdrawBook({ db: tx, now: deps.now() }, { bookId: id, reason })
    if (done.kind !== 'withdrawn') return
    const deed = deedOf(clerk, press, 'book-withdrawn', { about: id, name: title, details: { reason, kept } })
    await noteDeed(tx, deps.secretKey, deed, deps.now())
  })
  return back(reply, clerk, id, 'withdrawn')
}

async function restore(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  found: FoundBook,
): Promise<FastifyReply> {
  const { id: bookId, press, title } = bookOf(found)
  if (found.kind === 'book' || !(await canRestore(deps.db, bookId)))
    return showMissing(deps, request, reply, clerk)
  const id = newId()
  await deps.db.transaction().execute(async (tx) => {
    await addHandedIn(tx, {
      ...{ id, batch: id, kind: 'restore', press, openness: 'closed', folder: null, file: title, bookId },
      ...{
        accountId: clerk.account.id,
        who: clerk.account.email,
        publishWhenRead: true,
        note: null,
        corrections: null,
      },
    })
    const deed = deedOf(clerk, press, 'book-restored', { about: bookId, name: title })
    await noteDeed(tx, deps.secretKey, deed, deps.now())
  })
  return goTo(reply, at(clerk.place, 'parcels', id))
}
