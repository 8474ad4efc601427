/** The site as a Fastify application: who is addressed, what every answer carries, what happens when nothing answers. */
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify'
import { type Entitlements, type OffersOf, openPasses, openTraces, openVisitors } from '#access'
import {
  clientAddress,
  doubtWhoSends,
  openIdentify,
  openIdentity,
  openInstitutionDoor,
  type SessionMemory,
} from '#accounts'
import type { Offer } from '#book'
import { showFailed, showNotFound } from '#landing'
import type { Config, Log } from '#platform'
import type { Located, Presses } from '#press'
import { buyPath, loadOffers } from '#sales'
import { type Usage, usageFolder } from '#usage'
import { ANY_READER, type Given, type Place, paths, refuseCrossSite, type Shows, type Site } from '#web'
import { clientIpOf, hostsOf, originOf, rememberKeys, rememberPlaces } from './addressed.ts'
import { type Answered, followAnswers } from './answered.ts'
import { isLoopback } from './is-loopback.ts'
import { logAnswers } from './log-answers.ts'
import { openMeters } from './metrics.ts'
import { nameAnswers } from './name-answers.ts'
import { openQuickPages } from './quick-pages.ts'
import { requestIds } from './request-ids.ts'
import { addRoutes, type RoutesDeps } from './routes.ts'
import { addSecurityHeaders, pageHeaders } from './security-headers.ts'
import { BODY_MS, cutSlowBodies, FILES_MS } from './slow-bodies.ts'

export type AppDeps = Omit<
  RoutesDeps,
  | 'identify'
  | 'meters'
  | 'door'
  | 'siteOf'
  | 'visitorOf'
  | 'readerOf'
  | 'onGiven'
  | 'passes'
  | 'traces'
  | 'collectionsOf'
  | 'offersOf'
  | 'buyPath'
> & {
  readonly config: Config
  readonly log: Log
  readonly presses: Presses
  readonly sessions: SessionMemory
  readonly entitlements: Entitlements
  readonly usage: Usage
}

/**
 * Not imported: a module namespace of node:http calls up all that stands in it, the WebSocket client with undici among it,
 * which takes 14 MB of memory and 80 ms that no site needs.
 */
const { createServer } = process.getBuiltinModule('node:http')

/** Longer than the minute for which proxies keep theirs: who closes first must not be we. */
const KEEP_ALIVE_MS = 72_000
const TIMES = { headersTimeout: BODY_MS, requestTimeout: FILES_MS, keepAliveTimeout: KEEP_ALIVE_MS }

/** No route is described to Fastify by a schema: told so, it does not load what would compile them (150 modules). */
const refuseSchema = () => () => {
  throw new Error('Routes have no schemas here: see NO_SCHEMAS')
}
const NO_SCHEMAS = { buildValidator: refuseSchema, buildSerializer: refuseSchema }

export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { config, log, presses } = deps
  const addressed = new WeakMap<object, Located>()
  const hosts = hostsOf(presses, config)
  const locate = rememberPlaces(presses)
  const logger: FastifyBaseLogger = log
  const nextId = requestIds()
  const meters = openMeters({ ...deps, usageFolder: usageFolder(config.dataDir) })
  const logAll = logAnswers(log)
  const onAnswered = (answered: Answered) => {
    logAll([answered])
    meters.count(answered)
  }
  /** Absent until all is joined, and when the site is closing: then every request takes the long way. */
  let quick: ReturnType<typeof openQuickPages> | null = null
  const app = Fastify({
    loggerInstance: logger,
    serverFactory: (answer) =>
      createServer({ ...TIMES }, (request, response) => {
        if (!quick?.(request, response)) answer(request, response)
      }),
    // One line for each answer is enough: see log-answers.ts.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: nextId,
    requestIdHeader: false,
    trustProxy: (address) => config.trustedProxies(address),
    // Language and press are taken from the address before it is routed.
    rewriteUrl: (request) => {
      const url = request.url ?? '/'
      const origin = originOf(request, config.trustedProxies, hosts)
      if (origin === null) return url
      const located = locate(origin, url)
      addressed.set(request, located)
      return located.url
    },
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false },
    exposeHeadRoutes: true,
    schemaController: { compilersFactory: NO_SCHEMAS },
    bodyLimit: 65_536,
    forceCloseConnections: 'idle',
  })
  const listed: RouteOptions[] = []
  routes.set(app, listed)
  app.addHook('onRoute', (route) => void listed.push(route))
  const keyOf = rememberKeys()
  const siteOf = (request: FastifyRequest): Site => {
    const known = addressed.get(request.raw)
    const located = known ?? presses.locate(config.publicUrl ?? 'http://localhost', '/')
    return presses.siteOf(located)
  }
  const identify = openIdentify({ ...deps, siteOf })
  doubtWhoSends(app, { ...deps, siteOf })
  const door = openInstitutionDoor({
    ...{ db: deps.db, book: deps.book, secret: deps.secretKey, now: deps.now },
    originOf: (request) => siteOf(request).place.origin,
  })
  const passes = openPasses({ ...deps, originOf: (request) => siteOf(request).place.origin })
  const traces = openTraces()
  const { visitorOf, readerOf, noteGiven, noteGivenToStranger } = openVisitors({
    ...{ now: deps.now, secretKey: deps.secretKey, entitlements: deps.entitlements, passes, traces },
    identify: openIdentity({ identify, door }),
    admits: (id) => deps.book.find(id)?.settings.admits ?? [],
  })
  const whole = {
    ...{ ...deps, meters, identify, door, siteOf, passes, traces, visitorOf, readerOf },
    collectionsOf: deps.entitlements.collectionsOf,
    offersOf: async (product: Parameters<OffersOf>[0]) =>
      deps.provider === null ? [] : loadOffers(deps.db, product),
    buyPath: (offer: Offer, place: Place) => (deps.provider === null ? null : buyPath(offer, place)),
    onGiven: (request: FastifyRequest, given: Given) => {
      deps.usage.expect(request, given)
      void noteGiven(request, given).catch((error) =>
        log.error({ err: error }, 'An answer could not be noted'),
      )
    },
  }
  quick = openQuickPages({
    cache: deps.cache,
    keyOf: (request) => {
      const origin = originOf(request, config.trustedProxies, hosts)
      return origin === null ? null : keyOf(locate(origin, request.url ?? '/'))
    },
    clientIp: (request) => clientIpOf(request, config.trustedProxies),
    isStrange: (ip) => deps.book.findByAddress(clientAddress({ ip })).length === 0,
    nextId,
    onGiven: (asked, given) => {
      noteGivenToStranger(asked, given)
      deps.usage.noteStranger(asked, given)
    },
    beforeAnswers: deps.usage.writeStrangers,
    onAnswered: (answers) => {
      logAll(answers)
      for (const answered of answers) meters.count(answered)
    },
    always: { ...pageHeaders(config.publicUrl), 'x-instance': deps.instance },
  })
  app.addHook('preClose', async () => {
    quick = null
  })
  followAnswers(app, onAnswered)
  cutSlowBodies(app)
  deps.usage.follow(app, visitorOf)
  nameAnswers(app, deps.instance)
  addSecurityHeaders(app, config.publicUrl)
  app.addHook('onRequest', async (request, reply) => {
    if (addressed.has(request.raw) || isProbe(request)) return
    return reply.code(400).type('text/plain; charset=utf-8').send('This site does not answer by that name.\n')
  })
  app.addHook(
    'onRequest',
    refuseCrossSite((request) => siteOf(request).place.origin),
  )
  app.setNotFoundHandler((request, reply) => showNotFound(whole, request, reply))
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status < 500)
      return reply
        .code(status)
        .type('text/plain; charset=utf-8')
        .send(`${messageOf(error)}\n`)
    request.log.error({ err: error, url: request.url }, 'A request failed')
    // Whoever asks may be what could not be found out.
    return showFailed({ ...whole, readerOf: async () => ANY_READER }, request, reply)
  })
  await addRoutes(app, whole)
  return app
}

export type ListedRoute = {
  readonly method: string
  readonly url: string
  readonly crossSite: boolean
  /** Null: it has not said what it can show. */
  readonly shows: Shows | null
}

const routes = new WeakMap<FastifyInstance, readonly RouteOptions[]>()

/** Every address that is answered, as it was registered: what is promised of all of them is proven of each. */
export const routesOf = (app: FastifyInstance): readonly ListedRoute[] =>
  (routes.get(app) ?? []).flatMap(({ method, url, config }) =>
    [method].flat().map((one) => ({
      ...{ method: one, url, crossSite: config?.crossSite === true, shows: config?.shows ?? null },
    })),
  )

/** Probes and collectors of this machine ask by its address, whatever the site is called. */
const isProbe = ({ url, socket }: FastifyRequest): boolean =>
  (url.startsWith(paths.health) || url.startsWith(paths.metrics)) && isLoopback(socket.remoteAddress)

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'The request is not understood.'
