/** How far the reading is, as it goes on (server-sent events): until it ends, or whoever listens goes away. */
import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '#web'
import type { ConsoleDeps } from '../deps.ts'
import { isUnderWay } from './handed-in.ts'
import { findHandedIn } from './handed-in-store.ts'
import { sayDoing } from './parcel-page.ts'

const EVERY_MS = 400
/** Then the browser asks anew: by itself, as events have it. */
const LONGEST_MS = 120_000

export function sendEvents(
  app: FastifyInstance,
  { db }: Pick<ConsoleDeps, 'db'>,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  language: Language,
): FastifyReply {
  const stream = new PassThrough()
  const begun = Date.now()
  let over = false
  const end = () => {
    over = true
    clearTimeout(next)
    open.delete(end)
    stream.end()
  }
  let next: NodeJS.Timeout | undefined
  const look = async () => {
    const one = await findHandedIn(db, id).catch(() => null)
    if (over) return
    const progress =
      one && isUnderWay(one)
        ? { percent: Math.round(one.fraction * 100), what: sayDoing(one.doing, language) }
        : null
    stream.write(`event: ${progress === null ? 'done' : 'progress'}\ndata: ${JSON.stringify(progress)}\n\n`)
    if (progress === null || Date.now() - begun > LONGEST_MS) end()
    else next = setTimeout(look, EVERY_MS)
  }
  const open = openStreams(app)
  open.add(end)
  request.raw.on('close', () => {
    if (!over) end()
  })
  void look()
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'private, no-store')
    .header('x-accel-buffering', 'no')
    .send(stream)
}

const streams = new WeakMap<FastifyInstance, Set<() => void>>()

/** Ended when the site stops: nobody waits for them. */
function openStreams(app: FastifyInstance): Set<() => void> {
  return streams.get(app) ?? new Set()
}

export function endEventsWith(app: FastifyInstance): void {
  const open = new Set<() => void>()
  streams.set(app, open)
  app.addHook('preClose', async () => {
    for (const end of [...open]) end()
  })
}
