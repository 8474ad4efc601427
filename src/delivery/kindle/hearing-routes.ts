/** `/account/kindle/arrived/…`, `/account/kindle/otherwise/…`: what a reader says of a delivery, and what can follow from it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo, readForm, whenSignedIn } from '#accounts'
import { isId } from '#base'
import { href, missing, paths } from '#web'
import type { KeptDelivery } from '../deliveries/delivery-rows.ts'
import { findDelivery, listByRequest } from '../deliveries/delivery-store.ts'
import { beginOtherwise, tellNews } from '../deliveries/moves.ts'
import { decideOtherwise } from './decide-otherwise.ts'
import { noteReport } from './health/health-store.ts'
import { tellOfPause } from './health/tell-of-pause.ts'
import type { KindleRoutesDeps } from './kindle-routes.ts'

type ById = { readonly Params: { readonly id: string } }
type Handler = (delivery: KeptDelivery) => Promise<string>

export function hearingRoutes(app: FastifyInstance, deps: KindleRoutesDeps): void {
  const route = (name: string, handle: (request: FastifyRequest) => Handler): void =>
    void app.post<ById>(paths.accountPart(`kindle/${name}/:id`), (request, reply) =>
      withOwn(deps, request, reply, handle(request)),
    )
  route('arrived', (request) => (delivery) => hear(deps, request, delivery))
  route('otherwise', () => (delivery) => sendOtherwise(deps, delivery))
}

/** Nobody else's is there at all. The handler says on the page of which delivery it goes on. */
const withOwn = (
  deps: KindleRoutesDeps,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  handle: Handler,
): Promise<FastifyReply> =>
  whenSignedIn(deps.desk, request, reply, async ({ account }) => {
    const { id } = request.params
    const delivery = isId(id) ? await findDelivery(deps.db, id) : null
    if (delivery?.accountId !== account.id || delivery.destination !== 'kindle') return missing(reply)
    return goTo(reply, href(deps.desk.siteOf(request).place, paths.delivery(await handle(delivery))))
  })

/** “Did it arrive?” */
async function hear(
  deps: KindleRoutesDeps,
  request: FastifyRequest,
  delivery: KeptDelivery,
): Promise<string> {
  const field = readForm(request)
  if (!/^(yes|no)$/.test(field('arrived'))) return delivery.id
  const arrived = field('arrived') === 'yes'
  const code = arrived ? null : toCode(field('code'))
  const fault = { code: 'never-arrived', facts: code === null ? {} : { amazon: code } }
  const news = arrived ? ({ kind: 'arrived' } as const) : ({ kind: 'missing', fault } as const)
  const changed = await tellNews(deps, delivery.id, news)
  const said = { delivery, said: arrived ? 'arrived' : 'missing', code, now: deps.now() } as const
  if (changed && (await noteReport(deps.db, said)))
    await tellOfPause(deps, delivery, delivery.sender ?? '', 'missing')
  return delivery.id
}

/** Once more in another manner, where that may help; asked for again, it is the same one. */
async function sendOtherwise(deps: KindleRoutesDeps, delivery: KeptDelivery): Promise<string> {
  const manner = decideOtherwise(delivery)
  if (manner !== null) await beginOtherwise(deps, delivery, manner)
  const [anew] = await listByRequest(deps.db, delivery.accountId, delivery.id)
  return anew?.id ?? delivery.id
}

/** `E999`, however it was copied. */
const toCode = (text: string): string | null =>
  /\bE\d{3,6}\b/.exec(text.toUpperCase().replace(/E[\s-]+(?=\d)/g, 'E'))?.[0] ?? null
