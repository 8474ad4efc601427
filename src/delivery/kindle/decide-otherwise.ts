/** Whether a delivery that came to nothing may come to something in another manner. */
import type { CopyManner, Delivery } from '../deliveries/delivery.ts'

/** Each manner once; null: none would help. A PDF is sent as it is. */
export function decideOtherwise({
  state,
  fault,
  thing,
}: Pick<Delivery, 'state' | 'fault' | 'thing'>): CopyManner | null {
  const { format, manners = [] } = thing
  if (format !== 'epub') return null
  const isTooLarge =
    (state === 'failed' && fault?.code === 'too-large') ||
    (state === 'bounced' && fault?.code === 'bounced-size')
  if (isTooLarge) return manners.includes('light') ? null : 'light'
  const isUnconvertible = state === 'missing' && fault?.facts['amazon'] !== undefined
  return isUnconvertible && !manners.includes('plain') ? 'plain' : null
}
