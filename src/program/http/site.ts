/** Joins the application to the database, the files and the notices of a session. */
import { join } from 'node:path'
import { type Entitlements, forgetCopyReader, forgetRequester, openEntitlements } from '#access'
import {
  type AddressBook,
  forgetAccountAtInstitutions,
  openAddressBook,
  openSessionMemory,
  parseProviders,
  type SessionMemory,
} from '#accounts'
import { assertNever } from '#base'
import { openShelfMemory, type ShelfMemory } from '#catalogue'
import { openCitationStyles } from '#citations'
import {
  forgetConnectionsOf,
  forgetDeliveriesOf,
  forgetKindleReader,
  openAssembly,
  openQueue,
} from '#delivery'
import { type Database, followNotices, loadSecretKey, type Notice, OperatorError } from '#platform'
import { openPresses, sitePress } from '#press'
import { forgetReviewer, openRecordMemory, type RecordMemory } from '#record'
import { forgetBuyer, sellersOf } from '#sales'
import { openUsage, usageFolder } from '#usage'
import { openAssets, PageCache } from '#web'
import { cloudsOf } from '../clouds.ts'
import { destinationsOf } from '../deliveries.ts'
import { federationSite } from '../federation.ts'
import { kindleOf } from '../kindle.ts'
import { paymentsOf } from '../payments.ts'
import type { Session } from '../session.ts'
import { derivedFolder, handedInFolder, PRESSES_FOLDER, pressesOf } from '../site.ts'
import { buildApp } from './app.ts'

export type SiteOptions = {
  readonly instance: string
  readonly release: string
  /** Why it is not ready although it runs: it is stopping. */
  readonly stopping: () => string | null
}

export async function openSite(session: Session, { instance, release, stopping }: SiteOptions) {
  const { config, log, db, files, storage } = session
  const cache = new PageCache(config.pageCacheMegabytes * 2 ** 20)
  const assets = openAssets()
  const providers = parseProviders(config.signInProviders)
  if (!providers.ok) throw new OperatorError(providers.error.join('\n'))
  const configured = await pressesOf(config, (problem) => log.error(problem))
  const book = await openAddressBook(db, {
    onTrouble: (error) => log.error({ err: error }, 'The addresses of institutions could not be read'),
  })
  const entitlements = await openEntitlements(db, {
    now: () => new Date(),
    onTrouble: (error) => log.error({ err: error }, 'Licences could not be read'),
  })
  const sessions = openSessionMemory(db, () => new Date())
  const memory = openShelfMemory(db)
  const records = openRecordMemory(db)
  const following = await followNotices(
    storage.pool,
    (notice) => react({ cache, memory, records, book, db, sessions, entitlements }, notice),
    (error) => log.error({ err: error }, 'A notice could not be followed'),
  )
  const usage = openUsage({ folder: usageFolder(config.dataDir), log })
  const queue = openQueue(storage.pool, log)
  const clouds = cloudsOf(session, configured)
  const assembly = openAssembly(derivedFolder(config), files)
  const app = await buildApp({
    ...{
      config,
      log,
      db,
      files,
      cache,
      memory,
      records,
      assets,
      book,
      sessions,
      entitlements,
      usage,
      instance,
      release,
    },
    now: () => new Date(),
    secretKey: loadSecretKey(config),
    providers: providers.value,
    privateProviders: config.privateProviders,
    federation: federationSite(config, configured),
    presses: openPresses(configured, assets),
    styles: openCitationStyles(join(config.dataDir, 'styles')),
    assembly,
    ...{ queue, pool: storage.pool, destinations: destinationsOf(session, configured) },
    kindle: kindleOf(session, configured),
    ...{ clouds: clouds.clouds, seals: clouds.seals, pressName: clouds.nameOf },
    handedInFolder: handedInFolder(config),
    pressesFolder: join(config.dataDir, PRESSES_FOLDER),
    outbox: config.smtpUrl === null ? config.outbox : null,
    provider: paymentsOf(config),
    sellerOf: sellersOf(configured, sitePress(configured)),
    health: {
      dataDir: config.dataDir,
      reasons: () => [stopping(), following.isConnected() ? null : DEAF].filter((reason) => reason !== null),
    },
    metrics: { token: config.metricsToken },
  })
  return {
    app,
    close: async () => {
      await app.close()
      await assembly.close()
      await queue.close()
      usage.close()
      await following.stop()
      book.close()
      await entitlements.close()
    },
  }
}

const DEAF = 'Notices from the database do not arrive: pages may show what was before.'

type Reacting = {
  readonly cache: PageCache
  readonly memory: ShelfMemory
  readonly records: RecordMemory
  readonly book: AddressBook
  readonly db: Database
  readonly sessions: SessionMemory
  readonly entitlements: Entitlements
}

/** Pages that show what has changed, and all lists; what is kept in memory; what belonged to somebody who is gone. */
async function react(
  { cache, memory, records, book, db, sessions, entitlements }: Reacting,
  notice: Notice,
): Promise<void> {
  // First: a page made after it is forgotten must be made of what is so now.
  sessions.follow(notice)
  await entitlements.follow(notice)
  switch (notice.kind) {
    case 'book-shelved':
    case 'book-withdrawn':
      memory.forget()
      records.forget()
      cache.forget(notice.bookId)
      cache.forget('shelf')
      return
    case 'institutions-changed':
      await book.reload().finally(() => {
        for (const id of notice.institutionIds) cache.forget(id)
      })
      return
    case 'account-closed':
      await forgetAccountAtInstitutions(db, notice.accountId)
      await forgetRequester(db, notice.accountId)
      await forgetCopyReader(db, notice.accountId)
      await forgetBuyer(db, notice.accountId)
      await forgetDeliveriesOf(db, notice.accountId)
      await forgetKindleReader(db, notice.accountId)
      await forgetConnectionsOf(db, notice.accountId, new Date())
      await forgetReviewer(db, notice.accountId)
      return // No page of an account is kept.
    case 'record-changed':
      records.forget()
      cache.forget(notice.bookId)
      cache.forget(notice.recordId)
      cache.forget('records')
      return
    case 'prices-changed':
      for (const id of notice.productIds) cache.forget(id)
      return
    case 'sessions-changed':
    case 'licences-changed':
    case 'collections-changed':
      return // What a reader may read stands in the key of a page.
    default:
      assertNever(notice)
  }
}
