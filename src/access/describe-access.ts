/** The decision in words: each reason one sentence, each way in one phrase. */
import { assertNever } from '#base'
import { type Language, writeCountry, writeDate, writePrice } from '#web'
import type { AccessOption, AccessReason } from './decide-access.ts'
import type { Grant } from './visitor.ts'
import { words } from './words.ts'

export function describeReason(reason: AccessReason, language: Language): string {
  const t = words(language).reasons
  switch (reason.kind) {
    case 'landing-page':
    case 'open-access':
    case 'staff':
    case 'closed-by-press':
    case 'holds-closed-chapters':
      return t[reason.kind]
    case 'free-to-read':
      return reason.until === null
        ? t[reason.kind]
        : t['free-to-read-until'](writeEnd(reason.until, language))
    case 'licensed':
      return describeLicensed(reason.grant, language)
    case 'free-later':
      return t[reason.kind](writeMoment(reason.from, language))
    case 'embargoed-until':
      return t[reason.kind](writeMoment(reason.until, language))
    case 'licence-not-begun':
      return t[reason.kind](describeHolder(reason.grant, language), writeMoment(reason.grant.from, language))
    case 'licence-ended':
      return t[reason.kind](describeHolder(reason.grant, language), writeEnd(reason.grant.until, language))
    case 'licence-revoked':
      return describeRevoked(reason.grant, language)
    case 'seats-taken':
    case 'affiliation-not-covered':
    case 'email-not-verified':
    case 'reading-only':
      return t[reason.kind](describeHolder(reason.grant, language))
    case 'no-licence-of-institution':
      return t[reason.kind](reason.name)
    case 'no-licence-of-account':
      return t[reason.kind](reason.email)
    default:
      return assertNever(reason)
  }
}

export function describeOption(option: AccessOption, language: Language): string {
  const t = words(language).options
  switch (option.kind) {
    case 'wait':
      return t.wait(writeMoment(option.until, language))
    case 'buy': {
      const { of, price, days, territory } = option.offer
      const says = t.buy[of](writePrice(price, language), t.days(days ?? 0))
      return territory === '*' ? says : t.buyIn(says, writeCountry(territory, language))
    }
    default:
      return t[option.kind]
  }
}

/** "the subscription of Fenwick College", "your purchase". */
export function describeHolder({ holder, kind }: Pick<Grant, 'holder' | 'kind'>, language: Language): string {
  const { holders, kinds } = words(language)
  // Bought without an account, it is in this browser; but it is the reader's own.
  if (holder.kind !== 'institution' && (kind === 'purchase' || kind === 'pay-per-view'))
    return holders.buyer(kinds[kind])
  return holder.kind === 'institution'
    ? holders.institution(kinds[kind], holder.name)
    : holders[holder.kind](kinds[kind])
}

function describeLicensed(grant: Grant, language: Language): string {
  const t = words(language).reasons
  const holder = describeHolder(grant, language)
  return grant.until === null
    ? t.licensed(holder)
    : t['licensed-until'](holder, writeEnd(grant.until, language))
}

/** What `sales` withdraws says why; any other withdrawal only that it was. */
function describeRevoked(grant: Grant, language: Language): string {
  const t = words(language).reasons
  const holder = describeHolder(grant, language)
  switch (grant.revokedFor) {
    case 'refunded':
      return t['licence-refunded'](holder)
    case 'disputed':
      return t['licence-disputed'](holder)
    default:
      return t['licence-revoked'](holder)
  }
}

const DAY = 86_400_000

/** A day when it is one; what begins within a day says its minute. */
function writeMoment(moment: Date, language: Language): string {
  const day = writeDate(moment.toISOString().slice(0, 10), language)
  return moment.getTime() % DAY === 0 ? day : `${day}, ${moment.toISOString().slice(11, 16)} UTC`
}

/** An end is exclusive: what ends with the first moment of April is read to the end of March. */
export const writeEnd = (end: Date | null, language: Language): string =>
  end === null ? '' : writeMoment(end.getTime() % DAY === 0 ? new Date(end.getTime() - DAY) : end, language)
