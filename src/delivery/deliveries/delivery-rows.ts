/** A delivery as it stands in its table, and as everybody else knows it. */
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

/** JSON as a parameter that PostgreSQL takes for JSON. */
export const json = <T>(value: T) => sql<T>`${JSON.stringify(value)}::text::jsonb`

export const withDeliveries = (db: Database) => db.withTables<DeliveryTables>()

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
