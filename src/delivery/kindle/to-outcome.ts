/** What became of handing a message over, as the outcome of a delivery. */
import { assertNever } from '#base'
import type { Fault } from '../deliveries/delivery.ts'
import type { Outcome } from '../deliveries/destination.ts'
import { enhancedStatus } from '../mail/decide-hand-over.ts'
import type { HandOver } from '../mail/outgoing-mail.ts'

export type HandedMail = {
  readonly messageId: string
  readonly address: string
  readonly bytes: number
  readonly limit: number
  readonly now: Date
}

const HOUR = 3_600_000

export function toOutcome(end: HandOver, mail: HandedMail): Outcome {
  const fault = (code: string, facts: Fault['facts'] = {}): Fault => ({ code, facts })
  switch (end.kind) {
    case 'taken':
      return { kind: 'handed', remote: mail.messageId }
    case 'maybe':
      return { kind: 'unconfirmed', remote: mail.messageId, fault: fault('maybe-handed') }
    case 'later':
      return {
        kind: 'retry-later',
        // A wrong password is mended by people, and waits for them.
        when: end.why === 'credentials' ? new Date(mail.now.getTime() + HOUR) : null,
        fault: fault(LATER[end.why]),
      }
    case 'refused':
      switch (end.why) {
        case 'recipient':
          return { kind: 'refused', fault: fault('unknown-kindle', { address: mail.address }) }
        case 'policy':
          return { kind: 'refused', fault: fault('mail-refused', { status: enhancedStatus(end.said) ?? '' }) }
        case 'size':
          return { kind: 'refused', fault: fault('too-large', { bytes: mail.bytes, limit: mail.limit }) }
        default:
          return assertNever(end)
      }
    default:
      return assertNever(end)
  }
}

const LATER = {
  unreachable: 'relay-away',
  credentials: 'relay-credentials',
  'asked-to-wait': 'asked-to-wait',
  cut: 'cut-off',
} as const
