/**
 * Events of one delivery as they happen (HTML Standard, server-sent events): each browser is told that something happened, and
 * looks at its page again. One connection to the database listens for all of them, while there are any.
 */
import { PassThrough } from 'node:stream'
import type { Database, DatabasePool } from '#platform'
import { type DeliveryEvent, isEnded } from '../deliveries/delivery.ts'
import { findDelivery } from '../deliveries/delivery-store.ts'
import { listEvents } from '../deliveries/event-store.ts'
import { type Watching, watchDeliveries } from '../deliveries/watch-deliveries.ts'

export type EventStreams = {
  /** Null: too many are open already; a page without one is refreshed by hand. */
  open(deliveryId: string, after: string): PassThrough | null
  close(): Promise<void>
}

const MOST = 500
const STILL_THERE_MS = 25_000

type Open = { readonly deliveryId: string; tell(): void; end(): void }

export function openEventStreams(deps: { readonly db: Database; readonly pool: DatabasePool }): EventStreams {
  const open = new Set<Open>()
  let watching: Promise<Watching> | null = null
  const watch = () => {
    watching ??= watchDeliveries(deps.pool, (id) => {
      for (const one of open) if (id === null || one.deliveryId === id) one.tell()
    })
  }
  return {
    open: (deliveryId, after) => {
      if (open.size >= MOST) return null
      watch()
      const stream = new PassThrough()
      const one = follow(deps.db, stream, deliveryId, after)
      open.add(one)
      stream.once('close', () => open.delete(one))
      one.tell()
      return stream
    },
    close: async () => {
      for (const one of open) one.end()
      await (await watching)?.stop()
    },
  }
}

function follow(db: Database, stream: PassThrough, deliveryId: string, after: string): Open {
  let seen = after
  let reading = Promise.resolve()
  const still = setInterval(() => stream.write(': still there\n\n'), STILL_THERE_MS)
  still.unref()
  stream.write('retry: 3000\n\n')
  const read = async () => {
    if (stream.writableEnded || stream.destroyed) return
    for (const event of await listEvents(db, deliveryId, seen)) {
      stream.write(renderEvent(event))
      seen = event.number
    }
    const delivery = await findDelivery(db, deliveryId)
    if (delivery === null || isEnded(delivery)) stream.end('event: end\ndata: {}\n\n')
  }
  stream.once('close', () => clearInterval(still))
  return {
    deliveryId,
    tell: () => {
      reading = reading.then(read).catch(() => void stream.end())
    },
    end: () => void stream.end(),
  }
}

const renderEvent = ({ number, kind, at }: DeliveryEvent): string =>
  `id: ${number}\ndata: ${JSON.stringify({ kind, at: at.toISOString() })}\n\n`
