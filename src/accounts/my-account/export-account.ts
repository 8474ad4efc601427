/** All that is kept of a reader, to take away (GDPR, articles 15 and 20): ours, and what other slices keep. */
import { findAccount, listCredentials, listPasskeys } from '../account-store.ts'
import type { Desk } from '../desk.ts'
import type { AccountIdentity } from '../identity.ts'
import { listSessions } from '../session-store.ts'

export async function exportAccount(desk: Pick<Desk, 'db' | 'now' | 'parts'>, account: AccountIdentity) {
  const [kept, credentials, passkeys, sessions, parts] = await Promise.all([
    findAccount(desk.db, { id: account.id }),
    listCredentials(desk.db, account.id),
    listPasskeys(desk.db, account.id),
    listSessions(desk.db, account.id, desk.now()),
    Promise.all(desk.parts.map(async ({ name, load }) => [name, await load(account)] as const)),
  ])
  return {
    exported: desk.now().toISOString(),
    account: kept,
    signIns: credentials.map(({ provider, subject, since }) =>
      provider === 'credential' ? { kind: 'password', since } : { kind: provider, subject, since },
    ),
    passkeys: passkeys.map(({ name, since }) => ({ name, since })),
    sessions: sessions.map(({ begun, used, userAgent }) => ({ begun, used, browser: userAgent })),
    ...Object.fromEntries(parts),
  }
}
