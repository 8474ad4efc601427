/** Writes the letters that were asked for, in the worker: here it is looked up who has an account. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, type Log, sendMail } from '#platform'
import { href, paths } from '#web'
import { findAccount } from '../account-store.ts'
import type { Letter } from './letter.ts'
import { type Addresses, buildLetterEmail } from './letter-email.ts'
import { claimUnmailed, proofOf } from './letter-store.ts'

export type LetterWriter = { stop(): Promise<void> }

const PAUSE_MS = 700
const AT_ONCE = 20

/** `secret`: of the accounts; see `accountSecret`. */
export function startLetterWriter(db: Database, secret: string, log: Log): LetterWriter {
  const stopping = new AbortController()
  const { signal } = stopping
  const writing = (async () => {
    while (!signal.aborted) {
      const written = await writeLetters(db, secret).catch((error: unknown) => {
        log.error({ err: error }, 'Letters to readers could not be written; it is tried again')
        return 0
      })
      if (written < AT_ONCE) await sleep(PAUSE_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await writing
    },
  }
}

/** All or none of a handful: a letter is marked as mailed in the transaction that queues it. */
export const writeLetters = (db: Database, secret: string): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const letters = await claimUnmailed(transaction, AT_ONCE)
    for (const letter of letters) {
      const known = await findAccount(transaction, { email: letter.email })
      const email = buildLetterEmail(letter, known, addressesOf(letter, secret))
      await sendMail(transaction, { to: letter.email, fromName: letter.siteName, ...email })
    }
    return letters.length
  })

function addressesOf(letter: Letter, secret: string): Addresses {
  const at = (path: string) => `${letter.origin}${href(letter, path)}`
  return {
    letter: at(paths.letter(letter.id, proofOf(letter.id, secret))),
    signUp: at(paths.signUp),
    signIn: at(paths.signIn),
    forgotten: at(paths.signInForgotten),
  }
}
