/**
 * What becomes of a delivery: each outcome of an attempt, each piece of news and each wish of the reader, as a change of the
 * row. Pure; the whole state machine is here.
 */
import { assertNever } from '#base'
import type { Delivery, DeliveryState, Fault } from './delivery.ts'
import type { DeliveryChange, KeptDelivery } from './delivery-rows.ts'
import type { Outcome } from './destination.ts'

/** Seconds after the first, second … failure: for about a day, as a mail server would (RFC 5321 §4.5.4.1). */
const SCHEDULE = [20, 60, 180, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800]

/** So long is a reader waited for. */
const WAITING_DAYS = 7
export const endOfWaiting = (now: Date): Date => new Date(now.getTime() + WAITING_DAYS * 86_400_000)
/** So often may workers die over one delivery. */
export const MOST_ATTEMPTS = 200

export type Next = {
  readonly change: DeliveryChange & { readonly state: DeliveryState }
  /** A job is to take it up then. */
  readonly job: { readonly at: Date } | null
}

/** `spread`: between 0 and 1, so that those who failed together do not come again together. */
export function decideNext(
  delivery: Pick<KeptDelivery, 'tries' | 'target'>,
  outcome: Outcome,
  now: Date,
  spread: number,
): Next {
  switch (outcome.kind) {
    case 'saved':
      return ended(now, {
        state: 'saved',
        remote: outcome.remote,
        fault: null,
        ...(outcome.fileName === undefined ? {} : { fileName: outcome.fileName }),
      })
    case 'handed':
      return ended(now, { state: 'handed', remote: outcome.remote, fault: null })
    case 'unconfirmed':
      return ended(now, { state: 'unconfirmed', remote: outcome.remote, fault: outcome.fault })
    case 'refused':
      return ended(now, { state: 'failed', fault: outcome.fault })
    case 'waiting-for-reader':
      return wait(outcome.fault, now)
    case 'retry-later':
      return retry(delivery, outcome, now, spread)
    default:
      return assertNever(outcome)
  }
}

const ended = (now: Date, change: DeliveryChange & { readonly state: DeliveryState }): Next => ({
  change: { ...change, due: null, ended: now, job: null },
  job: null,
})

/** Wakes when it is over, to be ended. */
function wait(fault: Fault, now: Date): Next {
  const due = endOfWaiting(now)
  return { change: { state: 'waiting-for-reader', fault, due, committing: false, job: null }, job: null }
}

function retry(
  { tries }: Pick<KeptDelivery, 'tries'>,
  { when, fault }: Extract<Outcome, { kind: 'retry-later' }>,
  now: Date,
  spread: number,
): Next {
  const after = SCHEDULE[tries]
  if (when === null && after === undefined) return ended(now, { state: 'failed', fault })
  const by =
    when === null ? (after ?? 0) * (1 + spread / 4) * 1000 : Math.max(0, when.getTime() - now.getTime())
  const due = new Date(now.getTime() + Math.min(by, 86_400_000))
  return {
    change: { state: 'retrying', fault, due, ...(when === null ? { tries: tries + 1 } : {}) },
    job: { at: due },
  }
}

/** What is told of a delivery that has left us. */
export type News =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'bounced'; readonly fault: Fault }
  | { readonly kind: 'arrived' }
  | { readonly kind: 'missing'; readonly fault: Fault | null }

/** Null: it changes nothing, since more is known already. Mail comes late and twice. */
export function decideNews(
  { state, fault }: Pick<Delivery, 'state' | 'fault'>,
  news: News,
): (DeliveryChange & { readonly state: DeliveryState }) | null {
  if (!TELLABLE.includes(state)) return null
  switch (news.kind) {
    case 'accepted':
      return state === 'handed' || state === 'unconfirmed' ? { state: 'accepted', fault: null } : null
    case 'bounced':
      return state === 'bounced' || state === 'arrived' ? null : { state: 'bounced', fault: news.fault }
    case 'arrived':
      return state === 'arrived' ? null : { state: 'arrived', fault: null }
    case 'missing':
      if (state === 'bounced' || (state === 'missing' && !tellsMore(news.fault, fault))) return null
      return { state: 'missing', fault: news.fault }
    default:
      return assertNever(news)
  }
}

/** A code that was found in the mailbox only afterwards. */
const tellsMore = (told: Fault | null, known: Fault | null): boolean =>
  Object.keys(told?.facts ?? {}).length > Object.keys(known?.facts ?? {}).length

const TELLABLE: readonly DeliveryState[] = [
  'handed',
  'accepted',
  'arrived',
  'missing',
  'bounced',
  'unconfirmed',
]

export type Wish = 'cancel' | 'retry'

/** What a reader may do about it now. */
export function decideWishes({ state, committing }: Pick<Delivery, 'state' | 'committing'>): readonly Wish[] {
  switch (state) {
    case 'queued':
    case 'assembling':
    case 'waiting-for-reader':
      return ['cancel']
    case 'retrying':
      return committing ? ['retry'] : ['retry', 'cancel']
    case 'sending':
      return committing ? [] : ['cancel']
    case 'failed':
    case 'cancelled':
    case 'bounced':
    case 'missing':
    case 'unconfirmed':
      return ['retry']
    case 'saved':
    case 'handed':
    case 'accepted':
    case 'arrived':
      return []
    default:
      return assertNever(state)
  }
}
