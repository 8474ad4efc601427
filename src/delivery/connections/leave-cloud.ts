/** Gives back what readers no longer grant: at once where it can be, else when the cloud answers again. */
import { sql } from 'kysely'
import type { Database, Log } from '#platform'
import type { Cloud } from './cloud.ts'
import {
  leave,
  listLeaving,
  lockConnection,
  noteLeavingTried,
  openRefresh,
  removeConnection,
} from './connection-store.ts'
import type { Seals } from './sealing/seals.ts'

export type LeavingDeps = {
  readonly db: Database
  readonly log: Log
  readonly seals: Seals
  readonly now: () => Date
  readonly clouds: readonly Cloud[]
}

/** For some days: after that the reader has to take it back over there. */
const MOST_TRIES = 400

export async function leaveCloud(
  deps: LeavingDeps,
  whose: { readonly accountId: string; readonly cloud: Cloud['name'] },
): Promise<void> {
  for (const id of await leave(deps.db, whose, deps.now())) await giveBack(deps, id)
}

/** Another process, or a later hour, gives it back: an account is not kept waiting to be closed. */
export async function forgetConnectionsOf(db: Database, accountId: string, now: Date): Promise<void> {
  await leave(db, { accountId, cloud: null }, now)
  await sql`delete from cloud_consent where account_id = ${accountId}`.execute(db)
  await sql`delete from usage_policy_agreement where account_id = ${accountId}`.execute(db)
}

/** A job's work. */
export async function giveBackLeft(deps: LeavingDeps): Promise<void> {
  for (const id of await listLeaving(deps.db)) await giveBack(deps, id)
}

async function giveBack(deps: LeavingDeps, id: string): Promise<void> {
  const { db, log } = deps
  const given = await tryToGiveBack(deps, id).catch((error: unknown) => {
    log.warn({ err: error, connection: id }, 'A permission could not be given back yet')
    return false
  })
  const tries = given ? 0 : await noteLeavingTried(db, id)
  if (given || tries >= MOST_TRIES) await removeConnection(db, id)
}

/** True also where nothing can be given back: it cannot be read, or its cloud is configured no more. */
async function tryToGiveBack({ db, seals, now, clouds }: LeavingDeps, id: string): Promise<boolean> {
  const connection = await db.transaction().execute((tx) => lockConnection(tx, seals, id))
  if (connection?.state !== 'leaving') return true
  const cloud = clouds.find(({ name }) => name === connection.cloud)
  const refresh = await openRefresh(db, seals, connection)
  if (cloud === undefined || !refresh.ok) return true
  // With a token of this very moment: one that is too old is refused like one that was taken back.
  const { refreshTokens } = await import('./oauth.ts')
  const renewed = await refreshTokens(cloud, refresh.value, now())
  if (!renewed.ok) return renewed.error === 'revoked'
  return cloud.revoke({ access: renewed.value.access, refresh: refresh.value })
}
