/** My deliveries: the list, each delivery, its events as they happen, and what a reader may do about it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, queryOf } from '#accounts'
import { isId } from '#base'
import { href, missing, paths, showPrivate } from '#web'
import type { KeptDelivery } from '../deliveries/delivery-rows.ts'
import { findDelivery, listByRequest, listDeliveriesOf } from '../deliveries/delivery-store.ts'
import type { Destination } from '../deliveries/destination.ts'
import { listEvents } from '../deliveries/event-store.ts'
import { explain } from '../deliveries/explain.ts'
import { findThing } from '../deliveries/may-still-take.ts'
import { followWish } from '../deliveries/moves.ts'
import type { SavingDeps } from '../save/deps.ts'
import { takeForms } from '../take-forms.ts'
import { words } from '../words.ts'
import { type ListedDelivery, renderDeliveriesPage } from './deliveries-page.ts'
import { renderDeliveryPage } from './delivery-page.ts'
import { openEventStreams } from './event-stream.ts'

type ById = { Params: { id: string } }

const PAGE = 30

export const myDeliveriesRoutes =
  (deps: SavingDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    takeForms(app)
    const streams = openEventStreams(deps)
    app.addHook('preClose', () => streams.close())
    app.get(paths.deliveries, (request, reply) => showList(deps, request, reply))
    app.get<ById>(paths.delivery(':id'), (request, reply) =>
      withOwn(deps, request, reply, (delivery) => showDelivery(deps, request, reply, delivery)),
    )
    app.get<ById>(paths.deliveryPart(':id', 'events'), (request, reply) =>
      withOwn(deps, request, reply, async ({ id }) => {
        const last = String(request.headers['last-event-id'] ?? '0')
        const stream = streams.open(id, /^\d{1,18}$/.test(last) ? last : '0')
        if (stream === null) return reply.code(503).header('retry-after', 30).send()
        return reply
          .header('cache-control', 'private, no-store')
          .header('x-accel-buffering', 'no')
          .type('text/event-stream; charset=utf-8')
          .send(stream)
      }),
    )
    for (const wish of ['cancel', 'retry'] as const)
      app.post<ById>(paths.deliveryPart(':id', wish), (request, reply) =>
        withOwn(deps, request, reply, async (delivery) => {
          const done = await followWish(deps, delivery, wish)
          const query = new URLSearchParams({ done: done ? wish : 'late' })
          return goTo(reply, `${href(deps.siteOf(request).place, paths.delivery(delivery.id))}?${query}`)
        }),
      )
  }

/** Nobody else's is there at all. */
async function withOwn(
  deps: SavingDeps,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  use: (delivery: KeptDelivery) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { account } = await deps.visitorOf(request)
  if (account === null) return goTo(reply, signInPath(deps, request, paths.delivery(request.params.id)))
  const delivery = isId(request.params.id) ? await findDelivery(deps.db, request.params.id) : null
  return delivery?.accountId === account.id ? use(delivery) : missing(reply)
}

function signInPath(deps: SavingDeps, request: FastifyRequest, path: string): string {
  const { place } = deps.siteOf(request)
  return `${href(place, paths.signIn)}?${new URLSearchParams({ to: href(place, path) })}`
}

async function showList(
  deps: SavingDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { account } = await deps.visitorOf(request)
  if (account === null) return goTo(reply, signInPath(deps, request, paths.deliveries))
  const { place } = deps.siteOf(request)
  const given = new Date(queryOf(request, 'before') ?? '')
  const before = Number.isNaN(given.getTime()) ? {} : { before: given }
  const kept = await listDeliveriesOf(deps.db, account.id, { limit: PAGE + 1, ...before })
  const shown = kept.slice(0, PAGE)
  return showPrivate(deps, request, reply, {
    title: words(place.language).deliveries.title,
    path: paths.deliveries,
    main: renderDeliveriesPage({
      place,
      deliveries: shown.map(toListed(deps.destinations, place.language)),
      before: kept.length > PAGE ? (shown.at(-1)?.made ?? null) : null,
    }),
  })
}

export const toListed =
  (destinations: readonly Destination[], language: 'en' | 'fr') =>
  (delivery: KeptDelivery): ListedDelivery => {
    const destination = destinations.find(({ name }) => name === delivery.destination) ?? null
    return {
      delivery,
      label: destination?.label ?? LABELS[delivery.destination],
      fault:
        delivery.fault === null ? null : explain(language, destination, delivery.fault, delivery).sentence,
    }
  }

const LABELS = { kindle: 'Kindle', dropbox: 'Dropbox', 'google-drive': 'Google Drive' } as const

async function showDelivery(
  deps: SavingDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  delivery: KeptDelivery,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const destination = deps.destinations.find(({ name }) => name === delivery.destination) ?? null
  const [events, thing, [anew]] = await Promise.all([
    listEvents(deps.db, delivery.id),
    findThing(deps.db, delivery.thing),
    listByRequest(deps.db, delivery.accountId, delivery.id),
  ])
  const done = queryOf(request, 'done')
  return showPrivate(deps, request, reply, {
    title: words(place.language).deliveries.of(delivery.thing.title),
    path: paths.delivery(delivery.id),
    main: renderDeliveryPage({
      ...{ place, delivery, events },
      label: destination?.label ?? LABELS[delivery.destination],
      explanation:
        delivery.fault === null ? null : explain(place.language, destination, delivery.fault, delivery),
      anew: anew?.id ?? null,
      after: destination?.renderAfter(place, delivery, anew !== undefined) ?? null,
      productPath:
        thing === null
          ? null
          : thing.chapter === null
            ? paths.book(thing.book)
            : paths.chapter(thing.chapter),
      done: done === 'cancel' || done === 'retry' || done === 'late' ? done : null,
    }),
  })
}
