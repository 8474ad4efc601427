/** Deliveries in the database. Whatever changes one adds an event to it in the same transaction. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import {
  type DeliveredThing,
  type DeliveryEvent,
  type DeliveryState,
  type DestinationName,
  UNDER_WAY_STATES,
} from './delivery.ts'
import {
  type DeliveryChange,
  json,
  type KeptDelivery,
  type NewDelivery,
  toDelivery,
  withDeliveries,
} from './delivery-rows.ts'
import { addEvent, tellOf } from './event-store.ts'

/** False: a form with this key was handed in before, and `listByRequest` finds what came of it. */
export async function insertDelivery(db: Database, delivery: NewDelivery): Promise<boolean> {
  const { thing, made } = delivery
  const row = await withDeliveries(db)
    .insertInto('delivery')
    .values({
      id: delivery.id,
      account_id: delivery.accountId,
      press: delivery.press,
      destination: delivery.destination,
      target: delivery.target,
      target_label: delivery.targetLabel,
      sender: delivery.sender,
      thing: json(thing),
      product_id: thing.id,
      origin: delivery.origin,
      base: delivery.base,
      language: delivery.language,
      basis: json(delivery.basis),
      request_key: delivery.requestKey,
      state: delivery.state,
      attempt: 0,
      tries: 0,
      due: delivery.due,
      job: delivery.job,
      checkpoint: null,
      committing: false,
      sent_bytes: '0',
      bytes: null,
      file_name: null,
      remote: null,
      fault: delivery.fault === null ? null : json(delivery.fault),
      counted: null,
      made,
      changed: made,
      ended: null,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) return false
  await addEvent(db, { deliveryId: delivery.id, at: made, kind: delivery.state, facts: {} })
  return true
}

export async function findDelivery(db: Database, id: string): Promise<KeptDelivery | null> {
  const row = await withDeliveries(db)
    .selectFrom('delivery')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toDelivery(row)
}

/** With its row locked until the end of the transaction. */
export async function lockDelivery(db: Database, id: string): Promise<KeptDelivery | null> {
  const row = await withDeliveries(db)
    .selectFrom('delivery')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : toDelivery(row)
}

/** What was made of this form: of one form come as many deliveries as formats were ticked. */
export async function listByRequest(
  db: Database,
  accountId: string,
  requestKey: string,
): Promise<readonly KeptDelivery[]> {
  const rows = await withDeliveries(db)
    .selectFrom('delivery')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('request_key', 'like', `${requestKey}:%`)
    .orderBy('request_key')
    .execute()
  return rows.map(toDelivery)
}

/** Of a reader, newest first. */
export async function listDeliveriesOf(
  db: Database,
  accountId: string,
  { limit = 50, before }: { readonly limit?: number; readonly before?: Date } = {},
): Promise<readonly KeptDelivery[]> {
  const rows = await withDeliveries(db)
    .selectFrom('delivery')
    .selectAll()
    .where('account_id', '=', accountId)
    .$if(before !== undefined, (query) => query.where('made', '<', before ?? new Date()))
    .orderBy('made', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
}

/** Writes what changed, and what happened, together; false: the row is no longer as `expected`. */
export async function changeDelivery(
  db: Database,
  id: string,
  change: DeliveryChange,
  { at, event, expected = {} }: ChangeNote,
): Promise<boolean> {
  let query = withDeliveries(db)
    .updateTable('delivery')
    .set({ ...toColumns(change), changed: at })
    .where('id', '=', id)
  if (expected.attempt !== undefined) query = query.where('attempt', '=', expected.attempt)
  if (expected.states !== undefined) query = query.where('state', 'in', [...expected.states])
  const row = await query.returning('id').executeTakeFirst()
  if (row === undefined) return false
  if (event !== null) await addEvent(db, { deliveryId: id, at, ...event })
  else await tellOf(db, id)
  return true
}

export type ChangeNote = {
  readonly at: Date
  readonly event: Pick<DeliveryEvent, 'kind' | 'facts'> | null
  readonly expected?: { readonly attempt?: number; readonly states?: readonly DeliveryState[] }
}

function toColumns(change: DeliveryChange) {
  const { targetLabel, sentBytes, bytes, fileName, checkpoint, fault, ...same } = change
  return {
    ...same,
    ...(checkpoint === undefined ? {} : { checkpoint: checkpoint === null ? null : json(checkpoint) }),
    ...(fault === undefined ? {} : { fault: fault === null ? null : json(fault) }),
    ...(targetLabel === undefined ? {} : { target_label: targetLabel }),
    ...(sentBytes === undefined ? {} : { sent_bytes: String(sentBytes) }),
    ...(bytes === undefined ? {} : { bytes: bytes === null ? null : String(bytes) }),
    ...(fileName === undefined ? {} : { file_name: fileName }),
  }
}

/** All of a reader's, with their history: when the account is closed. */
export async function forgetDeliveriesOf(db: Database, accountId: string): Promise<void> {
  await withDeliveries(db).deleteFrom('delivery').where('account_id', '=', accountId).execute()
}

/** What ended before then: a reader's history is no record for ever. */
export async function forgetOldDeliveries(db: Database, before: Date): Promise<void> {
  await withDeliveries(db).deleteFrom('delivery').where('ended', '<', before).execute()
}

/** What waits until this reader connects: there, or anywhere of that kind. */
export async function listWaitingFor(
  db: Database,
  connected: { readonly accountId: string; readonly destination: DestinationName; readonly target: string },
): Promise<readonly KeptDelivery[]> {
  const rows = await withDeliveries(db)
    .selectFrom('delivery')
    .selectAll()
    .where('account_id', '=', connected.accountId)
    .where('destination', '=', connected.destination)
    .where('state', '=', 'waiting-for-reader')
    .where((eb) => eb.or([eb('target', 'is', null), eb('target', '=', connected.target)]))
    .orderBy('made')
    .forUpdate()
    .execute()
  return rows.map(toDelivery)
}

export async function isAnyUnderWay(db: Database): Promise<boolean> {
  const row = await withDeliveries(db)
    .selectFrom('delivery')
    .select('id')
    .where('state', 'in', [...UNDER_WAY_STATES])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Under way, and untouched since then: their jobs may have been lost. */
export async function listUntouched(
  db: Database,
  before: Date,
  limit: number,
): Promise<readonly KeptDelivery[]> {
  const rows = await withDeliveries(db)
    .selectFrom('delivery')
    .selectAll()
    .where('state', 'in', [...UNDER_WAY_STATES])
    .where('changed', '<', before)
    .where((eb) => eb.or([eb('due', 'is', null), eb('due', '<', before)]))
    .orderBy('changed')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
}

/** What the last such file came to that was made for anybody since then; null: none was. */
export async function findMadeBytes(
  db: Database,
  { id, format, manners = [] }: Pick<DeliveredThing, 'id' | 'format' | 'manners'>,
  { destination, since }: { readonly destination: DestinationName; readonly since: Date },
): Promise<number | null> {
  const row = await withDeliveries(db)
    .selectFrom('delivery')
    .select('bytes')
    .where('product_id', '=', id)
    .where('destination', '=', destination)
    .where(sql<boolean>`thing->>'format' = ${format}`)
    .where(sql<boolean>`coalesce(thing->'manners', '[]') = ${json(manners)}`)
    .where('bytes', 'is not', null)
    .where('made', '>=', since)
    .orderBy('made', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.bytes == null ? null : Number(row.bytes)
}
