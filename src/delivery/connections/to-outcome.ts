/** What a hitch of a cloud means for a delivery: who has to do something, and whether we try again. */
import { assertNever } from '#base'
import type { Outcome } from '../deliveries/destination.ts'
import type { Hitch } from './cloud.ts'

/** The words of our faults. Those of consent are told of a delivery that waits, when its reader came back without. */
export const CLOUD_FAULTS = [
  ...(['cloud-not-connected', 'cloud-reconnect', 'cloud-permission', 'cloud-key'] as const),
  ...(['cloud-slow-down', 'cloud-unreachable', 'cloud-unknown-here'] as const),
  ...(['cloud-full', 'cloud-damaged', 'cloud-refused'] as const),
  ...(['consent-refused', 'consent-expired', 'consent-unreachable'] as const),
] as const
export type CloudFault = (typeof CLOUD_FAULTS)[number]

const fault = (code: CloudFault, facts: Readonly<Record<string, string | number>> = {}) => ({ code, facts })

export function toOutcome(hitch: Hitch): Outcome {
  switch (hitch.kind) {
    case 'reconnect':
      return { kind: 'waiting-for-reader', fault: fault(WAITING[hitch.why]) }
    case 'slow-down':
      return { kind: 'retry-later', when: hitch.until, fault: fault('cloud-slow-down') }
    case 'unreachable':
      return { kind: 'retry-later', when: null, fault: fault('cloud-unreachable') }
    case 'unknown-here':
      return { kind: 'retry-later', when: null, fault: fault('cloud-unknown-here') }
    case 'full':
      return { kind: 'refused', fault: fault('cloud-full', { needed: hitch.needed }) }
    case 'damaged':
      return { kind: 'refused', fault: fault('cloud-damaged') }
    case 'odd':
      return { kind: 'refused', fault: fault('cloud-refused') }
    default:
      return assertNever(hitch)
  }
}

const WAITING = {
  revoked: 'cloud-reconnect',
  permission: 'cloud-permission',
  key: 'cloud-key',
  gone: 'cloud-not-connected',
} as const
