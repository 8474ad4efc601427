/** Which delivery a notification is about, and what it says of it. */
import { isId } from '#base'
import type { Fault } from '../../deliveries/delivery.ts'
import type { Dsn, DsnRecipient } from './parse-dsn.ts'

export type Bounce = {
  readonly deliveryId: string
  /** Of the message it is about; null: it does not say. */
  readonly messageId: string | null
  readonly said:
    | { readonly kind: 'accepted' }
    | { readonly kind: 'delayed'; readonly status: string }
    | {
        readonly kind: 'bounced'
        readonly why: 'recipient' | 'size' | 'policy' | 'other'
        readonly fault: Fault
      }
}

/** `to`: whom the notification itself was sent to. Null: it is not about a delivery, or of two at once. */
export function decideBounce(dsn: Dsn, to: readonly string[]): Bounce | null {
  const ids = new Set(
    [
      ...to.map((address) => /\+([^+@]+)@[^@]+$/.exec(address)?.[1]),
      dsn.envelopeId,
      /^<kindle-([^.@]+)[.@]/.exec(dsn.messageId ?? '')?.[1],
    ].filter((id) => id != null && isId(id)),
  )
  const [deliveryId] = ids
  if (deliveryId == null || ids.size > 1) return null
  // We write to one recipient at a time; whoever adds others has the worst of them count.
  const worst = dsn.recipients.toSorted((a, b) => RANK[b.action] - RANK[a.action])[0]
  return worst === undefined ? null : { deliveryId, messageId: dsn.messageId, said: toSaid(worst) }
}

const RANK = { failed: 4, delayed: 3, delivered: 2, relayed: 1, expanded: 0 } as const

function toSaid({ action, status, address }: DsnRecipient): Bounce['said'] {
  // RFC 3464 §2.3.3: relayed means that the next server took it and says nothing itself, as Amazon's does.
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return { kind: 'accepted' }
  if (action === 'delayed') return { kind: 'delayed', status }
  if (/^5\.1\.[1-6]$|^5\.2\.1$/.test(status))
    return {
      kind: 'bounced',
      why: 'recipient',
      fault: { code: 'bounced-unknown', facts: { address: address.slice(0, 254) } },
    }
  if (status === '5.3.4' || status === '5.2.3')
    return { kind: 'bounced', why: 'size', fault: { code: 'bounced-size', facts: {} } }
  if (status.startsWith('5.7.'))
    return { kind: 'bounced', why: 'policy', fault: { code: 'mail-refused', facts: { status } } }
  return { kind: 'bounced', why: 'other', fault: { code: 'bounced', facts: { status } } }
}
