/** `/account/kindle…`: a reader's devices, their letters, and what the reader says of a delivery. `/help/kindle`: help. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type AccountPanel,
  type AccountPart,
  queryOf,
  readForm,
  type SignedInAccount,
  whenSignedIn,
} from '#accounts'
import { type AnswerShell, type Html, href, paths } from '#web'
import { findDelivery } from '../deliveries/delivery-store.ts'
import type { Problem } from '../deliveries/destination.ts'
import { type Moving, resumeWaiting, tellNews } from '../deliveries/moves.ts'
import { takeForms } from '../take-forms.ts'
import { askLetter } from './devices/ask-letter.ts'
import { findDevice, type KindleDevice, listDevices, removeDevice } from './devices/device-store.ts'
import { findLetter, useLetter } from './devices/letter-store.ts'
import { noteReport } from './health/health-store.ts'
import { tellOfPause } from './health/tell-of-pause.ts'
import { type KindleDeps, pressOf } from './kindle-deps.ts'
import {
  renderConfirmGonePage,
  renderConfirmPage,
  renderHelpPage,
  renderKindlesPage,
  renderPanel,
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
    app.post<ById>(part('/arrived/:id'), (request, reply) =>
      signedIn(request, reply, ({ id }) => hear(deps, request, reply, id)),
    )
    app.get(paths.kindleHelp, (request, reply) => showHelp(deps, request, reply))
  }

/** The address of a letter's page is a secret: it goes nowhere with a link. */
const show = (
  deps: KindleRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  page: { readonly title: string; readonly path: string; readonly main: Html; readonly status?: number },
): Promise<FastifyReply> =>
  deps.answerShell(request, reply.header('referrer-policy', 'same-origin'), { ...page, robots: 'noindex' })

const goTo = (reply: FastifyReply, address: string): FastifyReply =>
  reply.header('cache-control', 'private, no-store').redirect(address, 303)

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
  return show(deps, request, reply, {
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
  return show(deps, request, reply, {
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
    return show(deps, request, reply, {
      title: t.confirmGoneTitle,
      path: part(''),
      status: 410,
      main: renderConfirmGonePage(place),
    })
  if (!isPressed)
    return show(deps, request, reply, {
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

/** “Did it arrive?” */
async function hear(
  deps: KindleRoutesDeps,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  accountId: string,
): Promise<FastifyReply> {
  const { place } = deps.desk.siteOf(request)
  const field = readForm(request)
  const delivery = await findDelivery(deps.db, request.params.id)
  const isTheirs = delivery?.accountId === accountId && delivery.destination === 'kindle'
  if (delivery !== null && isTheirs && /^(yes|no)$/.test(field('arrived'))) {
    const arrived = field('arrived') === 'yes'
    const code = arrived ? null : toCode(field('code'))
    const fault = { code: 'never-arrived', facts: code === null ? {} : { amazon: code } }
    const news = arrived ? ({ kind: 'arrived' } as const) : ({ kind: 'missing', fault } as const)
    const changed = await tellNews(deps, delivery.id, news)
    const said = { delivery, said: arrived ? 'arrived' : 'missing', code, now: deps.now() } as const
    if (changed && (await noteReport(deps.db, said)))
      await tellOfPause(deps, delivery, delivery.sender ?? '', 'missing')
  }
  return goTo(reply, href(place, paths.delivery(request.params.id)))
}

/** `E999`, however it was copied. */
const toCode = (text: string): string | null =>
  /\bE\d{3,6}\b/.exec(text.toUpperCase().replace(/E[\s-]+(?=\d)/g, 'E'))?.[0] ?? null

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

export const kindlePanel = (deps: KindleDeps): AccountPanel => ({
  id: 'kindles',
  load: async ({ id }, place) => {
    const devices = await listDevices(deps.db, id)
    if (devices.length === 0 && deps.relay === null) return null
    return { title: words(place.language).kindles, body: renderPanel(place, devices) }
  },
})

export const kindlePart = (deps: Pick<KindleDeps, 'db'>): AccountPart => ({
  name: 'kindles',
  load: async ({ id }) =>
    (await listDevices(deps.db, id)).map(({ label, name, domain, confirmed }) => ({
      ...{ label, address: `${name}@${domain}`, confirmed },
    })),
})
