/** `/account/connections`, the way to a cloud and back, and help. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Desk, goTo, queryOf, returnPath, type SignedInAccount, whenSignedIn } from '#accounts'
import { isId } from '#base'
import { type AnswerShell, href, missing, type Place, paths, showPrivate } from '#web'
import { findDelivery } from '../deliveries/delivery-store.ts'
import { takeForms } from '../take-forms.ts'
import { listAgreements } from './agreement-store.ts'
import type { Cloud } from './cloud.ts'
import { connect, tellWaiting } from './connect.ts'
import { listConnections } from './connection-store.ts'
import type { ConnectionsDeps } from './connections-deps.ts'
import { renderConnectionsPage, renderGoingOnPage, renderHelpPage } from './connections-page.ts'
import { noteConsent, takeConsentNote } from './consent-store.ts'
import { leaveCloud } from './leave-cloud.ts'
import { words } from './words.ts'

type ByCloud = { readonly Params: { readonly cloud: string } }

type Turn = {
  readonly cloud: Cloud
  readonly place: Place
  readonly signedIn: SignedInAccount
}

export type ConnectionsRoutesDeps = ConnectionsDeps & {
  readonly desk: Desk
  readonly answerShell: AnswerShell
  /** What a press is called. */
  readonly nameOf: (press: string) => string
}

export const connectionsRoutes =
  (deps: ConnectionsRoutesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    takeForms(app)
    app.get(paths.connections, (request, reply) =>
      whenSignedIn(deps.desk, request, reply, ({ account }) =>
        showConnections(deps, request, reply, account.id),
      ),
    )
    app.get<ByCloud>(paths.connectCloud(':cloud'), (request, reply) =>
      withCloud(deps, request, reply, (turn) => begin(deps, request, reply, turn)),
    )
    app.get<ByCloud>(paths.cloudReturn(':cloud'), (request, reply) =>
      withCloud(deps, request, reply, (turn) => finish(deps, request, reply, turn), paths.connections),
    )
    app.post<ByCloud>(paths.disconnectCloud(':cloud'), (request, reply) =>
      withCloud(deps, request, reply, async ({ cloud, place, signedIn }) => {
        await leaveCloud(deps, { accountId: signedIn.account.id, cloud: cloud.name })
        return goTo(reply, withDone(href(place, paths.connections), cloud, 'left'))
      }),
    )
    for (const cloud of deps.clouds)
      app.get(paths.savingHelp(cloud.name), (request, reply) => {
        const { place } = deps.desk.siteOf(request)
        const title = words(place.language).help.title(cloud.label)
        return showPrivate(deps, request, reply, {
          ...{ title, path: paths.savingHelp(cloud.name), main: renderHelpPage(place, cloud) },
        })
      })
  }

async function withCloud(
  deps: ConnectionsRoutesDeps,
  request: FastifyRequest<ByCloud>,
  reply: FastifyReply,
  then: (turn: Turn) => Promise<FastifyReply>,
  signInFor?: string,
): Promise<FastifyReply> {
  const cloud = deps.clouds.find(({ name }) => name === request.params.cloud)
  if (!cloud) return missing(reply)
  const { place } = deps.desk.siteOf(request)
  const go = (signedIn: SignedInAccount) => then({ cloud, place, signedIn })
  return signInFor === undefined
    ? whenSignedIn(deps.desk, request, reply, go)
    : whenSignedIn(deps.desk, request, reply, go, href(place, signInFor))
}

const redirectOf = ({ origin }: Place, cloud: Cloud): string => `${origin}${paths.cloudReturn(cloud.name)}`

async function begin(
  deps: ConnectionsRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { cloud, place, signedIn }: Turn,
): Promise<FastifyReply> {
  const accountId = signedIn.account.id
  const asked = queryOf(request, 'delivery') ?? ''
  const delivery = isId(asked) ? await findDelivery(deps.db, asked) : null
  const own = delivery?.accountId === accountId ? delivery.id : null
  const to = queryOf(request, 'to')
  const page = href(place, own === null ? paths.connections : paths.delivery(own))
  const returnTo = to === undefined ? page : returnPath(place, to)
  const { askConsent } = await import('./oauth.ts')
  const consent = await askConsent(cloud, redirectOf(place, cloud))
  const traveller = { accountId, sessionId: signedIn.session.id }
  await noteConsent(
    deps.db,
    deps.seals,
    { ...traveller, cloud: cloud.name, returnTo, deliveryId: own },
    { ...consent, now: deps.now() },
  )
  // Forms of ours may be sent to ourselves alone (form-action), also by a redirection: a page leads on.
  return showPrivate(deps, request, reply.header('refresh', `0; url=${consent.url}`), {
    title: words(place.language).goingOn(cloud.label),
    path: paths.connectCloud(cloud.name),
    main: renderGoingOnPage(place, cloud, consent.url),
  })
}

async function finish(
  deps: ConnectionsRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { cloud, place, signedIn }: Turn,
): Promise<FastifyReply> {
  const { account, session } = signedIn
  const traveller = { accountId: account.id, sessionId: session.id, cloud: cloud.name }
  const state = queryOf(request, 'state') ?? ''
  const note = await takeConsentNote(deps.db, deps.seals, traveller, state, deps.now())
  if (note.kind === 'unknown') return goTo(reply, withDone(href(place, paths.connections), cloud, 'expired'))
  if (note.kind === 'expired') {
    await tellWaiting(deps, account.id, cloud.name, 'consent-expired')
    return goTo(reply, withDone(note.consent.returnTo, cloud, 'expired'))
  }
  const redirect = redirectOf(place, cloud)
  const { search } = new URL(request.url, place.origin)
  const back = { url: new URL(`${redirect}${search}`), redirect, state, verifier: note.verifier }
  const connected = await connect(deps, cloud, account.id, back)
  if (!connected.ok)
    deps.log.info({ id: request.id, cloud: cloud.name, why: connected.error }, 'A cloud was not connected')
  return goTo(reply, withDone(note.consent.returnTo, cloud, connected.ok ? 'connected' : connected.error))
}

/** What the page that is come back to says: `connected=dropbox:refused`. */
function withDone(path: string, { name }: Cloud, done: string): string {
  const url = new URL(path, 'http://localhost')
  url.searchParams.set('connected', `${name}:${done}`)
  return `${url.pathname}${url.search}`
}

async function showConnections(
  deps: ConnectionsRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  accountId: string,
): Promise<FastifyReply> {
  const { place } = deps.desk.siteOf(request)
  const agreements = await listAgreements(deps.db, accountId)
  return showPrivate(deps, request, reply, {
    title: words(place.language).title,
    path: paths.connections,
    main: renderConnectionsPage({
      ...{ place, clouds: deps.clouds },
      connections: await listConnections(deps.db, accountId),
      agreements: agreements.map((one) => ({ ...one, name: deps.nameOf(one.press) })),
      done: sayDone(place, deps.clouds, queryOf(request, 'connected')),
    }),
  })
}

/** In a sentence; null: nothing has happened. */
export function sayDone(
  place: Place,
  clouds: readonly Pick<Cloud, 'name' | 'label'>[],
  said: string | undefined,
): string | null {
  const [name, done = ''] = said?.split(':') ?? []
  const cloud = clouds.find((one) => one.name === name)
  const sentences: Readonly<Record<string, (label: string) => string>> = words(place.language).done
  return cloud === undefined ? null : (sentences[done]?.(cloud.label) ?? null)
}
