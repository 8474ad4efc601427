/** Files come in, are read by the worker, looked at, and published: by whoever may, and only then. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, queryOf, readForm } from '#accounts'
import { newId } from '#base'
import { findBook } from '#catalogue'
import { paths, writeBytes } from '#web'
import { admit, type Clerk, type Right } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { inDeed } from '../in-deed.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { renderAddPage } from './add-page.ts'
import type { HandedIn } from './handed-in.ts'
import { addHandedIn, findHandedIn, listHandedIn } from './handed-in-store.ts'
import { loadIssueWords } from './issue-words.ts'
import { renderParcelPage } from './parcel-page.ts'
import { parseMoment } from './parse-moment.ts'
import { layOut, receiveFiles, UPLOAD_LIMITS } from './receive-files.ts'
import { sendEvents } from './send-events.ts'
import { type Settlement, settleHandedIn } from './settle.ts'
import { words } from './words.ts'

const SCREEN = 30
type WithId = { Params: { id: string } }

export function addParcelRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get(consolePath('add'), (request, reply) =>
    admit(deps, request, reply, 'books', (clerk) => showAdd(deps, request, reply, clerk, null)),
  )
  app.post(consolePath('add'), { config: { takesFiles: true } }, (request, reply) =>
    admit(deps, request, reply, 'books', (clerk) => takeFiles(deps, request, reply, clerk)),
  )
  app.get<WithId>(`${consolePath('parcels')}/:id`, (request, reply) =>
    whenSeen(deps, request, reply, 'look', (clerk, one) => showParcel(deps, request, reply, clerk, one)),
  )
  app.get<WithId>(`${consolePath('parcels')}/:id/events`, (request, reply) =>
    whenSeen(deps, request, reply, 'look', async ({ place }, { id }) =>
      sendEvents(app, deps, request, reply, id, place.language),
    ),
  )
  for (const kind of ['publish', 'hold', 'drop'] as const)
    app.post<WithId>(`${consolePath('parcels')}/:id/${kind}`, (request, reply) =>
      whenSeen(deps, request, reply, 'books', (clerk, one) => settle(deps, reply, clerk, one, { kind })),
    )
  app.post<WithId>(`${consolePath('parcels')}/:id/schedule`, (request, reply) =>
    whenSeen(deps, request, reply, 'books', (clerk, one) => schedule(deps, request, reply, clerk, one)),
  )
}

async function showAdd(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problem: string | null,
): Promise<FastifyReply> {
  const { place, presses } = clerk
  const after = queryOf(request, 'after')
  const batch = queryOf(request, 'batch')
  const recent = await listHandedIn(deps.db, {
    ...{ presses, limit: SCREEN + 1 },
    ...(after === undefined ? {} : { after }),
    ...(batch === undefined ? {} : { batch }),
  })
  const shown = recent.slice(0, SCREEN)
  const body = renderAddPage({
    place,
    presses: presses.map((slug) => ({ slug, name: deps.presses.brandOf(slug, place.language).name })),
    recent: shown,
    more: recent.length > SCREEN ? `${at(place, 'add')}?after=${shown.at(-1)?.id}` : null,
  })
  const t = words(place.language)
  const unused = queryOf(request, 'unused')
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'add', title: t.title, body },
    status: problem === null ? 200 : 422,
    problem: problem ?? (unused === undefined ? null : t.unused(unused.slice(0, 500))),
    done: queryOf(request, 'done') === 'sent' ? t.done.sent : null,
  })
}

async function takeFiles(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
): Promise<FastifyReply> {
  const { faults } = words(clerk.place.language)
  const refuse = (problem: string) => showAdd(deps, request, reply, clerk, problem)
  const received = await receiveFiles(request, deps.handedInFolder)
  if (!received.ok) {
    // What is still on its way is not waited for.
    reply.header('connection', 'close')
    return refuse(
      received.error === 'too-large'
        ? faults['too-large'](writeBytes(UPLOAD_LIMITS.bytes, clerk.place.language))
        : faults[received.error],
    )
  }
  const { field, files, forget } = received.value
  try {
    const press = field('press')
    const turnDown = async (problem: string) => {
      await forget()
      return refuse(problem)
    }
    if (!clerk.presses.includes(press)) return await turnDown(faults.press)
    if (files.length === 0) return await turnDown(faults.none)
    const { parcels, unused } = await layOut(received.value, deps.handedInFolder)
    if (parcels.length === 0) return await turnDown(faults['no-parcel'])
    const batch = newId()
    const openness = field('access') === 'closed' ? 'closed' : 'open'
    await inDeed(deps, clerk, async (tx) => {
      for (const { id, name, folder } of parcels)
        await addHandedIn(tx, {
          ...{ id, batch, kind: 'files', press, openness, folder, file: name },
          ...{ bookId: null, corrections: null, accountId: clerk.account.id, who: clerk.account.email },
          ...{ publishWhenRead: false, note: field('note').trim() || null },
        })
      return {
        ...{ act: 'parcel-handed-in', press, about: batch },
        details: { files: parcels.map(({ name }) => name) },
      }
    })
    const [only] = parcels
    const query = new URLSearchParams({
      batch,
      ...(unused.length === 0 ? {} : { unused: unused.join(', ') }),
    })
    return goTo(
      reply,
      parcels.length === 1 && only !== undefined && unused.length === 0
        ? at(clerk.place, 'parcels', only.id)
        : `${at(clerk.place, 'add')}?${query}`,
    )
  } finally {
    await forget()
  }
}

const whenSeen = (
  deps: ConsoleDeps,
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  right: Right,
  then: (clerk: Clerk, one: HandedIn) => Promise<FastifyReply>,
): Promise<FastifyReply> =>
  admit(deps, request, reply, right, async (clerk) => {
    const one = await findHandedIn(deps.db, request.params.id)
    return one === null || !clerk.presses.includes(one.press)
      ? showMissing(deps, request, reply, clerk)
      : then(clerk, one)
  })

async function showParcel(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  one: HandedIn,
  { problem = null, typed = '' }: { readonly problem?: string | null; readonly typed?: string } = {},
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const mayDecide = clerk.may('books', one.press)
  const sayIssue = await loadIssueWords(clerk.place.language)
  const body = renderParcelPage({
    sayIssue,
    ...{ place, one, mayDecide, problem, typed },
    bookPath: await publicPath(deps, one.bookId),
  })
  const done = queryOf(request, 'done')
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'add', title: one.title ?? one.file, above: t.parcel, body },
    status: problem === null ? 200 : 422,
    done: done !== undefined && Object.hasOwn(t.done, done) ? t.done[done as keyof typeof t.done] : null,
  })
}

async function publicPath({ db }: ConsoleDeps, bookId: string | null): Promise<string | null> {
  const found = bookId === null ? null : await findBook(db, bookId)
  return found === null ? null : paths.book(found.kind === 'book' ? found.book : found)
}

const DONE = { publish: 'published', schedule: 'scheduled', hold: 'held', drop: 'dropped' } as const

async function settle(
  deps: ConsoleDeps,
  reply: FastifyReply,
  clerk: Clerk,
  one: HandedIn,
  settlement: Settlement,
): Promise<FastifyReply> {
  const settled = await inDeed(deps, clerk, (tx) => settleHandedIn(tx, one, settlement, deps.now()))
  const done = settled ? DONE[settlement.kind] : 'gone'
  return goTo(reply, `${at(clerk.place, 'parcels', one.id)}?done=${done}`)
}

async function schedule(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  one: HandedIn,
): Promise<FastifyReply> {
  const typed = readForm(request)('at')
  const moment = parseMoment(typed, deps.now())
  if (moment !== null) return settle(deps, reply, clerk, one, { kind: 'schedule', at: moment })
  const problem = words(clerk.place.language).badMoment
  return showParcel(deps, request, reply, clerk, one, { problem, typed })
}
