/** The press learns by mail that a file cannot be made of an edition of its own. */
import { type Database, parseMailAddress, sendMail } from '#platform'
import { findPress, type Press } from '#press'
import { href, type Place, paths } from '#web'
import type { DeliveredThing } from '../deliveries/delivery.ts'

export type PressLetterDeps = {
  readonly db: Database
  readonly presses: { readonly all: readonly Press[] }
}

export async function tellPress(
  { db, presses }: PressLetterDeps,
  { thing, press, place }: { readonly thing: DeliveredThing; readonly press: string; readonly place: Place },
  said: string,
): Promise<void> {
  const { contact, shortName } = findPress(presses.all, press)
  const to = parseMailAddress(contact.address)
  if (to === null) return
  const book = `${place.origin}${href({ ...place, language: 'en' }, `${paths.console}/books/${thing.bookId}`)}`
  await sendMail(db, {
    to,
    fromName: shortName,
    subject: `A file of “${thing.title}” cannot be made`,
    text: `A reader asked for “${thing.title}” as ${thing.format.toUpperCase()}, and the file cannot be made of this edition:\n\n${said}\n\nReaders are told that the press knows, and are offered the other formats. Mend the file and send the book again:\n\n${book}\n`,
  })
}
