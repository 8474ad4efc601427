/** What comes of a reader's way to a cloud and back, written down before the reader is told. */
import { sql } from 'kysely'
import { ok, type Result } from '#base'
import type { Database } from '#platform'
import { changeDelivery } from '../deliveries/delivery-store.ts'
import { resumeWaiting } from '../deliveries/moves.ts'
import { openCaller } from './call-cloud.ts'
import type { Cloud, CloudName } from './cloud.ts'
import { keepConnection } from './connection-store.ts'
import type { ConnectionsDeps } from './connections-deps.ts'
import type { ConsentFault, Tokens } from './oauth.ts'
import type { CloudFault } from './to-outcome.ts'

type Deps = Pick<ConnectionsDeps, 'db' | 'log' | 'seals' | 'now' | 'queue'>

export type CameBack = {
  readonly url: URL
  readonly redirect: string
  readonly state: string
  readonly verifier: string
}

/** Connects, and lets go on what was waiting for it; or tells what waits why it still does. */
export async function connect(
  deps: Deps,
  cloud: Cloud,
  accountId: string,
  back: CameBack,
): Promise<Result<null, ConsentFault>> {
  const now = deps.now()
  const { takeConsent } = await import('./oauth.ts')
  const taken = await takeConsent(cloud, { ...back, now })
  if (!taken.ok) {
    await tellWaiting(deps, accountId, cloud.name, FAULTS[taken.error])
    return taken
  }
  const label = await whose(deps, cloud, taken.value)
  await deps.queue.ready()
  await deps.db.transaction().execute(async (transaction) => {
    const granted = { accountId, cloud: cloud.name, label, tokens: taken.value, now }
    const { id } = await keepConnection(transaction, deps.seals, granted)
    const connected = { accountId, destination: cloud.name, target: id, label: label ?? cloud.label }
    await takeOver(transaction, connected)
    await resumeWaiting({ ...deps, db: transaction }, connected)
  })
  deps.queue.wake()
  return ok(null)
}

const FAULTS: Readonly<Record<ConsentFault, CloudFault>> = {
  refused: 'consent-refused',
  incomplete: 'cloud-permission',
  expired: 'consent-expired',
  unreachable: 'consent-unreachable',
  'unknown-here': 'cloud-unknown-here',
}

export async function tellWaiting(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  accountId: string,
  destination: CloudName,
  code: CloudFault,
): Promise<void> {
  for (const { id } of await listWaiting(db, accountId, destination))
    await changeDelivery(
      db,
      id,
      { fault: { code, facts: {} } },
      {
        at: now(),
        event: { kind: 'told', facts: { told: code } },
        expected: { states: ['waiting-for-reader'] },
      },
    )
}

async function listWaiting(db: Database, accountId: string, destination: CloudName) {
  const { rows } = await sql<{ id: string }>`select id from delivery
    where account_id = ${accountId} and destination = ${destination} and state = 'waiting-for-reader'`.execute(
    db,
  )
  return rows
}

/** A reader has one Dropbox here: what waited for the one of before goes to the one of now. */
async function takeOver(
  db: Database,
  { accountId, destination }: { readonly accountId: string; readonly destination: CloudName },
): Promise<void> {
  await sql`update delivery set target = null
    where account_id = ${accountId} and destination = ${destination} and state = 'waiting-for-reader'`.execute(
    db,
  )
}

/** Nice to know: without it the reader is connected as well. */
async function whose({ log, now }: Deps, cloud: Cloud, { access }: Tokens): Promise<string | null> {
  const signal = AbortSignal.timeout(10_000)
  return cloud.whose(openCaller(async () => ok(access), { signal, now })).catch((error: unknown) => {
    log.warn({ err: error, cloud: cloud.name }, 'A cloud did not say whose it is')
    return null
  })
}
