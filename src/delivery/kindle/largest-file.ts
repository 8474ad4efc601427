import { fileBytesOf } from '../mail/outgoing-mail.ts'
import { AMAZON_BYTES, type KindleDeps } from './kindle-deps.ts'

/** What fits into one mail: Amazon's own limit, and that of the server which brings it there. */
export function largestFile({ relaySize }: Pick<KindleDeps, 'relaySize'>): number {
  const relay = relaySize()
  return relay === null ? AMAZON_BYTES : Math.min(AMAZON_BYTES, fileBytesOf(relay))
}
