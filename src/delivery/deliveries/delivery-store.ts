/** Deliveries and their events in the database. Whatever changes one adds an event to it in the same transaction. */
import { type Selectable, sql } from 'kysely'
import type { InstitutionIdentity, StaffIdentity } from '#accounts'
import type { Database } from '#platform'
import type {
  DeliveredThing,
  Delivery,
  DeliveryEvent,
  DeliveryState,
  DestinationName,
  Fault,
  JsonObject,
} from './delivery.ts'

type DeliveryRow = {
  id: string
  account_id: string
  press: string
  destination: DestinationName
  target: string | null
  target_label: string | null
  sender: string | null
  thing: DeliveredThing
  product_id: string
  origin: string
  base: string
  language: 'en' | 'fr'
  basis: AccessBasis
  request_key: string
  state: DeliveryState
  attempt: number
  tries: number
  due: Date | null
  job: string | null
  checkpoint: JsonObject | null
  committing: boolean
  sent_bytes: string
  bytes: string | null
  file_name: string | null
  remote: string | null
  fault: Fault | null
  counted: Date | null
  made: Date
  changed: Date
  ended: Date | null
}

export type DeliveryTables = {
  delivery: DeliveryRow
  delivery_event: {
    n: string
    delivery_id: string
    at: Date
    kind: DeliveryEvent['kind']
    facts: JsonObject
  }
}

/** As whom the reader asked, beside the account: what a request told, and no later moment can tell again. */
export type AccessBasis = {
  readonly institutions: readonly Pick<InstitutionIdentity, 'id' | 'name' | 'affiliation' | 'through'>[]
  /** Hashes of the words the browser bore. */
  readonly bearers: readonly string[]
  readonly staff: readonly StaffIdentity[]
}

/** What only those who move deliveries need to know of one. */
export type KeptDelivery = Delivery & {
  readonly basis: AccessBasis
  readonly tries: number
  readonly job: string | null
}

export type NewDelivery = Pick<
  KeptDelivery,
  | 'id'
  | 'accountId'
  | 'press'
  | 'destination'
  | 'target'
  | 'targetLabel'
  | 'sender'
  | 'thing'
  | 'origin'
  | 'base'
  | 'language'
  | 'basis'
  | 'state'
  | 'due'
  | 'job'
  | 'fault'
  | 'made'
> & { readonly requestKey: string }

export type DeliveryChange = Partial<
  Pick<
    KeptDelivery,
    | 'state'
    | 'attempt'
    | 'tries'
    | 'due'
    | 'job'
    | 'target'
    | 'targetLabel'
    | 'checkpoint'
    | 'committing'
    | 'sentBytes'
    | 'bytes'
    | 'fileName'
    | 'remote'
    | 'fault'
    | 'counted'
    | 'ended'
  >
>

/** Null: a form with this key was handed in before, and `findByRequest` finds what came of it. */
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

/** JSON as a parameter that PostgreSQL takes for JSON. */
const json = <T>(value: T) => sql<T>`${JSON.stringify(value)}::text::jsonb`

const withDeliveries = (db: Database) => db.withTables<DeliveryTables>()

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
  const {
    targetLabel,
    sentBytes,
    bytes,
    fileName,
    thing: _,
    ...same
  } = change as DeliveryChange & {
    thing?: never
  }
  const { checkpoint, fault, ...plain } = same
  return {
    ...plain,
    ...(checkpoint === undefined ? {} : { checkpoint: checkpoint === null ? null : json(checkpoint) }),
    ...(fault === undefined ? {} : { fault: fault === null ? null : json(fault) }),
    ...(targetLabel === undefined ? {} : { target_label: targetLabel }),
    ...(sentBytes === undefined ? {} : { sent_bytes: String(sentBytes) }),
    ...(bytes === undefined ? {} : { bytes: bytes === null ? null : String(bytes) }),
    ...(fileName === undefined ? {} : { file_name: fileName }),
  }
}

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

const tellOf = async (db: Database, deliveryId: string): Promise<void> => {
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

export const toDelivery = (row: Selectable<DeliveryRow>): KeptDelivery => ({
  id: row.id,
  accountId: row.account_id,
  press: row.press,
  destination: row.destination,
  target: row.target,
  targetLabel: row.target_label,
  sender: row.sender,
  thing: row.thing,
  origin: row.origin,
  base: row.base,
  language: row.language,
  basis: row.basis,
  state: row.state,
  attempt: row.attempt,
  tries: row.tries,
  due: row.due,
  job: row.job,
  checkpoint: row.checkpoint,
  committing: row.committing,
  sentBytes: Number(row.sent_bytes),
  bytes: row.bytes === null ? null : Number(row.bytes),
  fileName: row.file_name,
  remote: row.remote,
  fault: row.fault,
  counted: row.counted,
  made: row.made,
  changed: row.changed,
  ended: row.ended,
})

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
    .where(sql<boolean>`target is not distinct from ${like.target}`)
    .where('state', 'in', ['queued', 'assembling', 'sending', 'retrying', 'waiting-for-reader'])
    .where('made', '>=', since)
    .executeTakeFirst()
  return row?.id ?? null
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
    .where('state', 'in', ['queued', 'assembling', 'sending', 'retrying', 'waiting-for-reader'])
    .where('changed', '<', before)
    .where((eb) => eb.or([eb('due', 'is', null), eb('due', '<', before)]))
    .orderBy('changed')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
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

/** The number of what happened to it last: no other delivery has it. */
export async function lastEvent(db: Database, deliveryId: string): Promise<number> {
  const row = await withDeliveries(db)
    .selectFrom('delivery_event')
    .select((eb) => eb.fn.max('n').as('last'))
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}
