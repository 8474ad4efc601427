/**
 * A Dropbox, and readers who have many chapters saved to it: another process beside the site, as both would be. Started
 * by delivery.ts, which is told the address of the Dropbox, tells where the site keeps its data, and hears how many are done.
 */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../src/base/index.ts'
import { listChapters } from '../src/catalogue/index.ts'
import { grantConnection } from '../src/delivery/connections/testing/grant-connection.fixture.ts'
import { isEnded } from '../src/delivery/deliveries/delivery.ts'
import { DROPBOX_CLIENT, openDropboxDouble } from '../src/delivery/dropbox/testing/dropbox-double.ts'
import { beginDelivery, findDelivery, openQueue } from '../src/delivery/index.ts'
import { cloudsOf } from '../src/program/clouds.ts'
import { openSession, type Session } from '../src/program/session.ts'

export type Told =
  | { readonly kind: 'settings'; readonly settings: Readonly<Record<string, string>> }
  | { readonly kind: 'begun' }
  | { readonly kind: 'ended'; readonly saved: number; readonly files: number }

export type Asked = {
  readonly dataDir: string
  /** Of one reader one goes at a time: there are several, so that the site is as busy as it ever is. */
  readonly accountIds: readonly string[]
  readonly bookId: string
  readonly count: number
  /** So long is waited for all of them. */
  readonly seconds: number
}

const tell = (told: Told) => process.send?.(told)

const dropbox = await openDropboxDouble()
tell({
  kind: 'settings',
  settings: {
    DROPBOX_CLIENT_ID: DROPBOX_CLIENT.id,
    DROPBOX_CLIENT_SECRET: DROPBOX_CLIENT.secret,
    DROPBOX_API_BASE: dropbox.origin,
  },
})
const [asked] = (await once(process, 'message')) as [Asked]
Object.assign(process.env, {
  ...{ DATA_DIR: asked.dataDir, LOG_LEVEL: 'warn', DROPBOX_API_BASE: dropbox.origin },
  ...{ DROPBOX_CLIENT_ID: DROPBOX_CLIENT.id, DROPBOX_CLIENT_SECRET: DROPBOX_CLIENT.secret },
})
const session = await openSession({ command: 'bench', lasting: false })
const ids = await order(session, asked)
tell({ kind: 'begun' })
tell({ kind: 'ended', saved: await countSaved(session, ids, asked.seconds), files: dropbox.files.size })
await session.close()
await dropbox.close()
process.disconnect?.()

async function order(
  { db, log, storage, config }: Session,
  { accountIds, bookId, count }: Asked,
): Promise<readonly string[]> {
  const { clouds, seals, now } = cloudsOf({ db, log, config }, [])
  const [cloud] = clouds
  if (cloud === undefined) throw new Error('Dropbox is not configured')
  const readers: { readonly accountId: string; readonly target: string }[] = []
  for (const accountId of accountIds)
    readers.push({ accountId, target: await grantConnection({ db, seals, now }, cloud, accountId) })
  const chapters = await listChapters(db, bookId)
  if (chapters.length < count) throw new Error(`${chapters.length} chapters of ${count} are on the shelf`)
  const queue = openQueue(storage.pool, log)
  const ids: string[] = []
  for (const [turn, { id, title }] of chapters.slice(0, count).entries()) {
    const reader = readers[turn % readers.length]
    if (reader === undefined) throw new Error('nobody asks for anything')
    const begun = await beginDelivery(
      { db, queue, now },
      {
        ...{ ...reader, press: 'house', destination: 'dropbox', targetLabel: 'Ada', sender: null },
        thing: { of: 'chapter', id, bookId, format: 'epub', title },
        ...{ origin: 'http://localhost', base: '', language: 'en', requestKey: newId() },
        basis: { institutions: [], bearers: [], staff: [] },
      },
      null,
    )
    if (begun !== null) ids.push(begun)
  }
  await queue.close()
  return ids
}

/** Until all have ended, or the time is over. Asked seldom: it is the site that is to be busy. */
async function countSaved({ db }: Session, ids: readonly string[], seconds: number): Promise<number> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const kept = (await Promise.all(ids.map((id) => findDelivery(db, id)))).filter((one) => one !== null)
    if (kept.every(isEnded) || Date.now() > deadline)
      return kept.filter(({ state }) => state === 'saved').length
    await sleep(1000)
  }
}
