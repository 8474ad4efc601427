/** The token of a connection, renewed when it is due: by one at a time, whoever else asks waits and takes the same. */
import { assertNever, fail, ok, type Result } from '#base'
import type { Database } from '#platform'
import type { TokenSource } from './call-cloud.ts'
import type { Cloud, Hitch } from './cloud.ts'
import {
  keepTokens,
  lockConnection,
  markBroken,
  type OpenedConnection,
  openRefresh,
} from './connection-store.ts'
import type { RefreshFault } from './oauth.ts'
import type { Seals } from './sealing/seals.ts'

export type TokenDeps = { readonly db: Database; readonly seals: Seals; readonly now: () => Date }

/** So long before it ends a token is not begun with. */
const MARGIN_MS = 60_000

export const openTokenSource =
  (deps: TokenDeps, cloud: Cloud, connectionId: string): TokenSource =>
  (refused) =>
    deps.db.transaction().execute(async (transaction) => {
      const connection = await lockConnection(transaction, deps.seals, connectionId)
      if (connection === null || connection.state === 'leaving') return reconnect('gone')
      if (connection.state === 'broken') return reconnect(connection.why ?? 'revoked')
      const { access } = connection
      const good = access !== null && access.token !== refused && isFresh(access.expires, deps.now())
      return good ? ok(access.token) : renew({ ...deps, db: transaction }, cloud, connection)
    })

const isFresh = (expires: Date, now: Date): boolean => expires.getTime() - now.getTime() > MARGIN_MS

async function renew(
  { db, seals, now }: TokenDeps,
  cloud: Cloud,
  connection: OpenedConnection,
): Promise<Result<string, Hitch>> {
  const refresh = await openRefresh(db, seals, connection)
  if (!refresh.ok) {
    await markBroken(db, connection.id, 'key')
    return reconnect('key')
  }
  const { refreshTokens } = await import('./oauth.ts')
  const renewed = await refreshTokens(cloud, refresh.value, now())
  if (renewed.ok) {
    await keepTokens(db, seals, connection.id, renewed.value)
    return ok(renewed.value.access)
  }
  if (renewed.error === 'revoked') await markBroken(db, connection.id, 'revoked')
  return fail(toHitch(renewed.error))
}

function toHitch(fault: RefreshFault): Hitch {
  switch (fault) {
    case 'revoked':
      return { kind: 'reconnect', why: 'revoked' }
    case 'unreachable':
      return { kind: 'unreachable', detail: 'no new token' }
    case 'unknown-here':
      return { kind: 'unknown-here', detail: 'no new token: the client id or secret is refused' }
    default:
      return assertNever(fault)
  }
}

const reconnect = (why: Extract<Hitch, { kind: 'reconnect' }>['why']) =>
  fail({ kind: 'reconnect', why } as const)
