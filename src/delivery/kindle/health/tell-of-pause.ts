/** Staff learns by mail that a sender pauses, and what to do: the one thing that Amazon tells nobody. */
import { parseMailAddress, sendMail } from '#platform'
import type { Delivery } from '../../deliveries/delivery.ts'
import { type KindleDeps, pressOf } from '../kindle-deps.ts'
import type { PauseReason } from './health-store.ts'
import { buildPauseEmail } from './pause-email.ts'

export async function tellOfPause(
  deps: Pick<KindleDeps, 'db' | 'log' | 'presses' | 'sender'>,
  delivery: Pick<Delivery, 'press'>,
  sender: string,
  why: PauseReason,
): Promise<void> {
  deps.log.error({ sender, why }, 'Saving to Kindle pauses for a sender')
  const { contact, name } = pressOf(deps, delivery.press)
  const to = contact === null ? null : parseMailAddress(contact)
  if (to !== null) await sendMail(deps.db, { to, fromName: name, ...buildPauseEmail(sender, why) })
}
