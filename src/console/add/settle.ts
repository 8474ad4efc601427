/** What is decided of what was handed in: by a clerk or by a command, and noted in the same words. */
import type { Database } from '#platform'
import type { Done } from '../audit/audit-log.ts'
import type { HandedIn } from './handed-in.ts'
import { dropHandedIn, publishHandedIn, scheduleHandedIn } from './handed-in-store.ts'

export type Settlement =
  | { readonly kind: 'publish' }
  | { readonly kind: 'schedule'; readonly at: Date }
  | { readonly kind: 'hold' }
  | { readonly kind: 'drop' }

/** In the caller's transaction. Null: it was decided on meanwhile. */
export async function settleHandedIn(
  tx: Database,
  one: HandedIn,
  settlement: Settlement,
  now: Date,
): Promise<Done | null> {
  const { id, press, title: name } = one
  switch (settlement.kind) {
    case 'publish': {
      const published = await publishHandedIn(tx, id, now)
      if (published === null) return null
      const note = one.note === null ? {} : { note: one.note }
      const details = { parcel: id, kind: one.kind, ...note }
      return { act: 'book-published', press, about: published.shelved.bookId, name, details }
    }
    case 'schedule': {
      const details = { at: settlement.at.toISOString() }
      const isSet = await scheduleHandedIn(tx, id, settlement.at)
      return isSet ? { act: 'parcel-scheduled', press, about: id, name, details } : null
    }
    case 'hold':
      return (await scheduleHandedIn(tx, id, null)) ? { act: 'parcel-held', press, about: id, name } : null
    case 'drop':
      return (await dropHandedIn(tx, id, now)) ? { act: 'parcel-dropped', press, about: id, name } : null
  }
}
