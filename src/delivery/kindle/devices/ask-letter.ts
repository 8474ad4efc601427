/** Writes to the account's own mailbox, and to no other: whoever reads it says whether the Kindle is theirs. */
import { sendMail } from '#platform'
import { href, type Place, paths } from '#web'
import { toEmailAddress } from '../kindle-address.ts'
import { type KindleDeps, pressOf } from '../kindle-deps.ts'
import { words } from '../words.ts'
import type { KindleDevice } from './device-store.ts'
import { addLetter, proofOf } from './letter-store.ts'

export type AskedLetter = {
  readonly place: Place
  readonly press: string
  readonly accountId: string
  readonly email: string
  readonly device: KindleDevice
  readonly back: string
}

/** False: enough letters are on their way already. */
export async function askLetter(
  deps: Pick<KindleDeps, 'db' | 'now' | 'secret' | 'presses' | 'sender'>,
  { place, press, accountId, email, device, back }: AskedLetter,
): Promise<boolean> {
  const t = words(place.language)
  const site = pressOf(deps, press).name
  return deps.db.transaction().execute(async (tx) => {
    const id = await addLetter(tx, { deviceId: device.id, accountId, back, now: deps.now() })
    if (id === null) return false
    const path = paths.accountPart(`kindle/confirm/${id}/${proofOf(id, deps.secret)}`)
    const link = `${place.origin}${href(place, path)}`
    await sendMail(tx, {
      to: email,
      fromName: site,
      subject: t.letterSubject(site),
      text: t.letterText(toEmailAddress(device), link, site, place.origin),
    })
    return true
  })
}
