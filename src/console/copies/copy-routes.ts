/** Those who cannot use a book as it is, and ask the press for a copy that they can use. */
import { createReadStream } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type CopyRefusal,
  type CopyRequest,
  copyDeskOf,
  copyWords,
  declineCopy,
  findCopyRequest,
  listCopyRequests,
  pageOf,
  sendCopy,
  takeCopy,
} from '#access'
import { goTo, queryOf, readForm } from '#accounts'
import type { Result } from '#base'
import type { Database } from '#platform'
import { href, html, time, writeBytes } from '#web'
import { nameOf } from '../access/collection-routes.ts'
import { parseDay } from '../access/parse-fields.ts'
import { receiveFiles } from '../add/receive-files.ts'
import { noteDeed } from '../audit/audit-log.ts'
import { admit, type Clerk, deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { ledger, onwards } from '../ledger.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { type CopyScreen, renderCopyScreen } from './copy-screen-page.ts'
import { words } from './words.ts'

const SCREEN = 50
const DAY = 86_400_000
const LIMITS = { bytes: 200 * 1024 ** 2, parts: 10 }
/** For so long a reader can fetch what was made for him. */
const FILE_DAYS = 30

type WithId = { Params: { id: string } }
type Then = (clerk: Clerk, asked: CopyRequest) => Promise<FastifyReply>
type Typed = Pick<CopyScreen, 'typed' | 'problems'> & { readonly problem: string | null }

const UNTYPED: Typed = { typed: { answer: '', until: '', reason: '' }, problems: {}, problem: null }

export function copyRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('copies')
  const when = (request: FastifyRequest<WithId>, reply: FastifyReply, then: Then) =>
    admit(deps, request, reply, 'access', async (clerk) => {
      const asked = await findCopyRequest(deps.db, request.params.id)
      return asked === null || !clerk.presses.includes(asked.press)
        ? showMissing(deps, request, reply, clerk)
        : then(clerk, asked)
    })
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => showCopies(deps, request, reply, clerk)),
  )
  app.get<WithId>(`${path}/:id`, (request, reply) =>
    when(request, reply, (clerk, asked) => showCopy(deps, request, reply, clerk, asked, UNTYPED)),
  )
  app.post<WithId>(`${path}/:id/take`, (request, reply) =>
    when(request, reply, (clerk, asked) => take(deps, request, reply, clerk, asked)),
  )
  app.post<WithId>(`${path}/:id/send`, { config: { takesFiles: true } }, (request, reply) =>
    when(request, reply, (clerk, asked) => send(deps, request, reply, clerk, asked)),
  )
  app.post<WithId>(`${path}/:id/decline`, (request, reply) =>
    when(request, reply, (clerk, asked) => decline(deps, request, reply, clerk, asked)),
  )
}

async function showCopies(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
): Promise<FastifyReply> {
  const { place, presses } = clerk
  const t = words(place.language)
  const isDone = queryOf(request, 'show') === 'settled'
  const after = queryOf(request, 'after')
  const all = await listCopyRequests(deps.db, {
    ...{ presses, limit: SCREEN + 1, states: isDone ? ['sent', 'declined'] : ['new', 'in-hand'] },
    ...(after === undefined ? {} : { after }),
  })
  const shown = all.slice(0, SCREEN)
  const names = await Promise.all(shown.map(({ productId }) => nameOf(deps.db, place, productId)))
  const query = new URLSearchParams({ ...(isDone ? { show: 'settled' } : {}), after: shown.at(-1)?.id ?? '' })
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'copies', title: t.title },
    body: html`<nav aria-label="${t.filter}"><ul class="inline-list filters"><li><a href="${at(place, 'copies')}"${!isDone && html` aria-current="true"`}>${t.waiting}</a></li><li><a href="${at(place, 'copies')}?show=settled"${isDone && html` aria-current="true"`}>${t.settled}</a></li></ul></nav>
${ledger({
  ...{ id: 'copies', caption: t.caption, empty: t.none },
  head: [t.columns.reader, t.columns.product, t.columns.forms, t.columns.asked, t.columns.state],
  rows: shown.map(({ id, name, email, forms, asked, state }, i) => [
    html`<a href="${at(place, 'copies', id)}">${name ?? email ?? t.forgotten}</a>`,
    names[i] ?? '',
    forms.map((form) => copyWords(place.language).forms[form]).join('; '),
    time(asked.toISOString().slice(0, 10), place.language),
    t.states[state],
  ]),
})}${onwards(place, all.length > SCREEN ? `${at(place, 'copies')}?${query}` : null)}`,
  })
}

async function showCopy(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  asked: CopyRequest,
  { typed, problems, problem }: Typed,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const { title, path } = await pageOf(deps.db, asked.productId)
  const done = queryOf(request, 'done')
  const isBad = problem !== null || Object.keys(problems).length > 0
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'copies', title, above: t.request, problem, status: isBad ? 422 : 200 },
    done: done !== undefined && Object.hasOwn(t.done, done) ? t.done[done as keyof typeof t.done] : null,
    body: renderCopyScreen({
      ...{ place, request: asked, typed, problems, limits: { bytes: LIMITS.bytes, days: FILE_DAYS } },
      product: html`<a href="${href(place, path)}">${title}</a>`,
    }),
  })
}

const faultOf = (refusal: CopyRefusal, { place }: Clerk): string => words(place.language).faults[refusal]

/** The step, and its entry in the log, in one transaction. */
async function doing(
  deps: ConsoleDeps,
  clerk: Clerk,
  asked: CopyRequest,
  act: 'copy-taken' | 'copy-sent' | 'copy-declined',
  step: (tx: Database) => Promise<Result<CopyRequest, CopyRefusal>>,
): Promise<Result<CopyRequest, CopyRefusal>> {
  return await deps.db.transaction().execute(async (tx) => {
    const done = await step(tx)
    if (!done.ok) return done
    const { title } = await pageOf(tx, asked.productId)
    // What the log says stays for ever: not who asked, and not what he was told.
    const details = { file: done.value.file !== null, link: done.value.licenceId !== null }
    const deed = deedOf(clerk, asked.press, act, {
      about: asked.id,
      name: title,
      ...(act === 'copy-sent' ? { details } : {}),
    })
    await noteDeed(tx, deps.secretKey, deed, deps.now())
    return done
  })
}

async function take(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  asked: CopyRequest,
): Promise<FastifyReply> {
  const desk = copyDeskOf(deps, clerk.place)
  const by = { by: clerk.account.id, now: deps.now() }
  const done = await doing(deps, clerk, asked, 'copy-taken', (tx) => takeCopy(tx, asked.id, desk, by))
  if (!done.ok)
    return showCopy(deps, request, reply, clerk, asked, { ...UNTYPED, problem: faultOf(done.error, clerk) })
  return goTo(reply, `${at(clerk.place, 'copies', asked.id)}?done=taken`)
}

async function decline(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  asked: CopyRequest,
): Promise<FastifyReply> {
  const reason = readForm(request)('reason').trim().slice(0, 5000)
  const desk = copyDeskOf(deps, clerk.place)
  const by = { by: clerk.account.id, now: deps.now() }
  const done = await doing(deps, clerk, asked, 'copy-declined', (tx) =>
    declineCopy(tx, asked.id, reason, desk, by),
  )
  if (done.ok) return goTo(reply, `${at(clerk.place, 'copies', asked.id)}?done=declined`)
  const told = faultOf(done.error, clerk)
  return showCopy(deps, request, reply, clerk, asked, {
    ...(done.error === 'no-reason'
      ? { ...UNTYPED, problems: { reason: told } }
      : { ...UNTYPED, problem: told }),
  })
}

async function send(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  asked: CopyRequest,
): Promise<FastifyReply> {
  const t = words(clerk.place.language).faults
  const received = await receiveFiles(request, deps.handedInFolder, LIMITS)
  if (!received.ok) {
    // What is still on its way is not waited for.
    reply.header('connection', 'close')
    const told =
      received.error === 'too-large' ? t['too-large'](writeBytes(LIMITS.bytes, clerk.place.language)) : t.file
    return showCopy(deps, request, reply, clerk, asked, { ...UNTYPED, problem: told })
  }
  const { field, files, forget } = received.value
  try {
    const typed = { answer: field('answer').trim().slice(0, 5000), until: field('until').trim(), reason: '' }
    const again = (more: Partial<Typed>) =>
      showCopy(deps, request, reply, clerk, asked, { ...UNTYPED, typed, ...more })
    const until = parseDay(typed.until, true)
    const isPast = until.ok && until.value !== null && until.value <= deps.now()
    if (!until.ok || isPast) return await again({ problems: { until: t.date } })
    const [file] = files.filter(({ bytes }) => bytes > 0)
    const now = deps.now()
    const sent = {
      answer: typed.answer === '' ? null : typed.answer,
      linkUntil: until.value,
      file:
        file === undefined
          ? null
          : {
              name: file.name,
              source: createReadStream(file.path, { highWaterMark: 1 << 20 }),
              until: new Date(now.getTime() + FILE_DAYS * DAY),
            },
    }
    const desk = copyDeskOf(deps, clerk.place)
    const done = await doing(deps, clerk, asked, 'copy-sent', (tx) =>
      sendCopy(tx, asked.id, sent, desk, { by: clerk.account.id, now }),
    )
    if (!done.ok) return await again({ problem: faultOf(done.error, clerk) })
    return goTo(reply, `${at(clerk.place, 'copies', asked.id)}?done=sent`)
  } finally {
    await forget()
  }
}
