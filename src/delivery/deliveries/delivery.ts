/** What a reader asked to have taken somewhere: one row, whose state is moved only by `decide-next.ts`. */

export const DESTINATION_NAMES = ['kindle', 'dropbox', 'google-drive'] as const
export type DestinationName = (typeof DESTINATION_NAMES)[number]

export const DELIVERED_FORMATS = ['epub', 'pdf'] as const
export type DeliveredFormat = (typeof DELIVERED_FORMATS)[number]

/** What may be kept as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/**
 * How a destination's own copy of a file is to differ from what it always is. `plain`: it holds nothing that a converter is
 * even suspected of failing at. `light`: its pictures are drawn smaller.
 */
export const COPY_MANNERS = ['plain', 'light'] as const
export type CopyManner = (typeof COPY_MANNERS)[number]

/** `of` and `id` say what; `bookId` is the same as `id` for a whole book. */
export type DeliveredThing = {
  readonly of: 'book' | 'chapter'
  readonly id: string
  readonly bookId: string
  readonly format: DeliveredFormat
  /** As it was called when it was asked for: for lists, mail and history. */
  readonly title: string
  /** Absent: as always. */
  readonly manners?: readonly CopyManner[]
}

export const DELIVERY_STATES = [
  'queued',
  'assembling',
  'sending',
  /** Tried again when it is `due`. */
  'retrying',
  /** Goes on when the reader has connected, or ends after some days. */
  'waiting-for-reader',
  /** It is there: the other side's own sum of the bytes is ours. */
  'saved',
  /** Given to somebody who brings it on: Amazon. What becomes of it may be told later. */
  'handed',
  /** Those to whom it was handed said that they took it (a DSN of success). */
  'accepted',
  /** The reader says that it is there. */
  'arrived',
  /** The reader says that it is not there. */
  'missing',
  /** Those to whom it was handed sent it back. */
  'bounced',
  /** The one honest doubt: it may have been handed over. Never sent again by itself. */
  'unconfirmed',
  'failed',
  'cancelled',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** Something of it is being done, or is to come. In all others it has ended; news may still change how. */
export const UNDER_WAY_STATES = [
  'queued',
  'assembling',
  'sending',
  'retrying',
  'waiting-for-reader',
] as const satisfies readonly DeliveryState[]

export const isEnded = ({ state }: { readonly state: DeliveryState }): boolean =>
  !UNDER_WAY_STATES.some((one) => one === state)

/**
 * What went wrong, as a word and its facts, never as a sentence of the other side. Whoever owns the word explains it:
 * `core-faults.ts` for those of the core, `Destination.explain` for its own.
 */
export type Fault = { readonly code: string; readonly facts: Readonly<Record<string, string | number>> }

export type Delivery = {
  readonly id: string
  readonly accountId: string
  readonly press: string
  readonly destination: DestinationName
  /** Which of the reader's own: the id of a Kindle, of a connection. Null while it waits for the reader to connect one. */
  readonly target: string | null
  /** As the reader calls it, or as the other side does: "Anna's Paperwhite", "anna@example.org". */
  readonly targetLabel: string | null
  /** Whose name it is sent in, where that is counted; null: in nobody's. */
  readonly sender: string | null
  readonly thing: DeliveredThing
  /** Of the reader's page, for stamps, letters and links: `https://books.example.org`, '' or `/press/x`, `en`. */
  readonly origin: string
  readonly base: string
  readonly language: 'en' | 'fr'
  readonly state: DeliveryState
  /** Counts up each time a worker takes it; what is written for an older one is refused. */
  readonly attempt: number
  /** When it is tried again, or until when it waits for its reader. */
  readonly due: Date | null
  /** What its destination wrote down before its last remote call. */
  readonly checkpoint: JsonObject | null
  /** It can no longer be called back. */
  readonly committing: boolean
  readonly sentBytes: number
  readonly bytes: number | null
  readonly fileName: string | null
  /** Where it is: a link the reader may follow; a Message-ID. */
  readonly remote: string | null
  readonly fault: Fault | null
  /** When it was counted as a use. */
  readonly counted: Date | null
  readonly made: Date
  readonly changed: Date
  readonly ended: Date | null
}

/** What happened, in order; never changed, never removed before its delivery is. */
export type DeliveryEvent = {
  readonly number: string
  readonly deliveryId: string
  readonly at: Date
  readonly kind: DeliveryState | 'progress' | 'told'
  readonly facts: JsonObject
}
