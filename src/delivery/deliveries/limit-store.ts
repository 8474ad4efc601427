/** How much a reader and a sender have asked for, and when the next can begin. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import { type Delivery, type DeliveryState, type DestinationName, UNDER_WAY_STATES } from './delivery.ts'
import { json, withDeliveries } from './delivery-rows.ts'

/** How often this reader, or this sender, has had something put into the queue since then; and when that was first. */
export async function countQueued(
  db: Database,
  by: { readonly accountId: string; readonly destination?: DestinationName } | { readonly sender: string },
  since: Date,
): Promise<{ readonly count: number; readonly first: Date | null }> {
  const { rows } = await sql<{ count: number; first: Date | null }>`
    select count(*)::int as count, min(e.at) as first
    from delivery d join delivery_event e on e.delivery_id = d.id
    where e.kind in ('queued', 'waiting-for-reader') and e.at >= ${since}
      and (e.kind = 'queued' or d.target is null)
      and ${'sender' in by ? sql`d.sender = ${by.sender}` : sql`d.account_id = ${by.accountId}`}
      and ${'accountId' in by && by.destination !== undefined ? sql`d.destination = ${by.destination}` : sql`true`}`.execute(
    db,
  )
  return rows[0] ?? { count: 0, first: null }
}

export type QueuedDelivery = Pick<Delivery, 'id' | 'accountId' | 'destination' | 'made'>

/** How many its reader has on the way there that were asked for before it. */
export async function countBefore(db: Database, delivery: QueuedDelivery): Promise<number> {
  const row = await withDeliveries(db)
    .selectFrom('delivery')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('account_id', '=', delivery.accountId)
    .where('destination', '=', delivery.destination)
    .where('id', '<>', delivery.id)
    .where('state', 'in', [...IN_LINE])
    .where('made', '<=', delivery.made)
    .executeTakeFirstOrThrow()
  return row.count
}

const IN_LINE = ['queued', 'assembling', 'sending', 'retrying'] as const satisfies readonly DeliveryState[]

/** The same thing, on its way to the same place already. */
export async function findRunning(
  db: Database,
  like: Pick<Delivery, 'accountId' | 'destination' | 'target' | 'thing'>,
  since: Date,
): Promise<string | null> {
  const row = await withDeliveries(db)
    .selectFrom('delivery')
    .select('id')
    .where('account_id', '=', like.accountId)
    .where('destination', '=', like.destination)
    .where('product_id', '=', like.thing.id)
    .where(sql<boolean>`thing->>'format' = ${like.thing.format}`)
    .where(sql<boolean>`coalesce(thing->'manners', '[]') = ${json(like.thing.manners ?? [])}`)
    .where(sql<boolean>`target is not distinct from ${like.target}`)
    .where('state', 'in', [...UNDER_WAY_STATES])
    .where('made', '>=', since)
    .executeTakeFirst()
  return row?.id ?? null
}

/** When this sender may begin the next: one after another, so far apart. */
export async function takeSlot(
  db: Database,
  sender: string,
  spacedSeconds: number,
  now: Date,
): Promise<Date> {
  const { rows } = await sql<{ mine: Date }>`
    insert into delivery_sender as s (sender, next) values (${sender}, ${now}::timestamptz + ${spacedSeconds} * interval '1 second')
    on conflict (sender) do update set next = greatest(s.next, ${now}::timestamptz) + ${spacedSeconds} * interval '1 second'
    returning next - ${spacedSeconds} * interval '1 second' as mine`.execute(db)
  return rows[0]?.mine ?? now
}
