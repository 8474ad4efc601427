/** What a fault is called in sentences: by the destination whose word it is, else by us. */
import type { Language } from '#web'
import { words } from '../words.ts'
import type { Delivery, Fault } from './delivery.ts'
import type { Destination, Explanation } from './destination.ts'

export function explain(
  language: Language,
  destination: Pick<Destination, 'explain'> | null,
  fault: Fault,
  delivery: Delivery | null,
): Explanation {
  const own = destination?.explain(language, fault, delivery) ?? null
  if (own !== null) return own
  const t = words(language).deliveries
  return { sentence: t.faults[fault.code] ?? t.unknownFault, advice: null }
}

/** What the reader is told, without the address it was to go to: that is nobody else's to know. */
export function explainToStaff(
  language: Language,
  destination: Pick<Destination, 'explain'> | null,
  fault: Fault,
  delivery: Delivery,
): string {
  const { address } = fault.facts
  const facts =
    address === undefined ? fault.facts : { ...fault.facts, address: String(address).replace(/^[^@]*/, '…') }
  return explain(language, destination, { ...fault, facts }, delivery).sentence
}
