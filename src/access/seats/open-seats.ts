/**
 * How many read by a licence at once. A reader takes a seat when a text is given to him, and keeps it for a quarter of an hour
 * after the last one. Seats are counted in memory; behind the answers every process writes its own down and reads those of the
 * others, so that several processes together give at most as many too many as come within those few seconds. Where no licence
 * counts seats, nothing is written.
 */
import type { Database } from '#platform'
import type { Licence } from '../licences/licence.ts'
import type { Grant } from '../visitor.ts'
import { type Lease, readLeases, writeLeases } from './seat-store.ts'

export type Seats = {
  stateOf(licence: Pick<Licence, 'id' | 'seats'>, reader: string): Grant['seats']
  /** Called when a text was given by this licence. */
  take(licenceId: string, reader: string): void
  /** Writes down what is new and reads what others wrote. */
  exchange(): Promise<void>
  close(): Promise<void>
}

const LEASE_MS = 15 * 60_000
const EXCHANGE_MS = 5000

export async function openSeats(
  db: Database,
  { now, onTrouble }: { readonly now: () => Date; readonly onTrouble: (error: unknown) => void },
): Promise<Seats> {
  const seats = new Map<string, Map<string, number>>()
  const unwritten = new Map<string, Lease>()

  const readersOf = (licenceId: string): Map<string, number> => {
    const readers = seats.get(licenceId) ?? new Map<string, number>()
    const moment = now().getTime()
    for (const [reader, until] of readers) if (until <= moment) readers.delete(reader)
    return readers
  }
  const keep = ({ licenceId, reader, until }: Lease): void => {
    const readers = seats.get(licenceId) ?? new Map<string, number>()
    readers.set(reader, Math.max(readers.get(reader) ?? 0, until.getTime()))
    seats.set(licenceId, readers)
  }
  const exchange = async (): Promise<void> => {
    const written = [...unwritten.values()]
    unwritten.clear()
    await writeLeases(db, written, now())
    for (const lease of await readLeases(db, now())) keep(lease)
  }
  const timer = setInterval(() => void exchange().catch(onTrouble), EXCHANGE_MS)
  timer.unref()
  await exchange()
  return {
    stateOf: ({ id, seats: limit }, reader) => {
      if (limit === null) return 'none'
      const readers = readersOf(id)
      return readers.has(reader) || readers.size < limit ? 'free' : 'taken'
    },
    take: (licenceId, reader) => {
      const lease = { licenceId, reader, until: new Date(now().getTime() + LEASE_MS) }
      keep(lease)
      unwritten.set(`${licenceId} ${reader}`, lease)
    },
    exchange,
    close: async () => {
      clearInterval(timer)
      await exchange().catch(onTrouble)
    },
  }
}
