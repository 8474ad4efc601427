/** Deliveries for those who look after the site: how they stand, and which. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { DeliveredThing, DeliveryState, DestinationName } from './delivery.ts'
import { type KeptDelivery, toDelivery, withDeliveries } from './delivery-rows.ts'

export type DeliveryQuery = {
  /** Null: of every press. */
  readonly presses: readonly string[] | null
  readonly state?: DeliveryState
  readonly destination?: DestinationName
  readonly limit?: number
}

/** For those who look after the site. */
export async function listDeliveries(
  db: Database,
  { presses, state, destination, limit = 100 }: DeliveryQuery,
): Promise<readonly KeptDelivery[]> {
  const rows = await withDeliveries(db)
    .selectFrom('delivery')
    .selectAll()
    .$if(presses !== null, (query) => query.where('press', 'in', [...(presses ?? []), '']))
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'failed'))
    .$if(destination !== undefined, (query) => query.where('destination', '=', destination ?? 'kindle'))
    .orderBy('made', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
}

export type StateCount = {
  readonly destination: DestinationName
  readonly state: DeliveryState
  readonly count: number
}

/** How those made since then stand. */
export async function countDeliveries(
  db: Database,
  presses: readonly string[] | null,
  since: Date,
): Promise<readonly StateCount[]> {
  const rows = await withDeliveries(db)
    .selectFrom('delivery')
    .select(['destination', 'state', sql<number>`count(*)::int`.as('count')])
    .where('made', '>=', since)
    .$if(presses !== null, (query) => query.where('press', 'in', [...(presses ?? []), '']))
    .groupBy(['destination', 'state'])
    .orderBy('destination')
    .orderBy('state')
    .execute()
  return rows
}

/** A file that could not be made of an edition: somebody has to look at it. */
export type Unmakeable = {
  readonly thing: DeliveredThing
  /** Why, as whoever tried to make it said. */
  readonly said: string
  readonly count: number
  readonly last: Date
}

/** Each file once, those that were asked for most first. */
export async function listUnmakeable(
  db: Database,
  presses: readonly string[] | null,
  since: Date,
): Promise<readonly Unmakeable[]> {
  const { rows } = await sql<Unmakeable>`
    select (array_agg(thing order by ended desc))[1] as thing, count(*)::int as count, max(ended) as last,
      coalesce((array_agg(fault -> 'facts' ->> 'said' order by ended desc))[1], '') as said
    from delivery
    where state = 'failed' and fault ->> 'code' in ('cannot-be-made', 'copy-cannot-be-made') and ended >= ${since}
      and (${presses}::text[] is null or press = any (${presses}::text[]))
    group by product_id, thing ->> 'format' order by count(*) desc, max(ended) desc limit 50`.execute(db)
  return rows
}
