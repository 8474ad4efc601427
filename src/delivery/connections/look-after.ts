/** A job's work: permissions to be given back, ways that nobody came back on, readers who came back unnoticed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { resumeWaiting } from '../deliveries/moves.ts'
import type { CloudName } from './cloud.ts'
import type { ConnectionsDeps } from './connections-deps.ts'
import { forgetOldConsents } from './consent-store.ts'
import { giveBackLeft } from './leave-cloud.ts'

type Deps = Pick<ConnectionsDeps, 'db' | 'log' | 'seals' | 'now' | 'queue' | 'clouds'>

export type LookingAfter = { stop(): Promise<void> }

const EVERY_MS = 900_000

export function startLookingAfter(deps: Deps): LookingAfter {
  const stopping = new AbortController()
  const { signal } = stopping
  const looking = (async () => {
    while (!signal.aborted) {
      await lookAfter(deps).catch((error: unknown) =>
        deps.log.error({ err: error }, 'Connections could not be looked after; it is tried again'),
      )
      await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  })()
  return {
    stop: () => {
      stopping.abort()
      return looking
    },
  }
}

export async function lookAfter(deps: Deps): Promise<void> {
  await giveBackLeft(deps)
  await forgetOldConsents(deps.db, deps.now())
  await resumeConnected(deps)
}

/** A reader may have connected in the very moment in which a worker found that there was no connection. */
async function resumeConnected(deps: Deps): Promise<void> {
  const { rows } = await sql<{ account: string; cloud: CloudName; id: string; label: string | null }>`
    select distinct c.account_id as account, c.cloud, c.id, c.label
    from cloud_connection c join delivery d on d.account_id = c.account_id and d.destination = c.cloud
    where c.state = 'active' and d.state = 'waiting-for-reader'`.execute(deps.db)
  for (const { account, cloud, id, label } of rows)
    await resumeWaiting(deps, { accountId: account, destination: cloud, target: id, label: label ?? cloud })
}
