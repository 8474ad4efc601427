/**
 * `GET /metrics` in Prometheus' text format: for this machine, or for whoever holds the token. The library is loaded when
 * the site listens, so that no start waits for it.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { listBooks } from '#catalogue'
import type { Database } from '#platform'
import { readSpoolState, type Usage } from '#usage'
import { type PageCache, paths } from '#web'
import type { Answered } from './answered.ts'
import { isLoopback } from './is-loopback.ts'

export type MetersDeps = {
  readonly db: Database
  readonly cache: PageCache
  readonly usage: Usage
  /** Where usage is noted. */
  readonly usageFolder: string
}

export type Meters = {
  /** From when the library is there: what was answered before is not counted. */
  count(answered: Answered): void
  load(): Promise<LoadedMeters>
}

type LoadedMeters = {
  readonly contentType: string
  count(answered: Answered): void
  read(): Promise<string>
}

export type MetricsDeps = { readonly meters: Meters; readonly token: string | null }

export function openMeters(deps: MetersDeps): Meters {
  let loading: Promise<LoadedMeters> | null = null
  let loaded: LoadedMeters | null = null
  return {
    count: (answered) => loaded?.count(answered),
    load: () => {
      loading ??= loadMeters(deps).then((meters) => {
        loaded = meters
        return meters
      })
      return loading
    },
  }
}

export function metricsRoutes(app: FastifyInstance, { meters, token }: MetricsDeps): void {
  app.addHook('onListen', () => void meters.load())
  app.get(paths.metrics, { config: { shows: 'nothing' } }, async (request, reply) => {
    if (!mayRead(request, token)) return reply.code(403).type('text/plain').send('Not for you.\n')
    const { contentType, read } = await meters.load()
    return reply
      .header('cache-control', 'no-store')
      .type(contentType)
      .send(await read())
  })
}

/** With a token, the token alone counts. Without, a request that some proxy passed on is nobody's of this machine. */
function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) return isSame(request.headers.authorization ?? '', `Bearer ${token}`)
  const passedOn = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => name in request.headers,
  )
  return !passedOn && isLoopback(request.socket.remoteAddress)
}

const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const CLASSES = ['', '1xx', '2xx', '3xx', '4xx', '5xx']

async function loadMeters({ db, cache, usage, usageFolder }: MetersDeps): Promise<LoadedMeters> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const durations = new Histogram({
    name: 'chapterhouse_answer_seconds',
    help: 'Seconds from a request to the end of its answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  const pages = new Counter({
    name: 'chapterhouse_pages_total',
    help: 'Pages answered, by where they came from: the cache or a new rendering',
    labelNames: ['from'],
    registers,
  })
  new Gauge({
    name: 'chapterhouse_page_cache_bytes',
    help: 'Memory taken by pages that are kept',
    registers,
    collect() {
      this.set(cache.bytes)
    },
  })
  new Gauge({
    name: 'chapterhouse_books',
    help: 'Books on the shelf',
    registers,
    async collect() {
      this.set((await listBooks(db, { limit: 1 })).total)
    },
  })
  const unmoved = new Gauge({
    name: 'chapterhouse_usage_spool_bytes',
    help: 'Usage that is noted and not yet in the database',
    registers,
  })
  new Gauge({
    name: 'chapterhouse_usage_spool_seconds',
    help: 'For how long the oldest of it has been waiting',
    registers,
    async collect() {
      const { bytes, oldest } = await readSpoolState(db, usageFolder)
      unmoved.set(bytes)
      this.set(oldest === null ? 0 : Math.max(0, (Date.now() - oldest.getTime()) / 1000))
    },
  })
  new Gauge({
    name: 'chapterhouse_usage_lost',
    help: 'Answers that could not be noted since this process began',
    registers,
    collect() {
      this.set(usage.lost)
    },
  })
  // Looking a meter up by its labels costs more than reading it.
  const known = new Map<string, ReturnType<typeof durations.labels>>()
  const durationOf = (method: string, route: string, status: string) => {
    const key = `${method} ${status} ${route}`
    const meter = known.get(key) ?? durations.labels({ method, route, status })
    known.set(key, meter)
    return meter
  }
  const FROM = { kept: pages.labels({ from: 'cache' }), rendered: pages.labels({ from: 'rendering' }) }
  return {
    contentType: registry.contentType,
    read: () => registry.metrics(),
    count({ method, route, status, milliseconds, page }) {
      durationOf(method, route ?? 'none', CLASSES[Math.floor(status / 100)] ?? 'other').observe(
        milliseconds / 1000,
      )
      if (page !== null) FROM[page].inc()
    },
  }
}
