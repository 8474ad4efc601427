/** How a delivery stands, in the words of its destination: never "delivered" where nobody can know it. */
import type { Language } from '#web'
import type { Delivery } from '../deliveries/delivery.ts'
import { words } from '../words.ts'

export function describeState(
  { state, destination }: Pick<Delivery, 'state' | 'destination'>,
  language: Language,
): string {
  const t = words(language).deliveries
  if (state === 'handed') return t.handedTo(t.saidBy[destination])
  return state === 'accepted' ? t.acceptedBy(t.saidBy[destination]) : t.states[state]
}

/** To those who look after the site: what was the reader's to do or to say is told of the reader. */
export const describeStateToStaff = (
  delivery: Pick<Delivery, 'state' | 'destination'>,
  language: Language,
): string => words(language).staff.states[delivery.state] ?? describeState(delivery, language)

export type Tone = 'quiet' | 'good' | 'bad' | 'doubtful'

export const toneOf = ({ state }: Pick<Delivery, 'state'>): Tone => {
  if (state === 'saved' || state === 'handed' || state === 'accepted' || state === 'arrived') return 'good'
  if (state === 'failed' || state === 'bounced' || state === 'missing') return 'bad'
  return state === 'unconfirmed' || state === 'waiting-for-reader' ? 'doubtful' : 'quiet'
}
