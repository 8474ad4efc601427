/** Hands waiting messages on, again and again with growing pauses, until they are taken or it is plain that they never will be. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database.ts'
import type { Log } from '../log.ts'
import { type ClaimedMail, claimMail, noteFault, noteSent } from './mail-store.ts'
import { type MailSettings, type MailTransport, openMailTransport } from './mail-transport.ts'

export type MailWorker = { stop(): Promise<void> }

const PAUSE_MS = 1_000
const AT_ONCE = 10
/** Together about two days, as mail servers have it (RFC 5321 §4.5.4.1 asks for four or five at most). */
const PAUSES_MINUTES = [1, 2, 5, 15, 30, 60, 120, 240, 480, 720, 1440]

export function startMailWorker(db: Database, settings: MailSettings, log: Log): MailWorker {
  const stopping = new AbortController()
  const working = work(db, settings, log, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await working
    },
  }
}

async function work(db: Database, settings: MailSettings, log: Log, signal: AbortSignal): Promise<void> {
  let transport: MailTransport | null = null
  while (!signal.aborted) {
    try {
      const claimed = await claimMail(db, AT_ONCE)
      if (claimed.length > 0) {
        transport ??= await openMailTransport(settings)
        for (const mail of claimed) await handOn(db, transport, mail, log)
        continue
      }
    } catch (error) {
      log.error({ err: error }, 'Mail could not be handed on; it is tried again')
    }
    await sleep(PAUSE_MS, undefined, { signal, ref: false }).catch(() => {})
  }
  transport?.close()
}

async function handOn(db: Database, transport: MailTransport, mail: ClaimedMail, log: Log): Promise<void> {
  try {
    await transport.deliver(mail)
  } catch (error) {
    const again = decideNextTry(error, mail.tries, new Date())
    const fault = error instanceof Error ? error.message : String(error)
    log.warn({ mail: mail.id, tries: mail.tries, again, fault }, 'A message was not taken')
    await noteFault(db, mail.id, fault.slice(0, 500), again)
    return
  }
  await noteSent(db, mail.id)
  log.info({ mail: mail.id, tries: mail.tries, through: transport.kind }, 'A message was handed on')
}

/** RFC 5321 §4.2.1: an answer of 5xx is for good, all else may pass. A wrong password (535) is the operator's to mend, and waits. */
export function decideNextTry(error: unknown, tries: number, now: Date): Date | null {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  if (code >= 500 && code < 600 && code !== 530 && code !== 535) return null
  const minutes = PAUSES_MINUTES[tries - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000)
}
