/** What a clerk does, and its entry in the audit log: both are so, or neither. */
import type { Database } from '#platform'
import { type Doer, type Done, noteDeed } from './audit/audit-log.ts'
import type { Clerk } from './clerk.ts'
import type { ConsoleDeps } from './deps.ts'

export const doerOf = ({ account }: Pick<Clerk, 'account'>): Doer => ({
  accountId: account.id,
  who: account.email,
})

/** `work` says what it did; null: nothing, and nothing is noted. Answers whether anything was done. */
export const inDeed = (
  { db, secretKey, now }: Pick<ConsoleDeps, 'db' | 'secretKey' | 'now'>,
  clerk: Clerk,
  work: (tx: Database) => Promise<Done | null>,
): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const done = await work(tx)
    if (done === null) return false
    await noteDeed(tx, secretKey, { ...done, ...doerOf(clerk) }, now())
    return true
  })
