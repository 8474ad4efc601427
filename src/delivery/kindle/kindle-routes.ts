/** `/account/kindle…`: a reader's devices and their letters. `/help/kindle`: help. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, queryOf, readForm, type SignedInAccount, whenSignedIn } from '#accounts'
import { type AnswerShell, href, paths, showPrivate } from '#web'
import type { Problem } from '../deliveries/destination.ts'
import { type Moving, resumeWaiting } from '../deliveries/moves.ts'
import { takeForms } from '../take-forms.ts'
import { askLetter } from './devices/ask-letter.ts'
import { findDevice, type KindleDevice, listDevices, removeDevice } from './devices/device-store.ts'
import { findLetter, useLetter } from './devices/letter-store.ts'
import { hearingRoutes } from './hearing-routes.ts'
import { type KindleDeps, pressOf } from './kindle-deps.ts'
import {
  renderConfirmGonePage,
  renderConfirmPage,
  renderHelpPage,
  renderKindlesPage,
  renderPendingPage,
} from './kindle-pages.ts'
import { largestFile } from './largest-file.ts'
import { takeNew } from './open-kindle.ts'
import { words } from './words.ts'

type Desk = Parameters<typeof whenSignedIn>[0]

export type KindleRoutesDeps = KindleDeps & {
  readonly desk: Desk
  readonly queue: Moving['queue']
  readonly answerShell: AnswerShell
}

type ById = { readonly Params: { readonly id: string } }
type ByProof = { readonly Params: { readonly id: string; readonly proof: string } }

const part = (name: string): string => paths.accountPart(`kindle${name}`)

export const kindleRoutes =
  (deps: KindleRoutesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    takeForms(app)
    const signedIn = (
      request: FastifyRequest,
      reply: FastifyReply,
      then: (reader: SignedInAccount['account']) => Promise<FastifyReply>,
    ) => whenSignedIn(deps.desk, request, reply, ({ account }) => then(account))
    app.get(part(''), (request, reply) =>
      signedIn(request, reply, ({ id }) => showKindles(deps, request, reply, id)),
    )
    app.post(part(''), (request, reply) =>
      signedIn(request, reply, (account) => add(deps, request, reply, account)),
    )
    app.post<ById>(part('/:id/again'), (request, reply) =>
      signedIn(request, reply, (account) => sendAgain(deps, request, reply, account)),
    )
    app.post<ById>(part('/:id/remove'), (request, reply) =>
      signedIn(request, reply, async ({ id: accountId }) => {
        await removeDevice(deps.db, { id: request.params.id, accountId })
        return goBack(deps, request, reply, 'removed')
      }),
    )
    app.get<ById>(part('/pending/:id'), (request, reply) =>
      signedIn(request, reply, (account) => showPending(deps, request, reply, account)),
    )
    // The link proves the mailbox, whoever's browser opens it: nothing but its own Kindle is shown or changed.
    app.get<ByProof>(part('/confirm/:id/:proof'), (request, reply) => confirm(deps, request, reply, false))
    app.post<ByProof>(part('/confirm/:id/:proof'), (request, reply) => confirm(deps, request, reply, true))
    hearingRoutes(app, deps)
    app.get(paths.kindleHelp, (request, reply) => showHelp(deps, request, reply))
  }

type Done = keyof ReturnType<typeof words>['done']

const goBack = (
  { desk }: KindleRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  done: Done,
): FastifyReply => goTo(reply, `${href(desk.siteOf(request).place, part(''))}?done=${done}`)

async function showKindles(
  deps: KindleRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  accountId: string,
  wrong: { readonly given: URLSearchParams; readonly problems: readonly Problem[] } | null = null,
): Promise<FastifyReply> {
  const { place } = deps.desk.siteOf(request)
  const t = words(place.language)
  const done = Object.entries(t.done).find(([key]) => key === queryOf(request, 'done'))?.[1] ?? null
  return showPrivate(deps, request, reply, {
    title: t.yourKindles,
    path: part(''),
    status: wrong === null ? 200 : 422,
    main: renderKindlesPage({
      ...{ place, done: wrong === null ? done : null, domains: deps.domains },
      devices: await listDevices(deps.db, accountId),
      given: wrong?.given ?? null,
      problems: wrong?.problems ?? [],
    }),
  })
}

const formOf = (request: FastifyRequest): URLSearchParams =>
  request.body instanceof URLSearchParams ? request.body : new URLSearchParams()

type Reader = SignedInAccount['account']

async function add(
  deps: KindleRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  account: Reader,
): Promise<FastifyReply> {
  const { place } = deps.desk.siteOf(request)
  const given = formOf(request)
  const device = await takeNew(deps, { accountId: account.id, place }, given)
  if (!device.ok) return showKindles(deps, request, reply, account.id, { given, problems: device.error })
  if (device.value.confirmed !== null) return goBack(deps, request, reply, 'confirmed')
  return write(deps, request, reply, account, device.value, href(place, part('')))
}

async function sendAgain(
  deps: KindleRoutesDeps,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  account: Reader,
): Promise<FastifyReply> {
  const { place } = deps.desk.siteOf(request)
  const device = await findDevice(deps.db, { id: request.params.id, accountId: account.id })
  const back = ownPath(readForm(request)('to')) ?? href(place, part(''))
  if (device === null || device.confirmed !== null) return goTo(reply, href(place, part('')))
  return write(deps, request, reply, account, device, back)
}

async function write(
  deps: KindleRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  account: Reader,
  device: KindleDevice,
  back: string,
): Promise<FastifyReply> {
  const { place, press } = deps.desk.siteOf(request)
  const slug = press ?? deps.presses[0]?.slug ?? ''
  const reader = { accountId: account.id, email: account.email }
  if (await askLetter(deps, { ...reader, place, press: slug, device, back }))
    return goBack(deps, request, reply, 'asked')
  const sentence = words(place.language).problems['too-often']
  return showKindles(deps, request, reply, account.id, {
    given: new URLSearchParams(),
    problems: [{ field: 'kindle', sentence }],
  })
}

/** An address of ours without a host; whatever else is written there is not followed. */
const ownPath = (text: string | undefined): string | null =>
  text !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : null

async function showPending(
  deps: KindleRoutesDeps,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  account: Reader,
): Promise<FastifyReply> {
  const { place } = deps.desk.siteOf(request)
  const device = await findDevice(deps.db, { id: request.params.id, accountId: account.id })
  if (device === null || device.confirmed !== null) return goTo(reply, href(place, part('')))
  const back = ownPath(queryOf(request, 'to')) ?? href(place, paths.home)
  return showPrivate(deps, request, reply, {
    title: words(place.language).pendingTitle,
    path: part(''),
    main: renderPendingPage(place, { email: account.email, device, back }),
  })
}

async function confirm(
  deps: KindleRoutesDeps,
  request: FastifyRequest<ByProof>,
  reply: FastifyReply,
  isPressed: boolean,
): Promise<FastifyReply> {
  const { place } = deps.desk.siteOf(request)
  const t = words(place.language)
  const now = deps.now()
  const letter = await findLetter(deps.db, { ...request.params, secret: deps.secret, now })
  const device =
    letter === null ? null : await findDevice(deps.db, { id: letter.deviceId, accountId: letter.accountId })
  if (letter === null || device === null || (isPressed && !(await useLetter(deps.db, letter, now))))
    return showPrivate(deps, request, reply, {
      title: t.confirmGoneTitle,
      path: part(''),
      status: 410,
      main: renderConfirmGonePage(place),
    })
  if (!isPressed)
    return showPrivate(deps, request, reply, {
      title: t.confirmTitle,
      path: part(''),
      main: renderConfirmPage(place, device, part(`/confirm/${request.params.id}/${request.params.proof}`)),
    })
  await resumeWaiting(deps, {
    ...{ accountId: letter.accountId, destination: 'kindle' },
    ...{ target: device.id, label: device.label },
  })
  return goBack(deps, request, reply, 'confirmed')
}

async function showHelp(
  deps: KindleRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place, press } = deps.desk.siteOf(request)
  const slugs = press === null ? deps.presses.map(({ slug }) => slug) : [press]
  const presses = (slugs.length === 0 ? [''] : slugs)
    .map((slug) => pressOf(deps, slug))
    .filter(({ offered }) => offered && deps.relay !== null)
  const senders = [...Map.groupBy(presses, ({ sender }) => sender)].flatMap(([sender, of]) =>
    sender === null ? [] : [{ sender, press: of.map(({ name }) => name).join(', ') }],
  )
  return deps.answerShell(request, reply, {
    title: words(place.language).help,
    path: paths.kindleHelp,
    robots: null,
    main: renderHelpPage(place, {
      senders: senders.length === 1 ? senders.map((one) => ({ ...one, press: null })) : senders,
      limit: largestFile(deps),
    }),
  })
}
