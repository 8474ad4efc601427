/** What is done behind the scenes: the inbox, and clearing up. Runs inside `serve`, or alone as `chapterhouse worker`. */
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { forgetOldRequests } from '#access'
import {
  accountSecret,
  forgetOldAccountThings,
  forgetOldPairings,
  forgetOldSignIns,
  refreshFederation,
  startLetterWriter,
} from '#accounts'
import { shelveParcel, sweepFiles, sweepJobs, withReaders } from '#catalogue'
import { noteDeed, startReader } from '#console'
import { forgetOldDeliveries, forgetOldKindleLetters, openAssembly } from '#delivery'
import { forgetOldMail, forgetOldNotices, loadSecretKey, startMailWorker } from '#platform'
import { startSalesWorker } from '#sales'
import {
  countDueMonths,
  forgetOldUses,
  forgetSalts,
  makeMonthTables,
  startUsageMover,
  usageFolder,
} from '#usage'
import { startDeliveries } from './deliveries.ts'
import { refreshDepsOf } from './federation.ts'
import { type Inbox, openInbox } from './inbox/inbox.ts'
import { recall, remember } from './installation.ts'
import { tillOf } from './payments.ts'
import { startRecordKeeper } from './records.ts'
import { openSession, type Session, workplaceOf } from './session.ts'
import { onStop } from './signals.ts'
import { derivedFolder, handedInFolder, inboxLanes, pressesOf, siteAddress } from './site.ts'

export type Worker = { readonly inbox: Inbox; stop(): Promise<void> }

export async function startWorker(session: Session): Promise<Worker> {
  const place = workplaceOf(session)
  const stopping = new AbortController()
  const { signal } = stopping
  const inbox = await openInbox({
    lanes: await inboxLanes(session.config),
    pool: session.storage.pool,
    log: session.log,
    together: ({ press }, paths, work) =>
      withReaders(place, paths, (readers) =>
        work((path, turn) =>
          shelveParcel(place, path, {
            ...{ press, openness: 'open', dryRun: false, signal, turn, readers },
            alongside: (tx, { bookId, title, version }) =>
              noteDeed(
                tx,
                loadSecretKey(session.config),
                {
                  ...{
                    accountId: null,
                    who: 'inbox',
                    press,
                    act: 'book-published',
                    about: bookId,
                    name: title,
                  },
                  details: { file: basename(path), version },
                },
                new Date(),
              ),
          }),
        ),
      ),
    urlOf: (outcome) => siteAddress(session, outcome),
  })
  const { smtpUrl, mailFrom: from, outbox } = session.config
  const mail = startMailWorker(session.db, { smtpUrl, from, outbox }, session.log)
  const letters = startLetterWriter(session.db, accountSecret(loadSecretKey(session.config)), session.log)
  const usage = startUsageMover({ ...session, folder: usageFolder(session.config.dataDir) })
  const secretKey = loadSecretKey(session.config)
  const reader = startReader({ ...place, secretKey, handedInFolder: handedInFolder(session.config) })
  const till = tillOf(session, await pressesOf(session.config))
  const sales = till.provider === null ? null : startSalesWorker({ ...till, provider: till.provider })
  const records = await startRecordKeeper(session)
  const assembly = openAssembly(derivedFolder(session.config), session.files)
  const deliveries = await startDeliveries(session, assembly)
  const clearing = clearUp(session, signal)
  const asking = askFederations(session, signal)
  return {
    inbox,
    stop: async () => {
      stopping.abort()
      await Promise.all([
        inbox.stop(),
        letters.stop(),
        mail.stop(),
        usage.stop(),
        reader.stop(),
        sales?.stop(),
        deliveries.stop().then(assembly.close),
        records.stop(),
        clearing,
        asking,
      ])
    },
  }
}

/** What killed processes left: at start. What newer versions left behind: once a day. */
async function clearUp(session: Session, signal: AbortSignal): Promise<void> {
  const place = workplaceOf(session)
  while (!signal.aborted) {
    try {
      const { jobs, files } = await sweepJobs(place, new Date())
      if (jobs > 0) session.log.warn({ jobs, files }, 'Cleared up after a process that was killed')
      await forgetOldSignIns(session.db, new Date())
      await makeMonthTables(session.db, new Date())
      forgetSalts(usageFolder(session.config.dataDir), Date.now())
      await sweepDaily(session, new Date())
    } catch (error) {
      session.log.error({ err: error }, 'Clearing up failed; it is tried again in a quarter of an hour')
    }
    await sleep(QUARTER, undefined, { signal, ref: false }).catch(() => {})
  }
}

/** Federations say a few times a day who signs readers in. One that is large takes minutes to read: nothing waits for it. */
async function askFederations(session: Session, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const last = await recall(session.db, 'federations-asked')
      if (last === null || Date.now() - Date.parse(last) >= BETWEEN_ASKING) {
        await remember(session.db, 'federations-asked', new Date().toISOString())
        await refreshFederation(refreshDepsOf(session))
      }
    } catch (error) {
      session.log.error({ err: error }, 'Federations could not be asked; they are asked again in some hours')
    }
    await sleep(QUARTER, undefined, { signal, ref: false }).catch(() => {})
  }
}

const BETWEEN_ASKING = 4 * 3_600_000
const QUARTER = 900_000
const DAY = 86_400_000

async function sweepDaily(session: Session, now: Date): Promise<void> {
  const last = await recall(session.db, 'swept')
  if (last !== null && now.getTime() - Date.parse(last) < DAY) return
  await remember(session.db, 'swept', now.toISOString())
  await forgetOldNotices(session.db, new Date(now.getTime() - 7 * DAY))
  await forgetOldAccountThings(session.db, now)
  await forgetOldPairings(session.db, now)
  await forgetOldMail(session.db, new Date(now.getTime() - 30 * DAY))
  await forgetOldKindleLetters(session.db, now)
  await forgetOldDeliveries(session.db, new Date(now.getTime() - 400 * DAY))
  await openAssembly(derivedFolder(session.config), session.files).sweep(now)
  await forgetOldRequests(session.db, session.config.requestDays, now)
  await countDueMonths(session.db, now)
  await forgetOldUses(session.db, session.config.usageDays, now)
  // A shelf that has never been swept has nothing on it that is no longer needed.
  if (last === null) return
  const swept = await sweepFiles(workplaceOf(session))
  if (swept > 0) session.log.info({ files: swept }, 'Removed files that no book needs any longer')
}

/** `chapterhouse worker` */
export async function work(): Promise<void> {
  const session = await openSession({ command: 'worker', lasting: true })
  const worker = await startWorker(session)
  process.stdout.write(`The worker is at work; its inbox is ${session.config.inbox}\n`)
  const why = await new Promise<string>((stop) => void onStop(stop))
  session.log.info({ why }, 'The worker is stopping')
  await worker.stop()
  await session.close()
}
