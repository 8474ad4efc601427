/**
 * The one decision about reading. Page, full text, images, files, the API and the feeds all carry the value it returns;
 * nobody asks again in his own way. It explains itself: every reason in order, and every way in when it closes.
 */
import type { Offer } from '#book'
import type { ReadableProduct } from '#catalogue'
import { type AccessProduct, toAccessProduct } from './access-product.ts'
import { decidePart, type Hindrance, type PartDecision } from './decide-part.ts'
import { decideWays } from './decide-ways.ts'
import { type Grant, NOBODY, type Visitor } from './visitor.ts'

/** `view`: the landing page. `read`: the text and its pictures. `download`: a file. */
export type Action = 'view' | 'read' | 'download'

export type OpenReason =
  | { readonly kind: 'landing-page' }
  | { readonly kind: 'open-access' }
  | { readonly kind: 'free-to-read'; readonly until: Date | null }
  | { readonly kind: 'licensed'; readonly grant: Grant }
  /** It is closed to everybody who does not work for the press. */
  | { readonly kind: 'staff'; readonly press: string }

export type ClosedReason =
  | { readonly kind: 'closed-by-press' }
  | { readonly kind: 'free-later'; readonly from: Date }
  | { readonly kind: 'embargoed-until'; readonly until: Date }
  | { readonly kind: 'holds-closed-chapters' }
  | { readonly kind: Hindrance; readonly grant: Grant }
  /** Somebody we know, and nothing of theirs covers it. */
  | { readonly kind: 'no-licence-of-institution'; readonly id: string; readonly name: string }
  | { readonly kind: 'no-licence-of-account'; readonly email: string }

export type AccessReason = OpenReason | ClosedReason

/** In the order in which they are offered. */
export type AccessOption =
  | { readonly kind: 'read-here' }
  | { readonly kind: 'verify-email' }
  | { readonly kind: 'try-later' }
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'institution' }
  | { readonly kind: 'buy'; readonly offer: Offer }
  | { readonly kind: 'code' }
  | { readonly kind: 'ask-library' }
  | { readonly kind: 'open-chapters' }
  | { readonly kind: 'ask-press' }

export type AccessDecision =
  | { readonly kind: 'open'; readonly reasons: readonly OpenReason[] }
  | { readonly kind: 'free'; readonly until: Date | null; readonly reasons: readonly OpenReason[] }
  | {
      readonly kind: 'licensed'
      readonly through: Grant
      readonly until: Date | null
      readonly reasons: readonly OpenReason[]
    }
  | {
      readonly kind: 'closed'
      readonly reasons: readonly ClosedReason[]
      readonly options: readonly AccessOption[]
    }

/** `offers`: what may be bought, if anything; those that would not open it are left out. */
export function decideAccess(
  visitor: Visitor,
  product: AccessProduct,
  action: Action,
  now: Date,
  offers: readonly Offer[] = [],
): AccessDecision {
  if (action === 'view') return { kind: 'open', reasons: [{ kind: 'landing-page' }] }
  const parts = [product, ...allHeld(product)].map((part) => decidePart(visitor, part, action, now))
  const shut = parts.filter((part) => part.kind === 'shut')
  if (shut.length === 0) return decideOpen(parts)
  if (isStaffOf(visitor, product.press))
    return { kind: 'open', reasons: [{ kind: 'staff', press: product.press }] }
  const reasons = listReasons(visitor, product, shut, now)
  return { kind: 'closed', reasons, options: decideWays(visitor, product, { shut, reasons, offers }) }
}

const allHeld = ({ holds }: AccessProduct): readonly AccessProduct[] =>
  holds.flatMap((part) => [part, ...allHeld(part)])

/** `*`: whoever works for the whole site. */
const isStaffOf = ({ staff }: Visitor, press: string): boolean =>
  staff.some((one) => one.press === press || one.press === '*')

/** What is granted for the shortest time and to the fewest decides how the whole is called. */
function decideOpen(parts: readonly PartDecision[]): AccessDecision {
  const licensed = parts.filter((part) => part.kind === 'licensed')
  const free = parts.filter((part) => part.kind === 'free')
  const until = firstEnd([...licensed, ...free])
  const freely = free.map((part): OpenReason => ({ kind: 'free-to-read', until: part.until }))
  const [first] = licensed
  if (first !== undefined) {
    const grants = [...new Set(licensed.map(({ grant }) => grant))]
    const reasons = [
      ...grants.map((grant): OpenReason => ({ kind: 'licensed', grant })),
      ...freely.slice(0, 1),
    ]
    return { kind: 'licensed', through: first.grant, until, reasons }
  }
  if (free.length > 0) return { kind: 'free', until, reasons: [{ kind: 'free-to-read', until }] }
  return { kind: 'open', reasons: [{ kind: 'open-access' }] }
}

function firstEnd(parts: readonly { readonly until: Date | null }[]): Date | null {
  const ends = parts.flatMap(({ until }) => (until === null ? [] : [until.getTime()]))
  return ends.length === 0 ? null : new Date(Math.min(...ends))
}

type Shut = Extract<PartDecision, { kind: 'shut' }>

function listReasons(
  visitor: Visitor,
  product: AccessProduct,
  shut: readonly Shut[],
  now: Date,
): readonly ClosedReason[] {
  const own = shut.filter(({ part }) => part === product)
  const reasons: ClosedReason[] = []
  if (own.length > 0 && product.openness === 'closed') reasons.push({ kind: 'closed-by-press' })
  const embargo = lastOf(shut.map((part) => part.embargo))
  if (embargo !== null) reasons.push({ kind: 'embargoed-until', until: embargo })
  if (shut.length > own.length) reasons.push({ kind: 'holds-closed-chapters' })
  const opens = opensByItself(shut, now)
  if (opens !== null) reasons.push({ kind: 'free-later', from: opens })
  // Under embargo no licence would help, so none is said to be missing.
  if (embargo !== null) return reasons
  const hindered = listHindrances(shut)
  return [...reasons, ...hindered, ...listWithout(visitor, hindered)]
}

/** When everything that is shut will be free to read; null: it will not be. */
function opensByItself(shut: readonly Shut[], now: Date): Date | null {
  const moments = shut.map(({ part }) => part.window.freeFrom)
  return moments.some((moment) => moment === null || moment <= now) ? null : lastOf(moments)
}

function lastOf(moments: readonly (Date | null)[]): Date | null {
  const known = moments.flatMap((moment) => (moment === null ? [] : [moment.getTime()]))
  return known.length === 0 ? null : new Date(Math.max(...known))
}

const ORDER: readonly Hindrance[] = [
  'licence-not-begun',
  'licence-ended',
  'licence-revoked',
  'seats-taken',
  'affiliation-not-covered',
  'email-not-verified',
  'reading-only',
]

/** Each licence once, however many parts it covers. */
function listHindrances(shut: readonly Shut[]): readonly Extract<ClosedReason, { kind: Hindrance }>[] {
  const once = new Map(shut.flatMap(({ hindered }) => hindered.map((one) => [one.grant.licenceId, one])))
  return [...once.values()]
    .toSorted((a, b) => ORDER.indexOf(a.hindrance) - ORDER.indexOf(b.hindrance))
    .map(({ grant, hindrance }) => ({ kind: hindrance, grant }))
}

/** Who is known and holds nothing for it: said by name, so that nobody takes it for a failed log-in. */
function listWithout(
  { institutions, account }: Visitor,
  hindered: readonly { readonly grant: Grant }[],
): readonly ClosedReason[] {
  const holders = hindered.map(({ grant }) => grant.holder)
  const holds = ({ lineage }: Visitor['institutions'][number]) =>
    holders.some((holder) => holder.kind === 'institution' && lineage.includes(holder.id))
  const reasons: ClosedReason[] = institutions
    .filter((institution) => !holds(institution))
    .map(({ id, name }) => ({ kind: 'no-licence-of-institution', id, name }))
  if (account !== null && !holders.some(({ kind }) => kind === 'account'))
    reasons.push({ kind: 'no-licence-of-account', email: account.email })
  return reasons
}

/** What anybody is told who says nothing of himself: for answers that other sites may read, and that are kept on the way. */
export const decideForEveryone = (product: ReadableProduct, action: Action, now: Date): AccessDecision =>
  decideAccess(
    NOBODY,
    toAccessProduct(product, () => []),
    action,
    now,
  )

/** Whether its text may be given out. */
export const isReadable = (decision: AccessDecision): boolean => decision.kind !== 'closed'

/** Whether anybody else would be given it too: what feeds and head tags may call free. */
export const isForEveryone = (decision: AccessDecision): boolean =>
  decision.kind === 'free' ||
  (decision.kind === 'open' && decision.reasons.every(({ kind }) => kind !== 'staff'))
