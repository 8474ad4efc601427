/**
 * Who is signed in, believed for a short while, since a page and its pictures ask for it a dozen times. Only readers without
 * a role are remembered: whoever may change something is asked for each time. The database tells every process when a session,
 * an account or a role changes (`session_tells` in the migrations); should its word be lost, nothing is believed for longer
 * than BELIEVED_MS, so that what is revoked is closed within the minute that we promise.
 */
import { LRUCache } from 'lru-cache'
import type { Database, Notice } from '#platform'
import type { SignedInAccount } from './identity.ts'
import { findSignedIn } from './session-store.ts'

export type SessionMemory = {
  find(token: string): Promise<SignedInAccount | null>
  /** It is about to change something, perhaps itself: believed again when every process has heard of that. */
  doubt(token: string): void
  follow(notice: Notice): void
}

const BELIEVED_MS = 30_000
/** Far longer than a notice is on its way. */
const DOUBTED_MS = 5000
const MOST_SESSIONS = 20_000

type Kept = { readonly signedIn: SignedInAccount; readonly until: number } | { readonly doubtedUntil: number }

export function openSessionMemory(db: Database, now: () => Date): SessionMemory {
  const kept = new LRUCache<string, Kept>({ max: MOST_SESSIONS })
  /** Counts what was heard: what began to be read before a change must not be kept after it. */
  let era = 0
  return {
    find: async (token) => {
      const known = kept.get(token)
      const moment = now().getTime()
      if (known !== undefined && 'signedIn' in known && moment < known.until) return known.signedIn
      const before = era
      const signedIn = await findSignedIn(db, token, new Date(moment))
      const isDoubted = known !== undefined && 'doubtedUntil' in known && moment < known.doubtedUntil
      if (signedIn !== null && hasNoRole(signedIn) && before === era && !isDoubted)
        kept.set(token, { signedIn, until: moment + BELIEVED_MS })
      return signedIn
    },
    doubt: (token) => {
      era++
      kept.set(token, { doubtedUntil: now().getTime() + DOUBTED_MS })
    },
    follow: (notice) => {
      if (notice.kind !== 'sessions-changed' && notice.kind !== 'account-closed') return
      era++
      for (const [token, one] of kept.entries())
        if ('signedIn' in one && one.signedIn.account.id === notice.accountId) kept.delete(token)
    },
  }
}

const hasNoRole = ({ staff, librarianOf, session }: SignedInAccount): boolean =>
  staff.length === 0 && librarianOf.length === 0 && !session.owesSecondFactor
