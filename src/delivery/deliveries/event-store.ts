/** What happened to deliveries, in order, and the word that something did. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { DeliveryEvent } from './delivery.ts'
import { withDeliveries } from './delivery-rows.ts'

/** On this channel the id of a delivery is told when something happened to it. */
export const DELIVERY_CHANNEL = 'chapterhouse_delivery'

export async function addEvent(
  db: Database,
  { deliveryId, at, kind, facts }: Omit<DeliveryEvent, 'number'>,
): Promise<void> {
  await sql`insert into delivery_event (delivery_id, at, kind, facts)
    values (${deliveryId}, ${at}, ${kind}, ${JSON.stringify(facts)}::text::jsonb)`.execute(db)
  await tellOf(db, deliveryId)
}

/** For those who watch: something changed, though nothing is told of it. */
export const tellOf = async (db: Database, deliveryId: string): Promise<void> => {
  await sql`select pg_notify(${DELIVERY_CHANNEL}, ${deliveryId})`.execute(db)
}

export async function listEvents(
  db: Database,
  deliveryId: string,
  after = '0',
): Promise<readonly DeliveryEvent[]> {
  const rows = await withDeliveries(db)
    .selectFrom('delivery_event')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .where('n', '>', after)
    .orderBy('n')
    .execute()
  return rows.map(({ n, delivery_id, ...event }) => ({ number: n, deliveryId: delivery_id, ...event }))
}

/** The number of what happened to it last: no other delivery has it. */
export async function lastEvent(db: Database, deliveryId: string): Promise<number> {
  const row = await withDeliveries(db)
    .selectFrom('delivery_event')
    .select((eb) => eb.fn.max('n').as('last'))
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}
