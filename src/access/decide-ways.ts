/** What would open a product that is closed to this visitor, in the order in which it is offered (chapter-page, row 25). */
import type { Offer } from '#book'
import type { AccessProduct } from './access-product.ts'
import type { AccessOption, ClosedReason } from './decide-access.ts'
import type { PartDecision } from './decide-part.ts'
import type { Visitor } from './visitor.ts'

type Closed = {
  readonly shut: readonly Extract<PartDecision, { kind: 'shut' }>[]
  readonly reasons: readonly ClosedReason[]
  readonly offers: readonly Offer[]
}

export function decideWays(
  visitor: Visitor,
  product: AccessProduct,
  { shut, reasons, offers }: Closed,
): readonly AccessOption[] {
  const options: AccessOption[] = []
  const has = (kind: ClosedReason['kind']) => reasons.some((reason) => reason.kind === kind)
  if (shut.every(({ hindered }) => hindered.some(({ hindrance }) => hindrance === 'reading-only')))
    options.push({ kind: 'read-here' })
  if (has('email-not-verified')) options.push({ kind: 'verify-email' })
  if (has('seats-taken')) options.push({ kind: 'try-later' })
  const opens = reasons.map(momentOf).filter((moment) => moment !== null)
  const [first] = opens.toSorted((a, b) => a.getTime() - b.getTime())
  if (first !== undefined) options.push({ kind: 'wait', until: first })
  if (!has('embargoed-until')) {
    if (visitor.account === null) options.push({ kind: 'sign-in' })
    options.push({ kind: 'institution' })
    const sold = offers.filter((offer) => opensAll(offer, product, shut))
    options.push(...sold.map((offer) => ({ kind: 'buy', offer }) as const))
    options.push({ kind: 'code' }, { kind: 'ask-library' })
  }
  return [...options, { kind: 'open-chapters' }, { kind: 'ask-press' }]
}

const momentOf = (reason: ClosedReason): Date | null => {
  if (reason.kind === 'embargoed-until') return reason.until
  if (reason.kind === 'free-later') return reason.from
  return reason.kind === 'licence-not-begun' ? reason.grant.from : null
}

/** Nobody is sold a notes section that stays closed for the chapters whose notes it holds: the book opens them all. */
const opensAll = (offer: Offer, product: AccessProduct, shut: Closed['shut']): boolean =>
  offer.productId === product.bookId ||
  (offer.productId === product.id && shut.every(({ part }) => part === product))
