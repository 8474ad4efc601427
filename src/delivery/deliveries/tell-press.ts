/** The press learns by mail that a file cannot be made of an edition of its own: once a week, however many ask for it. */
import type { Log } from '#platform'
import { type Database, parseMailAddress, sendMail } from '#platform'
import { findPress, type Press } from '#press'
import { href, paths } from '#web'
import { hasFailedBefore } from './deliveries-for-staff.ts'
import type { KeptDelivery } from './delivery-rows.ts'

const WEEK_MS = 7 * 86_400_000

export async function tellPress(
  deps: { readonly db: Database; readonly log: Log; readonly presses: { readonly all: readonly Press[] } },
  delivery: Pick<KeptDelivery, 'id' | 'press' | 'thing' | 'origin' | 'base' | 'language'>,
  said: string,
  now: Date,
): Promise<void> {
  const { thing, press } = delivery
  const about = { product: thing.id, format: thing.format, said }
  deps.log.error(about, 'A file could not be made for a delivery; the edition needs to be looked at')
  const { contact, shortName } = findPress(deps.presses.all, press)
  const to = parseMailAddress(contact.address)
  if (to === null || (await hasFailedBefore(deps.db, thing, new Date(now.getTime() - WEEK_MS)))) return
  const book = `${delivery.origin}${href({ ...delivery, language: 'en' }, `${paths.console}/books/${thing.bookId}`)}`
  await sendMail(deps.db, {
    to,
    fromName: shortName,
    subject: `A file of “${thing.title}” cannot be made`,
    text: `A reader asked for “${thing.title}” as ${thing.format.toUpperCase()}, and the file cannot be made of this edition:\n\n${said}\n\nReaders are told that the press knows, and are offered the other formats. Mend the file and send the book again:\n\n${book}\n`,
  })
}
